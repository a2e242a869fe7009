// The merge of two traces, instruction by instruction (spec/05 §11).

#include <gtest/gtest.h>

#include "Samples.h"
#include "trace/Handler.h"

namespace aqua::trace::test {

namespace {

// ---- calls: the table of spec/05 §11.2

std::optional<State> one(const char* name) {
  const llvm::StringRef text = name;
  if (text == "none") return std::nullopt;
  if (text == "sent A") return sent("A");
  if (text == "sent B:1") return sent("B", 1);
  if (text == "executed") return scalar(1);
  if (text == "failed") return failed(1);
  ADD_FAILURE() << name;
  return std::nullopt;
}

std::vector<State> traceOf(const std::optional<State>& state) {
  return state ? std::vector<State>{*state} : std::vector<State>{};
}

/// What the handler says about a call: `current scalar 1`, `not met`, or the error.
std::string merged(const std::vector<State>& previous, const std::vector<State>& current) {
  const Data previousData(previous, 0), currentData(current, 0);
  Handler handler(&previousData, &currentData);
  auto met = handler.callStart();
  if (!met) return met.error().text;
  if (!met->state) return "not met";
  return (met->source == Source::Current ? "current " : "previous ") + text({State(*met->state)});
}

struct CallCase {
  const char* previous;
  const char* current;
  const char* expected;
};

class CallMerge : public testing::TestWithParam<CallCase> {};

TEST_P(CallMerge, TakesTheStateThatSaysMore) {
  const auto& [previous, current, expected] = GetParam();
  EXPECT_EQ(merged(traceOf(one(previous)), traceOf(one(current))), expected);
}

TEST_P(CallMerge, CanBeSeenBeforeItIsTaken) {
  const auto& [previousName, currentName, expected] = GetParam();
  const Data previous(traceOf(one(previousName)), 0), current(traceOf(one(currentName)), 0);
  Handler handler(&previous, &current);
  const MetCall seen = handler.peekCall();
  if (!seen.state) {
    const auto isFinished = [](llvm::StringRef name) {
      return name != "none" && !name.starts_with("sent");
    };
    const bool isUnknown =
        llvm::StringRef(previousName) == "none" && llvm::StringRef(currentName) == "none";
    EXPECT_TRUE(isUnknown || (isFinished(previousName) && isFinished(currentName)));
    return;
  }
  const char* const source = seen.source == Source::Previous ? "previous " : "current ";
  EXPECT_EQ(source + text({State(*seen.state)}), expected);
  handler.takeCall(seen);
  const auto rest = handler.callStart();
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->state, nullptr);
}

INSTANTIATE_TEST_SUITE_P(Table, CallMerge,
                         testing::Values(CallCase{"none", "none", "not met"},                   //
                                         CallCase{"none", "sent A", "current sent(A)"},         //
                                         CallCase{"none", "executed", "current scalar 1"},      //
                                         CallCase{"none", "failed", "current failed 1"},        //
                                         CallCase{"sent A", "none", "previous sent(A)"},        //
                                         CallCase{"sent A", "sent B:1", "previous sent(A)"},    //
                                         CallCase{"sent B:1", "sent A", "previous sent(B:1)"},  //
                                         CallCase{"sent A", "executed", "current scalar 1"},    //
                                         CallCase{"sent A", "failed", "current failed 1"},      //
                                         CallCase{"executed", "none", "previous scalar 1"},     //
                                         CallCase{"executed", "sent A", "previous scalar 1"},   //
                                         CallCase{"executed", "executed", "previous scalar 1"}, //
                                         CallCase{"failed", "none", "previous failed 1"},       //
                                         CallCase{"failed", "sent A", "previous failed 1"},     //
                                         CallCase{"failed", "failed", "previous failed 1"}));

TEST(CallMerge, KeepsThePreviousGenerationOfAStreamValue) {
  EXPECT_EQ(merged({stream(1, 3)}, {stream(1, 0)}), "previous stream(3) 1");
}

TEST(CallMerge, RefusesDifferentResultsOfOneCall) {
  EXPECT_TRUE(llvm::StringRef(merged({scalar(1)}, {scalar(2)}))
                  .starts_with("values in call results are not equal: Scalar(CID(\"bagaaihra"));
  EXPECT_TRUE(llvm::StringRef(merged({scalar(1)}, {unused(1)}))
                  .starts_with("values in call results are not equal: Scalar(CID(\"bagaaihra"));
}

TEST(CallMerge, RefusesAFailureBesideASuccess) {
  const char* start = "previous and current call results are incompatible: ";
  EXPECT_TRUE(llvm::StringRef(merged({scalar(1)}, {failed(1)})).starts_with(start));
  EXPECT_TRUE(llvm::StringRef(merged({failed(1)}, {scalar(1)})).starts_with(start));
  EXPECT_TRUE(llvm::StringRef(merged({failed(1)}, {failed(2)})).starts_with(start));
}

TEST(CallMerge, RefusesStatesOfOtherInstructions) {
  EXPECT_EQ(merged({ParState{1, 2}}, {}),
            "state from previous `Par(ParResult { left_size: 1, right_size: 2 })` is incompatible "
            "with expected call");
  EXPECT_EQ(merged({}, {ApState{0}}), "state from current `Ap(ApResult { res_generations: [0] })` "
                                      "is incompatible with expected call");
  EXPECT_EQ(merged({sent("A")}, {ApState{0}}),
            "previous and current data have incompatible states: "
            "'Call(RequestSentBy(PeerId(\"A\")))' 'Ap(ApResult { res_generations: [0] })'");
}

// ---- ap and canon

TEST(ApMerge, PrefersThePreviousGeneration) {
  const Data previous({ApState{4}}, 0), current({ApState{2}}, 0);
  Handler both(&previous, &current);
  auto met = both.apStart();
  ASSERT_TRUE(met && *met);
  EXPECT_EQ((*met)->generation, 4u);
  EXPECT_EQ((*met)->source, Source::Previous);

  Handler onlyCurrent(nullptr, &current);
  met = onlyCurrent.apStart();
  ASSERT_TRUE(met && *met);
  EXPECT_EQ((*met)->generation, 2u);
  EXPECT_EQ((*met)->source, Source::Current);
}

std::string mergedCanon(std::vector<State> previous, std::vector<State> current) {
  const Data previousData(std::move(previous), 0), currentData(std::move(current), 0);
  Handler handler(&previousData, &currentData);
  auto met = handler.canonStart();
  if (!met) return met.error().text;
  return *met ? text({State(**met)}) : "not met";
}

TEST(CanonMerge, TakesTheStateThatSaysMore) {
  EXPECT_EQ(mergedCanon({}, {}), "not met");
  EXPECT_EQ(mergedCanon({}, {canonSent("B")}), "canon_sent(B)");
  EXPECT_EQ(mergedCanon({canonSent("A")}, {canonSent("B")}), "canon_sent(A)");
  EXPECT_EQ(mergedCanon({canonSent("A")}, {canon({literal(1)})}), "canon [1]");
  EXPECT_EQ(mergedCanon({canon({literal(1)})}, {canonSent("B")}), "canon [1]");
  EXPECT_EQ(mergedCanon({canon({literal(1)})}, {canon({literal(1)})}), "canon [1]");
}

TEST(CanonMerge, CanBeSeenBeforeItIsTaken) {
  const CanonState snapshot = canon({literal(1)});
  const std::vector<std::vector<State>> traces = {{}, {canonSent("A")}, {snapshot}};
  for (const auto& previous : traces)
    for (const auto& current : traces) {
      const Data previousData(previous, 0), currentData(current, 0);
      Handler handler(&previousData, &currentData);
      const CanonState* const seen = handler.peekCanon();
      EXPECT_EQ(seen ? text({State(*seen)}) : "not met", mergedCanon(previous, current));
      if (!seen) continue;
      handler.takeCanon();
      const auto rest = handler.canonStart();
      ASSERT_TRUE(rest);
      EXPECT_EQ(*rest, nullptr);
    }
}

TEST(CanonMerge, MustBeLookedAtCloselyIfThereAreTwo) {
  for (const int64_t other : {1, 2}) {
    const Data previous({canon({literal(1)})}, 0), current({canon({literal(other)})}, 0);
    EXPECT_EQ(Handler(&previous, &current).peekCanon(), nullptr);
  }
}

TEST(CanonMerge, RefusesDifferentSnapshots) {
  EXPECT_TRUE(llvm::StringRef(mergedCanon({canon({literal(1)})}, {canon({literal(2)})}))
                  .starts_with("canon results Executed(CID(\"bagaaihra"));
}

// ---- par

/// Executes `(par LEFT RIGHT)` where each branch consumes and appends some calls.
void walkPar(Handler& handler, int left, int right) {
  ASSERT_FALSE(handler.parStart());
  const auto calls = [&](int count) {
    for (int i = 0; i < count; ++i) {
      auto met = handler.callStart();
      ASSERT_TRUE(met) << met.error().text;
      handler.append(met->state ? State(*met->state) : State(sent("new")));
    }
  };
  calls(left);
  handler.parBranchEnd(Branch::Left);
  calls(right);
  handler.parBranchEnd(Branch::Right);
}

TEST(ParMerge, EachBranchSeesItsOwnStatesOfBothTraces) {
  const Data previous({ParState{1, 1}, scalar(1), sent("A")}, 0);
  const Data current({ParState{2, 1}, scalar(1), scalar(2), scalar(3)}, 0);
  Handler handler(&previous, &current);
  walkPar(handler, 2, 1);
  EXPECT_EQ(text(handler.takeResult()), "par(2,1) scalar 1 scalar 2 scalar 3");
}

TEST(ParMerge, SkipsWhatABranchHasNotConsumed) {
  const Data previous({ParState{2, 1}, scalar(1), scalar(2), scalar(3), scalar(4)}, 0);
  Handler handler(&previous, nullptr);
  walkPar(handler, 1, 1);
  auto after = handler.callStart();
  ASSERT_TRUE(after && after->state);
  handler.append(*after->state);
  EXPECT_EQ(text(handler.takeResult()), "par(1,1) scalar 1 scalar 3 scalar 4");
}

TEST(ParMerge, ABranchThatNeedsMoreThanItHadGetsNothingOfTheOther) {
  const Data previous({ParState{1, 1}, scalar(1), scalar(2)}, 0);
  Handler handler(&previous, nullptr);
  walkPar(handler, 2, 1);
  EXPECT_EQ(text(handler.takeResult()), "par(2,1) scalar 1 sent(new) scalar 2");
}

std::string parError(std::vector<State> previous) {
  const Data data(std::move(previous), 0);
  Handler handler(&data, nullptr);
  const auto error = handler.parStart();
  return error ? error->text : "";
}

TEST(ParMerge, RefusesStatesOfOtherInstructions) {
  EXPECT_TRUE(
      llvm::StringRef(parError({sent("A")})).ends_with("is incompatible with expected par"));
}

TEST(ParMerge, RefusesSizesThatDoNotFit) {
  EXPECT_EQ(parError({ParState{2, 0}, scalar(1)}),
            "underflow is occurred while calculating the new position of a current slider for "
            "resolved par ParResult { left_size: 2, right_size: 0 } and current subtrace len 1'");
  EXPECT_EQ(parError({ParState{UINT32_MAX - 1, 2}}),
            "overflow is occurred while calculating the entire len occupied by executed states "
            "corresponded to current par: 'ParResult { left_size: 4294967294, right_size: 2 }'");
  EXPECT_EQ(parError({ParState{UINT32_MAX, 1}}),
            "overflow is occurred while calculating the new position of a previous slider for "
            "resolved par ParResult { left_size: 4294967295, right_size: 1 } and current position "
            "1'")
      << "the left branch is looked at first";
  EXPECT_EQ(parError({ParState{UINT32_MAX, 0}}),
            "overflow is occurred while calculating the new position of a previous slider for "
            "resolved par ParResult { left_size: 4294967295, right_size: 0 } and current position "
            "1'");
}

// ---- fold

/// Two elements in one generation: `(fold $s i (par (call …) (next i)))` over ap(0) ap(0).
void walkFold(Handler& handler, const std::vector<uint32_t>& elements) {
  ASSERT_FALSE(handler.foldStart(1));
  for (const uint32_t element : elements) {
    ASSERT_FALSE(handler.iterationStart(1, element));
    ASSERT_FALSE(handler.parStart());
    auto met = handler.callStart();
    ASSERT_TRUE(met) << met.error().text;
    handler.append(met->state ? State(*met->state) : State(sent("new")));
    handler.parBranchEnd(Branch::Left);
    handler.iterationEnd(1);
  }
  for (size_t i = 0; i < elements.size(); ++i) {
    ASSERT_FALSE(handler.backIterator(1));
    handler.parBranchEnd(Branch::Right);
  }
  handler.generationEnd(1);
  handler.foldEnd(1);
}

void walkAps(Handler& handler, int count) {
  for (int i = 0; i < count; ++i) {
    auto met = handler.apStart();
    ASSERT_TRUE(met) << met.error().text;
    handler.append(ApState{0});
  }
}

TEST(FoldMerge, WritesTheIntervalsOfEachIteration) {
  Handler handler(nullptr, nullptr);
  walkAps(handler, 2);
  walkFold(handler, {0, 1});
  EXPECT_EQ(text(handler.takeResult()),
            "ap(0) ap(0) fold[0:(3,2)(7,0) 1:(5,2)(7,0)] par(1,2) sent(new) par(1,0) sent(new)");
}

TEST(FoldMerge, EachElementMeetsItsOwnStatesInAnyOrder) {
  const Data previous({ApState{0}, ApState{0},
                       FoldState{{{0, {3, 2}, {7, 0}}, {1, {5, 2}, {7, 0}}}}, ParState{1, 2},
                       scalar(10), ParState{1, 0}, scalar(11)},
                      0);
  Handler handler(&previous, nullptr);
  walkAps(handler, 2);
  walkFold(handler, {1, 0});
  EXPECT_EQ(text(handler.takeResult()),
            "ap(0) ap(0) fold[1:(3,2)(7,0) 0:(5,2)(7,0)] par(1,2) scalar 11 par(1,0) scalar 10");
}

TEST(FoldMerge, GoesOnBehindTheFold) {
  const Data previous(
      {ApState{0}, FoldState{{{0, {2, 2}, {4, 0}}}}, ParState{1, 0}, scalar(10), scalar(20)}, 0);
  Handler handler(&previous, nullptr);
  walkAps(handler, 1);
  walkFold(handler, {});
  auto after = handler.callStart();
  ASSERT_TRUE(after && after->state);
  EXPECT_EQ(text({State(*after->state)}), "scalar 20");
}

std::string foldError(std::vector<State> previous) {
  const Data data(std::move(previous), 0);
  Handler handler(&data, nullptr);
  walkAps(handler, 1);
  const auto error = handler.foldStart(1);
  return error ? error->text : "";
}

TEST(FoldMerge, RefusesLoreThatDoesNotFit) {
  EXPECT_EQ(foldError({ApState{0}, FoldState{{{7, {2, 0}, {2, 0}}}}}),
            "requested an element at position '7', but executed trace contains only '2' elements");
  EXPECT_EQ(foldError({ApState{0}, FoldState{{{1, {2, 0}, {2, 0}}}}}),
            "expected a state of CallResult(Value::Stream) or Ap types but 'fold(\n"
            "          1 - [2, 0], [2, 0]\n     )' obtained");
  EXPECT_EQ(foldError({ApState{0}, FoldState{{{0, {2, 0}, {2, 0}}, {0, {2, 0}, {2, 0}}}}}),
            "FoldResult { lore: [FoldSubTraceLore { value_pos: 0, subtraces_desc: [SubTraceDesc { "
            "begin_pos: 2, subtrace_len: 0 }, SubTraceDesc { begin_pos: 2, subtrace_len: 0 }] }, "
            "FoldSubTraceLore { value_pos: 0, subtraces_desc: [SubTraceDesc { begin_pos: 2, "
            "subtrace_len: 0 }, SubTraceDesc { begin_pos: 2, subtrace_len: 0 }] }] } contains "
            "several subtraces with the same value_pos 0");
  EXPECT_EQ(foldError({ApState{0}, FoldState{{{0, {2, UINT32_MAX}, {2, 1}}}}}).substr(0, 54),
            "the first 0 subtrace descriptors lens of fold FoldResu");
  EXPECT_EQ(foldError({ApState{0}, FoldState{{{0, {2, 5}, {2, 0}}}}}),
            "underflow is occurred while calculating the new position of a current slider for "
            "resolved fold ResolvedFold { lore: {0: ResolvedSubTraceDescs { before_subtrace: "
            "SubTraceDesc { begin_pos: 2, subtrace_len: 5 }, after_subtrace: SubTraceDesc { "
            "begin_pos: 2, subtrace_len: 0 } }}, fold_states_count: 5 } and current subtrace len "
            "2'");
}

TEST(FoldMerge, RefusesWindowsOutsideOfTheTrace) {
  const Data before({ApState{0}, FoldState{{{0, {5, 1}, {2, 0}}}}, scalar(1)}, 0);
  Handler handler(&before, nullptr);
  walkAps(handler, 1);
  ASSERT_FALSE(handler.foldStart(1));
  const auto atStart = handler.iterationStart(1, 0);
  ASSERT_TRUE(atStart);
  EXPECT_EQ(atStart->text,
            "executed trace has 3 elements, but tried to set 1 subtrace_len and 5 position");

  const Data after({ApState{0}, FoldState{{{0, {2, 0}, {9, 1}}}}, scalar(1)}, 0);
  Handler other(nullptr, &after);
  walkAps(other, 1);
  ASSERT_FALSE(other.foldStart(1));
  ASSERT_FALSE(other.iterationStart(1, 0));
  other.iterationEnd(1);
  const auto atEnd = other.backIterator(1);
  ASSERT_TRUE(atEnd);
  EXPECT_EQ(atEnd->text,
            "executed trace has 3 elements, but tried to set 1 subtrace_len and 9 position");
}

TEST(FoldMerge, RefusesToLeaveTheFirstElementTwice) {
  Handler handler(nullptr, nullptr);
  walkAps(handler, 1);
  ASSERT_FALSE(handler.foldStart(1));
  EXPECT_FALSE(handler.iterationStart(1, 0));
  handler.iterationEnd(1);
  EXPECT_FALSE(handler.backIterator(1));
  handler.iterationEnd(1);
  EXPECT_TRUE(handler.backIterator(1));
}

// ---- generations

TEST(Generations, AreWrittenIntoStatesThatAddToAStream) {
  Handler handler(nullptr, nullptr);
  handler.append(ApState{0});
  handler.append(stream(1, 0));
  handler.append(scalar(2));
  EXPECT_FALSE(handler.setGeneration(0, 7));
  EXPECT_FALSE(handler.setGeneration(1, 8));
  EXPECT_EQ(handler.setGeneration(3, 0)->text,
            "trying to change generation of an invalid trace position 3");
  EXPECT_TRUE(llvm::StringRef(handler.setGeneration(2, 0)->text)
                  .ends_with("on 2 position, the state doesn't contain generation"));
  EXPECT_EQ(text(handler.takeResult()), "ap(7) stream(8) 1 scalar 2");
}

} // namespace

} // namespace aqua::trace::test
