// Scripts and folds that are deeper than the native stack would be.

#include <gtest/gtest.h>

#include "vm/Vm.h"

namespace aqua::vm::test {

namespace {

using air::Instruction;
using air::ScriptBuilder;

constexpr const char* thisPeer = "A";

Outcome run(const air::Script& script, DataRef previous = nullptr,
            std::map<uint32_t, CallResult> results = {}) {
  Input input;
  input.script = &script;
  input.previous = std::move(previous);
  input.params = {thisPeer, thisPeer, "p", 0, 0};
  input.results = std::move(results);
  return invoke(input);
}

/// (call "A" ("s" "f") [])
const Instruction* call(ScriptBuilder& builder) {
  return builder.call(builder.string(thisPeer), builder.string("s"), builder.string("f"), {},
                      nullptr);
}

class Depth : public testing::Test {
protected:
  static constexpr int depth = 10'000;
  ScriptBuilder builder_;
};

TEST_F(Depth, SeqsNestedToTheRightAndToTheLeftAreExecuted) {
  const Instruction* right = call(builder_);
  for (int i = 0; i < depth; ++i)
    right = builder_.seq(builder_.null(), right);
  const Instruction* left = right;
  for (int i = 0; i < depth; ++i)
    left = builder_.seq(left, builder_.null());
  EXPECT_EQ(run(builder_.finish(left)).requests.size(), 1u);
}

TEST_F(Depth, EveryKindOfNestingIsExecuted) {
  const auto name = builder_.variable(air::VariableKind::Scalar, "x");
  const Instruction* inner = call(builder_);
  for (int i = 0; i < depth; ++i) {
    inner = builder_.xor_(inner, builder_.null());
    inner = builder_.par(builder_.null(), inner);
    inner = builder_.new_(name, inner);
    inner = builder_.match(ScriptBuilder::integer(1), ScriptBuilder::integer(1), inner);
  }
  const Outcome outcome = run(builder_.finish(inner));
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.requests.size(), 1u);
}

/// (seq (call "A" ("s" "f") [] xs) (fold xs i (seq (null) (next i)) (call "A" ("s" "f") [])))
class Fold : public Depth {
protected:
  Outcome fold(size_t elements) {
    const auto xs = builder_.variable(air::VariableKind::Scalar, "xs");
    const auto i = builder_.name("i");
    const Instruction* list = builder_.call(builder_.string(thisPeer), builder_.string("s"),
                                            builder_.string("f"), {}, &xs);
    const Instruction* body = builder_.seq(builder_.null(), builder_.next(i));
    const Instruction* over = builder_.fold(ScriptBuilder::variable(xs), i, body, call(builder_));
    const air::Script script = builder_.finish(builder_.seq(list, over));
    std::string json = "[0";
    for (size_t n = 1; n < elements; ++n)
      json += ",0";
    const Outcome first = run(script);
    return run(script, first.data, {{1, {0, json + "]"}}});
  }
};

TEST_F(Fold, VisitsFiftyThousandElements) {
  const Outcome outcome = fold(50'000);
  EXPECT_EQ(outcome.code, 0) << outcome.errorMessage;
  EXPECT_EQ(outcome.requests.size(), 1u);
}

TEST_F(Fold, OfTooManyElementsIsRefusedAndKeepsThePreviousData) {
  const Outcome outcome = fold(200'000);
  EXPECT_EQ(outcome.code, 20000);
  EXPECT_EQ(outcome.errorMessage, "execution is nested deeper than 100000 instructions");
  ASSERT_TRUE(outcome.data);
  EXPECT_TRUE(outcome.requests.empty());
}

} // namespace

} // namespace aqua::vm::test
