#include "air/Parse.h"

#include <gtest/gtest.h>

#include "Programs.h"
#include "air/Print.h"

using namespace aqua::air;

namespace {

/// The first message, or nothing.
std::string problem(llvm::StringRef text) {
  const ParseResult result = parseScript(text);
  EXPECT_NE(result.script.has_value(), !result.errors.empty());
  return result.errors.empty() ? "" : result.errors.front().message;
}

/// The problem of a script with this argument. The names x, ss and cc are defined.
std::string argumentProblem(llvm::StringRef argument) {
  return problem(
      (R"((seq (ap 1 x) (seq (canon "A" $s #cc) (call "A" ("s" "f") [)" + argument + "])))").str());
}

std::string repeated(llvm::StringRef text, size_t count) {
  std::string result;
  while (count-- > 0)
    result += text;
  return result;
}

std::string nested(size_t depth) {
  return repeated("(seq (null) ", depth) + "(null)" + repeated(")", depth);
}

} // namespace

TEST(ParseScript, AcceptsAllProgramsOfTheCatalogueAndPrintsThemBack) {
  const std::vector<Program> programs = readPrograms();
  ASSERT_EQ(programs.size(), 103U);
  for (const Program& program : programs) {
    SCOPED_TRACE(program.name);
    const ParseResult first = parseScript(program.text);
    ASSERT_TRUE(first.script) << errorText(program.text, first.errors);
    for (const Layout layout : {Layout::Compact, Layout::Indented}) {
      const std::string printed = toText(*first.script, layout);
      const ParseResult second = parseScript(printed);
      ASSERT_TRUE(second.script) << errorText(printed, second.errors);
      EXPECT_EQ(toText(*second.script, layout), printed);
      EXPECT_EQ(toText(*second.script), toText(*first.script));
    }
  }
}

TEST(ParseScript, NeedsNoBlanksBesideBracketsAndStrings) {
  EXPECT_EQ(problem(R"((call "A"("s" "f")["a""b"]$r))"), "");
  EXPECT_NE(problem("(seq(null)(null))"), "") << "a bracket does not end a word";
}

TEST(ParseScript, SkipsCommentsAndUnicodeWhiteSpace) {
  EXPECT_EQ(problem("; a (\n\u00a0(null)\u2003; b"), "");
  EXPECT_EQ(problem("(null);"), "");
}

TEST(ParseScript, ReadsNamesOfAllKindsOfCharacters) {
  for (const char* name : {"-x", "1-a_b", "имя", "1e5", "12-3", "+a", "a²", "aéb"})
    EXPECT_EQ(problem((llvm::Twine("(fail ") + name + ")").str()), "") << name;
  EXPECT_EQ(problem("(fail a\u0363)"),
            "only alphanumeric, '_', and '-' characters are allowed in this position")
      << "alphabetic only since Unicode 16";
}

TEST(ParseScript, ReadsNumbers) {
  EXPECT_EQ(argumentProblem("+5 -7 007 1. -0.5 1.234567890 9223372036854775807"), "");
  EXPECT_EQ(argumentProblem("1.2345678901"),
            "this float is too big, a float could contain less than 12 digits");
  EXPECT_EQ(argumentProblem("9223372036854775808"), "number too large to fit in target type");
  EXPECT_EQ(argumentProblem("-9223372036854775809"), "number too small to fit in target type");
  EXPECT_EQ(argumentProblem("-"), "invalid digit found in string");
  EXPECT_EQ(argumentProblem("٣"), "invalid digit found in string");
  EXPECT_EQ(argumentProblem("1.2.3"), "a digit could contain only digits or one dot");
  EXPECT_EQ(argumentProblem(".5").substr(0, 11), "leading dot");
}

TEST(ParseScript, ReadsLenses) {
  for (const char* lens : {"$[0]", "$.a[0].b[1]!", "$.length", "length", "$.[x].[007]", "$.éa"})
    EXPECT_EQ(argumentProblem((llvm::Twine("x.") + lens).str()), "") << lens;
  for (const char* lens : {"$.0", "$a", "$.\"ab\"", "length!", "b", "$", "$.a.", "$..a", "$.[0a]",
                           "$.[4294967296]", "$.a!.b", "$.a.$.b", "$.é", "$.[é]"})
    EXPECT_NE(argumentProblem((llvm::Twine("x.") + lens).str()), "") << lens;
  EXPECT_EQ(argumentProblem("#c.$.[0]"), "a canon name should be non empty");
  EXPECT_EQ(argumentProblem("#cc.$.[0]"), "");
}

TEST(ParseScript, RefusesWhatIsIllegalInAPosition) {
  for (const char* text : {"",
                           "(seq (null))",
                           "(null) (null)",
                           "(next i)",
                           "(ap [1] x)",
                           "(ap %m x)",
                           "(ap #%m x)",
                           R"((ap ("k" 1) $s))",
                           "(ap (1.5 1) %m)",
                           R"((canon "A" $s x))",
                           R"((canon "A" %m #c))",
                           R"((canon "A" $s #%c))",
                           R"((call %ttl% ("s" "f") []))",
                           R"((call "A" (%init_peer_id% "f") []))",
                           "(fail 1 x)",
                           "(fail %last_error%.$.message)",
                           "(new :error: (null))",
                           R"((call "A" ("s" "f") [] #x))",
                           R"((call "A" ("s" "f") [] %m))",
                           R"((call "A" ("s" "f") [] r.$.x))",
                           "(fold #$c.$.[0] i (null))",
                           "(fold [] i (null) (null) (null))",
                           "(ap 1 call)",
                           "(new $%s (null) x)"})
    EXPECT_NE(problem(text), "") << text;
}

TEST(ParseScript, ReportsOneErrorOfSyntaxWithItsPlace) {
  const ParseResult result = parseScript("(seq (null) (call x))");
  ASSERT_EQ(result.errors.size(), 1U);
  EXPECT_EQ(result.errors[0].message, "expected \"(\"");
  EXPECT_EQ(result.errors[0].span.begin, 19U);
  EXPECT_EQ(result.errors[0].span.end, 20U);
}

TEST(ParseScript, KnowsThatAFoldMayHaveALastInstruction) {
  EXPECT_EQ(problem("(fold $s i (null) x)"), "expected \"(\" or \")\"");
  EXPECT_EQ(problem("(fold $s i (null)"), "expected \"(\" or \")\"");
  EXPECT_EQ(problem("(fold $s i (null) (null) x)"), "expected \")\"");
}

TEST(ParseScript, KeepsTheSpansOfInstructions) {
  const llvm::StringRef text = " (seq (ap 1 x) (call x (\"a\" \"b\") []))";
  const ParseResult result = parseScript(text);
  ASSERT_TRUE(result.script);
  const auto source = [&](uint32_t id) {
    const TextSpan span = result.script->instruction(id).span();
    return text.slice(span.begin, span.end).str();
  };
  EXPECT_EQ(source(0), text.trim().str());
  EXPECT_EQ(source(1), "(ap 1 x)");
  EXPECT_EQ(source(2), "(call x (\"a\" \"b\") [])");
}

TEST(ParseScript, KnowsWhatIsRead) {
  const ParseResult parsed = parseScript(
      R"((seq (seq (ap 1 i) (call "A" ("s" "f") [] items))
              (seq (canon "A" $s #kept)
                   (fold items x
                    (seq (canon x $s #hop)
                         (seq (call "A" ("s" "g") [items.$.[i] #kept.length] unread) (next x)))))))");
  ASSERT_TRUE(parsed.script);
  std::string read;
  for (uint32_t name = 0; name < parsed.script->nameCount(); ++name)
    if (parsed.script->isRead({name})) read += parsed.script->name({name}).str() + " ";
  EXPECT_EQ(read, "i items $s #kept x ");
}

TEST(ParseScript, RefusesIllegalUtf8) {
  const std::string text = "(fail a\xC3)";
  const ParseResult result = parseScript(text);
  ASSERT_EQ(result.errors.size(), 1U);
  EXPECT_EQ(result.errors[0].message, "invalid UTF-8");
  EXPECT_NE(errorText(text, result.errors).find("script.air:1:8"), std::string::npos);
}

TEST(ParseScript, NestsToALimit) {
  EXPECT_EQ(problem(nested(10000)), "");
  EXPECT_EQ(problem(nested(10001)), "more than 10000 instructions inside each other");
  EXPECT_EQ(problem(repeated("(seq ", 1000000)), "more than 10000 instructions inside each other");
}
