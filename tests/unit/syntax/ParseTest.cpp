#include "Parsed.h"

namespace aqua::syntax {
namespace {

/// A text of `count` copies.
std::string repeat(llvm::StringRef text, size_t count) {
  std::string all;
  for (size_t i = 0; i < count; ++i)
    all += text;
  return all;
}

std::string codesOf(std::string text) {
  return Parsed(std::move(text)).codes();
}

// ------------------------------------------------------------------------ Checklist (spec/01 §16)

TEST(Checklist, Accepted) {
  const std::string accepted[] = {
      "func f():\n  g()\n-- c\nfunc h():\n  g()\n",
      "func f():\n  g()\nfunc h():\n  g()\n",
      inFunction("  z = 5 -- 1\n"),
      inFunction("  z = i<-2\n"),
      inFunction("  z = 2 ** 3 ** 0\n"),
      inFunction("  z = [\n  1, -- a\n  2\n  ]\n"),
      inFunction("  z = [1\n  , 2]\n"),
      inFunction("  if (1 + 1) == 2:\n    g()\n"),
      inFunction("  par = 1\n  par S.v()\n"),
      inFunction("\tif a:\n\t  x = 1\n"),
      inFunction("  x = 1\n-- c\n  y = 2\n"),
      inFunction("  <- 1\n  y = 2\n"),
      inFunction("  on \"p\":\n    y = 5\n  S.use(y)\n"),
      inFunction("  x <- S.a(1)\n  otherwise:\n    g()\n"),
      "aqua M\nimport \"lib.txt\"\nexport f\nexport f as g\n",
      "\357\273\277aqua M\r\n\r\nfunc f():\r\n  g()\r\n",
      inFunction("  p = P(x, y = \"s\")\n"),
      inFunction("  f{a, b}(3)\n"),
  };
  for (const std::string& text : accepted)
    EXPECT_EQ(codesOf(text), "") << text;
}

TEST(Checklist, Rejected) {
  EXPECT_EQ(codesOf(inFunction("  z = 1 < 2 < 3\n")), "E0131");
  EXPECT_EQ(codesOf(inFunction("  if true: x = 1\n")), "E0115");
  EXPECT_EQ(codesOf(inFunction("\tx = 1\n    y = 2\n")), "E0111");
  EXPECT_EQ(codesOf(inFunction("    x = 1\n  y = 2\n")), "E0110");
}

// --------------------------------------------------------------------------------------- The tree

TEST(Parse, CommentsAreCollectedInOrder) {
  const Parsed parsed("-- a\naqua M -- b\n--c");
  ASSERT_EQ(parsed.file.comments.size(), 3u);
  EXPECT_EQ(parsed.file.comments[0].range, (support::SourceRange{0, 4}));
  EXPECT_EQ(parsed.file.comments[1].range, (support::SourceRange{12, 16}));
  EXPECT_EQ(parsed.file.comments[2].range, (support::SourceRange{17, 20}));
}

TEST(Parse, ANameIsInternedOnce) {
  const Parsed parsed("const A = B\nconst B = A\n");
  const auto& first = llvm::cast<ast::ConstDecl>(*parsed.file.items[0]);
  const auto& second = llvm::cast<ast::ConstDecl>(*parsed.file.items[1]);
  EXPECT_EQ(first.name.text, llvm::cast<ast::NameExpr>(second.value)->name.text);
}

TEST(Parse, AValueInABadLineIsAnErrorThatKeepsWhatWasUnderstood) {
  const Parsed parsed(inFunction("  x = g(a.b c)\n"));
  const auto& function = llvm::cast<ast::FuncDecl>(*parsed.file.items[1]);
  const auto& assignment = llvm::cast<ast::AssignStmt>(*function.body.statements[0]);
  EXPECT_EQ(assignment.name.text.str(), "x");
  EXPECT_TRUE(assignment.hasErrors);
  const auto& error = llvm::cast<ast::ErrorExpr>(*assignment.value);
  ASSERT_TRUE(error.partial);
  EXPECT_TRUE(llvm::isa<ast::CallExpr>(error.partial));
}

TEST(Parse, AFileKnowsThatItHasLostSomething) {
  EXPECT_TRUE(Parsed("aqua M\nfnc f():\n  g()\n").file.hasLostItems);
  EXPECT_FALSE(Parsed("aqua M\nfunc f(:\n  g()\n").file.hasLostItems);
}

TEST(Parse, GoodLinesAroundABadOneAreKept) {
  const Parsed parsed(inFunction("  a()\n  b c d\n  e()\n"));
  const auto& function = llvm::cast<ast::FuncDecl>(*parsed.file.items[1]);
  ASSERT_EQ(function.body.statements.size(), 3u);
  EXPECT_TRUE(llvm::isa<ast::CallStmt>(function.body.statements[0]));
  EXPECT_TRUE(function.body.statements[1]->hasErrors);
  EXPECT_TRUE(llvm::isa<ast::CallStmt>(function.body.statements[2]));
}

TEST(Parse, TheResultDoesNotDependOnWhatWasParsedBefore) {
  const std::string text = inFunction("  a = b.c(1)[2]! + d\n  for x <- y z\n");
  const std::string first = Parsed(text).print();
  (void)Parsed("data D\n  service ) x = = 1\nfunc f(a: u32 -> u32, b: {A} -> ()):\n  g()\n");
  EXPECT_EQ(Parsed(text).print(), first);
}

// ----------------------------------------------------------------------------------------- Limits

TEST(Limits, DeepBracketsAreOneError) {
  for (const char* pair : {"()", "[]", "{}"}) {
    const std::string open = repeat(std::string(1, pair[0]), 10'000);
    const std::string close = repeat(std::string(1, pair[1]), 10'000);
    EXPECT_EQ(codesOf(inFunction("  x = g" + open + "1" + close + "\n  y = 1\n")), "E0108");
  }
}

TEST(Limits, DeepUnclosedBracketsAreOneError) {
  EXPECT_EQ(codesOf(inFunction("  x = " + repeat("[", 10'000) + "\n  y = 1\n")), "E0106");
}

TEST(Limits, DeepCallsAreOneError) {
  EXPECT_EQ(codesOf(inFunction("  " + repeat("f(", 10'000) + "1" + repeat(")", 10'000) + "\n")),
            "E0108");
}

TEST(Limits, DeepBlocksAreOneError) {
  std::string text = "aqua M\n\nfunc f():\n";
  for (size_t depth = 1; depth < 2'000; ++depth)
    text += repeat(" ", depth) + "try:\n";
  EXPECT_EQ(codesOf(text), "E0108");
}

TEST(Limits, LongChainsAreOneError) {
  for (const char* step : {" + 1", ".a", "!", "[0]", "(1)", " ** 2", " && b"})
    EXPECT_EQ(codesOf(inFunction("  x = a" + repeat(step, 20'000) + "\n  y = 1\n")).substr(0, 5),
              "E0108")
        << step;
  EXPECT_EQ(codesOf(inFunction("  x = " + repeat("!", 20'000) + "a\n")), "E0108");
  EXPECT_EQ(codesOf("alias A: " + repeat("[]", 20'000) + "u32\n"), "E0108");
  EXPECT_EQ(codesOf("alias A: " + repeat("u32 -> ", 20'000) + "u32\n"), "E0108");
  EXPECT_EQ(codesOf("alias A: " + repeat("u32 -> B, ", 20'000) + "u32\n"), "E0108");
}

TEST(Limits, LongListsAreNoChains) {
  EXPECT_EQ(codesOf(inFunction("  x = [" + repeat("-1, ", 5'000) + "!a.b]\n")), "");
}

TEST(Limits, TheHeightOfATreeCountsBracketsAndChainsTogether) {
  // 200 brackets, each the first operand of three operators: higher than the limit of a tree.
  EXPECT_EQ(
      codesOf(inFunction("  x = " + repeat("(", 200) + "1" + repeat(" + 1 + 1 + 1)", 200) + "\n")),
      "E0108");
  EXPECT_EQ(codesOf(inFunction("  x = " + repeat("(", 200) + "1" + repeat(" + 1)", 200) + "\n")),
            "");
}

TEST(Limits, OnlyTheFirstHundredProblemsAreListed) {
  const Parsed parsed(inFunction(repeat("  x = = 1\n", 5'000)));
  ASSERT_EQ(parsed.diags.all().size(), 101u);
  EXPECT_EQ(parsed.diags.all().back().info().code, "E0100");
}

TEST(Limits, LargeBadTextsAreReadInLinearTime) {
  // Quadratic behaviour would take minutes here.
  const std::string texts[] = {
      inFunction(repeat("  x = g(1\n", 20'000)),
      inFunction(repeat("  x = \"\n", 20'001)),
      inFunction(repeat("  x = ]\n", 20'000)),
      repeat("x\n", 40'000),
      repeat("func f(\n", 20'000),
      inFunction(repeat("  else if a:\n", 10'000)),
      inFunction("  x = " + repeat("1 2 ", 80'000)),
      repeat("\xC3\xA4 ", 80'000),
      inFunction(repeat("  if a:\n", 20'000)),
      inFunction("  x = " + repeat("1,", 80'000)),
      inFunction("  x" + repeat("(1 = ", 100) + "\n"),
      repeat("  \t x\n\tx\n", 20'000),
  };
  for (const std::string& text : texts)
    EXPECT_TRUE(Parsed(text).diags.hasErrors());
}

} // namespace
} // namespace aqua::syntax
