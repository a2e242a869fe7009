// Constants that are set from outside (spec/02 §10.3).

#include "gtest/gtest.h"

#include "Program.h"

namespace aqua::sema::test {
namespace {

InjectedConstant constant(const char* name, ast::LiteralKind kind, const char* text) {
  return {name, kind, text};
}

struct Outcome {
  std::string codes;
  std::string returned; // the value of f
};

Outcome check(std::vector<InjectedConstant> constants, const std::string& definition,
              const std::string& type) {
  Program program({std::move(constants)});
  program.add("aqua M\n" + definition + "func f() -> " + type + ":\n  <- K\n");
  const std::string print = program.print();
  const size_t at = print.find("return ");
  return {program.codes(),
          at == std::string::npos ? "" : print.substr(at + 7, print.find('\n', at) - at - 7)};
}

TEST(InjectedConstants, ReplaceADefault) {
  const Outcome outcome =
      check({constant("K", ast::LiteralKind::Int, "7")}, "const K ?= 1\n", "u8");
  EXPECT_EQ(outcome.codes, "");
  EXPECT_EQ(outcome.returned, "7");
}

TEST(InjectedConstants, ReplaceAFixedConstantWithAWarning) {
  const Outcome outcome =
      check({constant("K", ast::LiteralKind::String, "b")}, "const K = \"a\"\n", "string");
  EXPECT_EQ(outcome.codes, "W0302");
  EXPECT_EQ(outcome.returned, "\"b\"");
}

TEST(InjectedConstants, NeedNoDefinition) {
  const Outcome outcome = check({constant("K", ast::LiteralKind::Bool, "true")}, "", "bool");
  EXPECT_EQ(outcome.codes, "");
  EXPECT_EQ(outcome.returned, "true");
}

TEST(InjectedConstants, TheLastOfANameWins) {
  EXPECT_EQ(
      check({constant("K", ast::LiteralKind::Int, "1"), constant("K", ast::LiteralKind::Int, "2")},
            "", "u8")
          .returned,
      "2");
}

TEST(InjectedConstants, IntegersOfEitherSignReplaceEachOther) {
  EXPECT_EQ(check({constant("K", ast::LiteralKind::Int, "1")}, "const K ?= -1\n", "i8").codes, "");
  EXPECT_EQ(check({constant("K", ast::LiteralKind::Int, "-1")}, "const K ?= 1\n", "i8").codes, "");
}

TEST(InjectedConstants, MustBeOfTheKindOfTheDefault) {
  EXPECT_EQ(check({constant("K", ast::LiteralKind::Float, "1.5")}, "const K ?= 1\n", "f32").codes,
            "E0428");
  EXPECT_EQ(check({constant("K", ast::LiteralKind::String, "1")}, "const K ?= 1\n", "string").codes,
            "E0428");
}

TEST(InjectedConstants, AreCheckedWhereTheyAreUsed) {
  EXPECT_EQ(check({constant("K", ast::LiteralKind::Int, "-1")}, "const K ?= 1\n", "u8").codes,
            "E0401");
  EXPECT_EQ(check({constant("K", ast::LiteralKind::Int, "300")}, "const K ?= 1\n", "u8").codes,
            "E0425");
}

TEST(InjectedConstants, CannotReplacePredefinedOnes) {
  Program program({{constant("HOST_PEER_ID", ast::LiteralKind::String, "me")}});
  program.add("aqua M\nfunc f() -> string:\n  <- HOST_PEER_ID\n");
  EXPECT_NE(program.print().find("return HOST_PEER_ID"), std::string::npos);
}

TEST(InjectedConstants, ReachEachModule) {
  Program program({{constant("K", ast::LiteralKind::Int, "7")}});
  program.add("lib", "aqua Lib declares *\nconst K ?= 1\n");
  program.add("aqua M\nimport \"lib\"\nuse \"lib\"\nfunc f() -> u8, u8:\n  <- K, Lib.K\n");
  EXPECT_EQ(program.codes(), "");
  EXPECT_NE(program.print().find("return 7, 7"), std::string::npos);
}

} // namespace
} // namespace aqua::sema::test
