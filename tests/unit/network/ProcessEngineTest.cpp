#include "network/ProcessEngine.h"

#include "llvm/Support/Program.h"
#include "gtest/gtest.h"

namespace aqua::network {
namespace {

using host::ExpressionReply;
using value::Value;

class ProcessEngineTest : public testing::Test {
protected:
  void SetUp() override {
    if (!llvm::sys::findProgramByName("node")) GTEST_SKIP() << "there is no node in PATH";
  }

  /// The reply in one line: its kind by a sign.
  static std::string text(const ExpressionReply& reply) {
    switch (reply.kind) {
    case ExpressionReply::Kind::Value: return value::toJson(reply.value);
    case ExpressionReply::Kind::Failed: return "failed: " + reply.message;
    case ExpressionReply::Kind::Broken: return "broken: " + reply.message;
    }
    llvm_unreachable("all kinds are listed");
  }

  std::string evaluate(llvm::StringRef expression, llvm::StringRef arguments = "[]") {
    return text(engine_.evaluate(expression, value::parseJson(arguments).value,
                                 value::parseJson(R"({"n": 2, "peer": "p"})").value));
  }

  ProcessEngine engine_;
};

TEST_F(ProcessEngineTest, EvaluatesExpressionsOverArgumentsAndContext) {
  EXPECT_EQ(evaluate("args[0].length + ctx.n", R"(["Oslo"])"), "6");
  EXPECT_EQ(evaluate("({a: ctx.peer, b: [null, undefined, NaN]})"),
            R"({"a":"p","b":[null,null,null]})");
  EXPECT_EQ(evaluate("undefined"), "null");
  EXPECT_EQ(evaluate("'line\\nbreak'"), R"("line\nbreak")");
}

TEST_F(ProcessEngineTest, KeepsStateBetweenExpressions) {
  EXPECT_EQ(evaluate("ctx.state.x = (ctx.state.x ?? 0) + 1"), "1");
  EXPECT_EQ(evaluate("ctx.state.x = (ctx.state.x ?? 0) + 1"), "2");
}

TEST_F(ProcessEngineTest, ARunBeginsWithoutState) {
  EXPECT_EQ(evaluate("ctx.state.x = 1"), "1");
  engine_.beginRun();
  EXPECT_EQ(evaluate("ctx.state.x ?? 'nothing'"), "\"nothing\"");
  EXPECT_EQ(evaluate("ctx.state.x = 2"), "2");
  EXPECT_EQ(evaluate("ctx.state.x"), "2");
}

TEST_F(ProcessEngineTest, TellsAFailureFromAMistake) {
  EXPECT_EQ(evaluate("ctx.fail('no luck')"), "failed: no luck");
  EXPECT_EQ(evaluate("nobody"), "broken: nobody is not defined");
  EXPECT_EQ(evaluate("1 +"), "broken: Unexpected token ')'");
  EXPECT_EQ(evaluate("1"), "1");
}

TEST_F(ProcessEngineTest, OutputOfAnExpressionDoesNotDisturb) {
  EXPECT_EQ(evaluate("(console.log('printed'), 5)"), "5");
}

TEST_F(ProcessEngineTest, AnExpressionThatEndsTheProcessIsBroken) {
  EXPECT_EQ(evaluate("process.exit(1)"), "broken: `node` ended with exit code 1");
}

TEST_F(ProcessEngineTest, AnExpressionThatTakesTooLongIsBroken) {
  ProcessEngine engine("node", 50);
  EXPECT_EQ(text(engine.evaluate("(() => { while (true) {} })()", Value::array({}), Value())),
            "broken: no answer within 50 ms");
}

TEST(ProcessEngineStart, AMissingProgramIsNamed) {
  ProcessEngine engine("no-such-engine", 50);
  EXPECT_EQ(engine.evaluate("1", Value::array({}), Value()).message,
            "cannot start `no-such-engine`: No such file or directory");
}

} // namespace
} // namespace aqua::network
