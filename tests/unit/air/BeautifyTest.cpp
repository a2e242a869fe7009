#include "air/Beautify.h"

#include <gtest/gtest.h>

#include "air/Parse.h"
#include "air/Statistics.h"

using namespace aqua::air;

namespace {

Script scriptOf(llvm::StringRef text) {
  ParseResult result = parseScript(text);
  EXPECT_TRUE(result.script) << errorText(text, result.errors);
  return std::move(*result.script);
}

std::string beautified(llvm::StringRef text, Patterns patterns = Patterns::AsWritten) {
  std::string result;
  llvm::raw_string_ostream out(result);
  beautify(scriptOf(text), out, patterns);
  return result;
}

} // namespace

// The example of spec/07 §15.
TEST(Beautify, ShowsCallsAsAssignmentsAndBlocksByIndentation) {
  EXPECT_EQ(beautified(R"((xor
 (new $s
  (seq
   (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
   (par
    (fold -relay- p
     (seq (call p ("s" "m") [p 1] ret) (seq (ap ret $s) (next p)))
     (never))
    (null))))
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])))"),
            R"(try:
    new $s:
        -relay- <- call %init_peer_id% ("getDataSrv", "-relay-") []
        par:
            fold -relay- p:
                ret <- call p ("s", "m") [p, 1]
                ap ret $s
                next p
            last:
                never
        |
            null
catch:
    call %init_peer_id% ("errorHandlingSrv", "error") [:error:, 0]
)");
}

TEST(Beautify, ShowsOtherInstructionsAsErrorsQuoteThem) {
  EXPECT_EQ(beautified(R"((seq (seq (ap ("k" +1) %m) (canon "A" %m #%mm))
 (xor (match #%mm.length 1. (fail 1 "x")) (mismatch 1 2 (fail :error:)))))"),
            R"(ap ("k" 1) %m
canon "A" %m #%mm
try:
    match #%mm.length 1:
        fail 1 "x"
catch:
    mismatch 1 2:
        fail :error:
)");
}

TEST(Beautify, NamesHopsOnDemand) {
  constexpr const char* hop = R"((new $e (new #c (canon "A" $e #c))))";
  EXPECT_EQ(beautified(hop, Patterns::Named), "hopon \"A\"\n");
  EXPECT_EQ(beautified(hop), "new $e:\n    new #c:\n        canon \"A\" $e #c\n");
  EXPECT_EQ(beautified(R"((new #c (canon "A" $e #c)))", Patterns::Named), "hopon \"A\"\n");
  EXPECT_EQ(beautified(R"((canon "A" $e #c))", Patterns::Named), "hopon \"A\"\n");
}

TEST(Beautify, NamesNoHopWhereTheStreamHasElementsOrTheCanonIsRead) {
  EXPECT_EQ(beautified(R"((seq (ap 1 $e) (new #c (canon "A" $e #c))))", Patterns::Named),
            "ap 1 $e\nnew #c:\n    canon \"A\" $e #c\n");
  EXPECT_EQ(beautified(R"((seq (canon "A" $e #c) (ap #c x)))", Patterns::Named),
            "canon \"A\" $e #c\nap #c x\n");
  EXPECT_EQ(beautified(R"((new #d (canon "A" $e #c)))", Patterns::Named),
            "new #d:\n    hopon \"A\"\n");
}

TEST(Beautify, OfADeepScriptNeedsNoDeepStack) {
  std::string text;
  for (size_t i = 0; i < 9000; ++i)
    text += "(seq (null) ";
  text += "(null)" + std::string(9000, ')');
  EXPECT_EQ(llvm::StringRef(beautified(text)).count("null\n"), 9001U);
}

TEST(Statistics, CountsInstructionsNamesAndCalls) {
  const Statistics figures = statistics(scriptOf(R"((seq
  (new $e (new #c (canon "B" $e #c)))
  (seq (call "A" ("s" "f") [] x) (seq (call "A" ("s" "f") [x]) (seq (ap x $s) (ap ("k" x) %m))))))"));
  EXPECT_EQ(figures.instructions, 11U);
  EXPECT_EQ(figures.depth, 5U);
  EXPECT_EQ(figures.hops, 1U);
  EXPECT_EQ(figures.byKind[static_cast<size_t>(InstructionKind::Call)], 2U);
  EXPECT_EQ(figures.byKind[static_cast<size_t>(InstructionKind::ApMap)], 1U);
  EXPECT_EQ(figures.variables.at(VariableKind::Scalar), 1U);
  EXPECT_EQ(figures.variables.at(VariableKind::Stream), 2U);
  EXPECT_EQ(figures.variables.at(VariableKind::StreamMap), 1U);
  EXPECT_EQ(figures.variables.at(VariableKind::Canon), 1U);
  EXPECT_EQ(figures.calls.at(R"("s" "f")"), 2U);
  EXPECT_EQ(figures.peers.at(R"("A")"), 2U);
  EXPECT_EQ(figures.peers.at(R"("B")"), 1U);
}
