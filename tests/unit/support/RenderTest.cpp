#include "support/Render.h"

#include "llvm/Support/JSON.h"

#include "gtest/gtest.h"

namespace aqua::support {
namespace {

/// One file with one diagnostic of a message of our choice.
class Rendering : public testing::Test {
protected:
  FileId add(std::string text, std::string path = "main.aqua") {
    return sources.add(std::move(path), std::move(text));
  }

  Diagnostic& report(FileId file, uint32_t begin, uint32_t end) {
    return sink.report(diag::FileNotFound, Loc{file, {begin, end}}, "x");
  }

  std::string render(DiagFormat format, DiagColors colors = DiagColors::Never) {
    std::string text;
    llvm::raw_string_ostream out(text);
    RenderOptions options;
    options.format = format;
    options.colors = colors;
    renderDiagnostics(sink, sources, options, out);
    return text;
  }

  SourceManager sources;
  DiagnosticSink sink;
};

TEST_F(Rendering, HumanShowsTheLineWithCaretsLabelsNotesAndHelp) {
  const FileId file = add("one\n  z = 1 < 2 < 3\n");
  Diagnostic& problem = report(file, 16, 17);
  problem.labels.push_back({{file, {12, 13}}, "the first"});
  problem.notes.push_back("a note");
  problem.help = "some help";
  problem.fixes.push_back({"remove it", {}});
  EXPECT_EQ(render(DiagFormat::Human), "error[E0001]: file not found: `x`\n"
                                       " --> main.aqua:2:13\n"
                                       "  |\n"
                                       "2 |   z = 1 < 2 < 3\n"
                                       "  |             ^\n"
                                       "  |         - the first\n"
                                       "  = note: a note\n"
                                       "  = help: some help\n"
                                       "  = fix: remove it\n"
                                       "\n"
                                       "1 error, 0 warnings in 1 file\n");
}

TEST_F(Rendering, HumanShowsFirstAndLastLineOfAMultiLineRange) {
  const FileId file = add("a\n  data X:\n    b\n    c\n  end\nz\n");
  report(file, 4, 29);
  EXPECT_EQ(render(DiagFormat::Human), "error[E0001]: file not found: `x`\n"
                                       " --> main.aqua:2:3\n"
                                       "  |\n"
                                       "2 |   data X:\n"
                                       "  |   ^^^^^^^\n"
                                       "...\n"
                                       "5 |   end\n"
                                       "  |   ^^^\n"
                                       "\n"
                                       "1 error, 0 warnings in 1 file\n");
}

TEST_F(Rendering, HumanDoesNotMarkTheLineAfterARangeThatEndsWithALineEnd) {
  const FileId file = add("abc\ndef\n");
  report(file, 1, 4);
  EXPECT_NE(render(DiagFormat::Human).find("1 | abc\n  |  ^^\n\n"), std::string::npos)
      << render(DiagFormat::Human);
}

TEST_F(Rendering, HumanPutsCaretsUnderTextAfterTabsAndWideCharacters) {
  const FileId file = add("\tab \"\xE6\xBC\xA2\xC3\xA4\" x\n");
  report(file, 12, 13);
  EXPECT_NE(
      render(DiagFormat::Human).find("1 |     ab \"\xE6\xBC\xA2\xC3\xA4\" x\n  |              ^\n"),
      std::string::npos)
      << render(DiagFormat::Human);
}

TEST_F(Rendering, HumanNeverWritesControlCharactersOfTheUser) {
  const FileId file = add("a \x1b[31m b\n");
  report(file, 0, 1);
  sink.report(diag::FileNotFound, {}, "\x1b[31m");
  EXPECT_EQ(render(DiagFormat::Human).find('\x1b'), std::string::npos);
}

TEST_F(Rendering, HumanUsesColoursOnlyWhenAsked) {
  report(add("abc\n"), 0, 1);
  EXPECT_EQ(render(DiagFormat::Human).find('\x1b'), std::string::npos);
  EXPECT_NE(render(DiagFormat::Human, DiagColors::Always).find("\x1b[1;31merror[E0001]\x1b[0m"),
            std::string::npos);
}

TEST_F(Rendering, HumanMarksTheEndOfALineAndOfTheFile) {
  const FileId file = add("ab\ncd");
  report(file, 2, 2);
  report(file, 5, 5);
  const std::string text = render(DiagFormat::Human);
  EXPECT_NE(text.find("1 | ab\n  |   ^\n"), std::string::npos) << text;
  EXPECT_NE(text.find("2 | cd\n  |   ^\n"), std::string::npos) << text;
}

TEST_F(Rendering, HumanNamesTheFilesOfLabelsElsewhere) {
  const FileId file = add("abc\n");
  const FileId other = add("12345\n", "lib.aqua");
  report(file, 0, 1).labels.push_back({{other, {2, 4}}, "here"});
  EXPECT_NE(render(DiagFormat::Human).find(" ::: lib.aqua:1:3\n  |\n1 | 12345\n  |   -- here\n"),
            std::string::npos)
      << render(DiagFormat::Human);
}

TEST_F(Rendering, HumanCutsLongLinesAroundTheMark) {
  const FileId file = add(std::string(100'000, 'a') + "X" + std::string(100'000, 'b'));
  report(file, 100'000, 100'001);
  const std::string text = render(DiagFormat::Human);
  EXPECT_LT(text.size(), 1000u);
  const size_t line = text.find("1 | ") + 4;
  const size_t caret = text.find('^') - (text.find('\n', line) + 1) - 4;
  // The line starts with a one-column, three-byte ellipsis.
  EXPECT_EQ(text[line + caret + 2], 'X') << text;
}

TEST_F(Rendering, HumanSummaryCountsErrorsWarningsAndFiles) {
  report(add("a"), 0, 1);
  const FileId second = add("b", "b.aqua");
  report(second, 0, 1);
  sink.report(diag::FolderWithoutAqua, Loc{second, {0, 1}}, "f");
  const std::string text = render(DiagFormat::Human);
  EXPECT_NE(text.find("\n2 errors, 1 warning in 2 files\n"), std::string::npos) << text;
}

TEST_F(Rendering, NothingIsWrittenWithoutDiagnostics) {
  EXPECT_EQ(render(DiagFormat::Human), "");
  EXPECT_EQ(render(DiagFormat::Short), "");
  EXPECT_EQ(render(DiagFormat::GitHub), "");
  EXPECT_EQ(render(DiagFormat::Json),
            "{\"summary\":{\"errors\":0,\"warnings\":0,\"infos\":0,\"files\":0}}\n");
}

TEST_F(Rendering, ShortIsOneLineEach) {
  report(add("a\nbc"), 3, 4);
  sink.report(diag::FolderWithoutAqua, {}, "two\nlines");
  EXPECT_EQ(render(DiagFormat::Short), "main.aqua:2:2: error[E0001]: file not found: `x`\n"
                                       "warning[W0001]: no Aqua files in folder `two lines`\n");
}

TEST_F(Rendering, JsonHasOneObjectALineAndASummary) {
  const FileId file = add("\xC3\xA4 b\n");
  Diagnostic& problem = report(file, 3, 4);
  problem.labels.push_back({{file, {0, 2}}, "label"});
  problem.notes.push_back("note");
  problem.help = "do";
  problem.fixes.push_back({"fix it", {{{file, {3, 4}}, "c\"d"}}});
  EXPECT_EQ(
      render(DiagFormat::Json),
      "{\"code\":\"E0001\",\"severity\":\"error\",\"message\":\"file not found: `x`\","
      "\"file\":\"main.aqua\",\"range\":{\"start\":{\"line\":1,\"col\":3,\"offset\":3},"
      "\"end\":{\"line\":1,\"col\":4,\"offset\":4}},"
      "\"labels\":[{\"file\":\"main.aqua\",\"range\":{\"start\":{\"line\":1,\"col\":1,\"offset\":0}"
      ","
      "\"end\":{\"line\":1,\"col\":2,\"offset\":2}},\"text\":\"label\"}],"
      "\"notes\":[\"note\"],\"help\":\"do\","
      "\"fixes\":[{\"title\":\"fix it\",\"edits\":[{\"range\":{\"start\":{\"line\":1,\"col\":3,"
      "\"offset\":3},\"end\":{\"line\":1,\"col\":4,\"offset\":4}},\"text\":\"c\\\"d\"}]}]}\n"
      "{\"summary\":{\"errors\":1,\"warnings\":0,\"infos\":0,\"files\":1}}\n");
}

TEST_F(Rendering, JsonWithoutPlaceHasNulls) {
  sink.report(diag::FolderWithoutAqua, {}, "f");
  const std::string text = render(DiagFormat::Json);
  auto first = llvm::json::parse(llvm::StringRef(text).split('\n').first);
  ASSERT_TRUE(bool(first));
  EXPECT_EQ(*first->getAsObject()->get("file"), nullptr);
  EXPECT_EQ(*first->getAsObject()->get("range"), nullptr);
}

TEST_F(Rendering, GitHubEscapesMessageAndProperties) {
  const FileId file = add("a\nbcd", "a,b:c.aqua");
  sink.report(diag::FileNotFound, Loc{file, {3, 5}}, "100%\r\n").help = "x: y, z";
  sink.report(diag::FolderWithoutAqua, {}, "f");
  EXPECT_EQ(render(DiagFormat::GitHub),
            "::error file=a%2Cb%3Ac.aqua,line=2,col=2,endLine=2,endColumn=4,title=E0001::"
            "file not found: `100%25%0D%0A`%0Ahelp: x: y, z\n"
            "::warning title=W0001::no Aqua files in folder `f`\n");
}

} // namespace
} // namespace aqua::support
