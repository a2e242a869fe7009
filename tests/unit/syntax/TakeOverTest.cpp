// Parsing after an edit: the tree is that of a fresh parse, to the last position, but most of it is
// copied.

#include "Corpus.h"
#include "Parsed.h"

namespace aqua::syntax {
namespace {

/// A text that is edited, and its tree after each edit.
class Edited {
public:
  explicit Edited(std::string text) { change(std::move(text)); }

  void change(std::string text) {
    auto source = std::make_unique<support::SourceFile>("test.aqua", std::move(text));
    diags_ = {};
    const bool isFirst = !source_;
    file_ = parseFile({1}, source->text(), names_, diags_, isFirst ? nullptr : &file_);
    source_ = std::move(source); // the text before is gone from here on
  }

  [[nodiscard]] llvm::StringRef text() const { return source_->text(); }
  [[nodiscard]] const ast::File& file() const { return file_; }

  [[nodiscard]] std::string dump() const { return dump(file_, *source_, diags_); }
  [[nodiscard]] std::string dumpOfFreshParse() const {
    support::NameTable names;
    support::DiagnosticSink diags;
    return dump(parseFile({1}, text(), names, diags), *source_, diags);
  }

private:
  [[nodiscard]] static std::string dump(const ast::File& file, const support::SourceFile& source,
                                        const support::DiagnosticSink& diags) {
    std::string result;
    llvm::raw_string_ostream out(result);
    ast::print(file, source, out);
    for (const ast::Item* item : file.items)
      out << item->hasErrors << item->isCutShort;
    out << file.hasLostItems << '\n';
    for (const ast::SoundItem& sound : file.sound)
      out << "sound " << sound.range.begin << '-' << sound.range.end << '\n';
    for (const support::Diagnostic& one : diags.all()) {
      out << one.info().code << ' ' << one.loc.range.begin << '-' << one.loc.range.end << ' '
          << one.message << ' ' << one.help << '\n';
      for (const support::Label& label : one.labels)
        out << "  " << label.loc.range.begin << ' ' << label.text << '\n';
      for (const support::Fix& fix : one.fixes)
        for (const support::TextEdit& edit : fix.edits)
          out << "  " << edit.loc.range.begin << ' ' << edit.text << '\n';
    }
    return result;
  }

  support::NameTable names_;
  support::DiagnosticSink diags_;
  std::unique_ptr<support::SourceFile> source_;
  ast::File file_;
};

const char* const threeItems =
    "aqua M\n\nfunc f():\n  x = 1\n\nfunc g(a: u32) -> string:\n  if a > "
    "1:\n    h()\n  else:\n    par on \"p\":\n        h()\n  try:\n    "
    "h()\n  catch e:\n    h()\n  h()\n  otherwise:\n    h()\n  <- \"é\"\n";

std::string replaced(llvm::StringRef text, llvm::StringRef part, llvm::StringRef other) {
  const auto [before, after] = text.split(part);
  return (before + other + after).str();
}

TEST(TakeOver, ItemsThatStayTheSameAreNotParsed) {
  Edited edited(threeItems);
  EXPECT_EQ(edited.file().takenOver, 0U);
  edited.change(replaced(threeItems, "x = 1", "x = 123"));
  EXPECT_EQ(edited.file().takenOver, 2U);
  EXPECT_EQ(edited.dump(), edited.dumpOfFreshParse());
}

TEST(TakeOver, ItemsThatMoveAreNotParsed) {
  Edited edited(threeItems);
  edited.change("-- A comment.\n" + std::string(threeItems));
  EXPECT_EQ(edited.file().takenOver, 3U);
  EXPECT_EQ(edited.dump(), edited.dumpOfFreshParse());
}

TEST(TakeOver, KeywordsMoveWithTheirStatements) {
  Edited edited(threeItems);
  edited.change(replaced(threeItems, "x = 1", "y = 12"));
  ASSERT_EQ(edited.file().takenOver, 2U);
  const auto text = [&](SourceRange range) { return edited.text().slice(range.begin, range.end); };
  EXPECT_EQ(text(llvm::cast<ast::ModuleLine>(edited.file().items[0])->keyword), "aqua");
  const auto body = llvm::cast<ast::FuncDecl>(edited.file().items[2])->body.statements;
  const auto* fallback = llvm::cast<ast::ElseStmt>(body[1]);
  EXPECT_EQ(text(fallback->keyword), "else");
  EXPECT_EQ(text(llvm::cast<ast::PrefixedStmt>(fallback->body.statements[0])->keyword), "par");
  EXPECT_EQ(text(llvm::cast<ast::CatchStmt>(body[3])->keyword), "catch");
  EXPECT_EQ(text(llvm::cast<ast::OtherwiseStmt>(body[5])->keyword), "otherwise");
}

TEST(TakeOver, ItemsWithProblemsAreParsedAgain) {
  Edited edited("func f():\n  x = (\n\nfunc g():\n  y = 1\n");
  edited.change(edited.text().str() + "\n");
  EXPECT_EQ(edited.file().takenOver, 1U);
  EXPECT_EQ(edited.dump(), edited.dumpOfFreshParse());
}

TEST(TakeOver, LostTextBelowAnItemIsSeen) {
  Edited edited("func f():\n  x = 1\n");
  edited.change("func f():\n  x = 1\n nothing\n");
  EXPECT_EQ(edited.dump(), edited.dumpOfFreshParse());
  edited.change("func f():\n  x = 1\n");
  EXPECT_EQ(edited.dump(), edited.dumpOfFreshParse());
}

/// Several programs in one text, so that there is something to take over.
std::string programs(llvm::ArrayRef<std::string> corpus, std::mt19937& random) {
  std::string text;
  for (int i = 0; i < 5; ++i)
    text += corpus[random() % corpus.size()] + "\n";
  return text;
}

TEST(TakeOver, AfterRandomEditsTheTreeIsThatOfAFreshParse) {
  const std::vector<std::string> corpus = readCorpus();
  ASSERT_FALSE(corpus.empty());
  std::mt19937 random(5);
  size_t takenOver = 0;
  for (int round = 0; round < 120; ++round) {
    Edited edited(programs(corpus, random));
    const std::string first = edited.text().str();
    for (int i = 0; i < 8; ++i) {
      // Now and then everything is undone.
      edited.change(i == 6 ? first : mutate(edited.text(), random));
      takenOver += edited.file().takenOver;
      ASSERT_EQ(edited.dump(), edited.dumpOfFreshParse()) << edited.text().str();
    }
  }
  EXPECT_GT(takenOver, 2000U);
}

} // namespace
} // namespace aqua::syntax
