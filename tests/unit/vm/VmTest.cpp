// What an outcome says besides the data: waits, failures, and what is kept after errors
// (spec/04 §13). The data themselves are compared with the real VM in ConformanceTest.cpp.

#include "vm/Vm.h"

#include <gtest/gtest.h>

#include "air/Parse.h"
#include "trace/Data.h"

namespace aqua::vm::test {

namespace {

class VmTest : public testing::Test {
protected:
  /// Peer A started the particle.
  Outcome run(llvm::StringRef air, const char* peer = "A", DataRef previous = nullptr,
              DataRef current = nullptr, std::map<uint32_t, CallResult> results = {}) {
    parsed_ = air::parseScript(air);
    if (!parsed_.script) {
      ADD_FAILURE() << air::errorText(air, parsed_.errors);
      return {};
    }
    Input input;
    input.script = &*parsed_.script;
    input.previous = std::move(previous);
    input.current = std::move(current);
    input.params = {"A", peer, "p", 1700000000000, 7000};
    input.results = std::move(results);
    return invoke(input);
  }

  /// `3 variable x`: instruction, kind, name, peer.
  static std::vector<std::string> text(const std::vector<Wait>& waits) {
    std::vector<std::string> lines;
    for (const Wait& wait : waits) {
      std::string line = std::to_string(wait.instruction) + " ";
      switch (wait.kind) {
      case Wait::Kind::Variable: line += "variable " + wait.name().str(); break;
      case Wait::Kind::CallResult: line += "result"; break;
      case Wait::Kind::RemoteCall: line += "remote " + wait.peerId().str(); break;
      case Wait::Kind::EmptyStream: line += "empty " + wait.name().str(); break;
      case Wait::Kind::MoreElements: line += "more " + wait.name().str(); break;
      case Wait::Kind::Never: line += "never"; break;
      }
      lines.push_back(line);
    }
    return lines;
  }

  using Lines = std::vector<std::string>;
  air::ParseResult parsed_;
};

TEST_F(VmTest, TellsWhichInstructionsWereBegun) {
  EXPECT_EQ(run(R"((seq (ap 1 x) (seq (par (ap x y) (null)) (seq (never) (null)))))").reached,
            (std::vector<bool>{true, true, true, true, true, true, true, true, false}));
}

TEST_F(VmTest, SaysWhatIsForReportsOnDemand) {
  const auto parsed = air::parseScript(
      R"((par (call "B" ("s" "f") [] x) (seq (ap 1 $s) (par (match 1 2 (null)) (fold $s i (next i))))))");
  ASSERT_TRUE(parsed.script);
  Input input;
  input.script = &*parsed.script;
  input.params = {"A", "A", "p", 1700000000000, 7000};
  const Outcome told = invoke(input);
  EXPECT_EQ(text(told.waits), (Lines{"1 remote B", "7 more $s"}));
  EXPECT_EQ(told.failures.size(), 1u);
  EXPECT_EQ(told.reached.size(), parsed.script->size());
  input.forReports = false;
  const Outcome untold = invoke(input);
  EXPECT_TRUE(untold.waits.empty() && untold.failures.empty() && untold.reached.empty());
  EXPECT_EQ(*untold.data, *told.data);
}

TEST_F(VmTest, TellsHowManyElementsAWaitForMoreHasSeen) {
  const auto waits = run("(seq (ap 1 $s) (seq (ap 2 $s) (fold $s i (next i))))").waits;
  ASSERT_EQ(text(waits), (Lines{"4 more $s"}));
  EXPECT_EQ(waits.front().elements, 2u);
}

TEST_F(VmTest, AFoldThatIsCompleteWaitsNoMore) {
  EXPECT_EQ(text(run("(seq (ap 1 $s) (fold $s i (par (null) (next i))))").waits), Lines());
}

TEST_F(VmTest, TellsWhatEachInstructionWaitsFor) {
  EXPECT_EQ(text(run(R"((par (call "B" ("s" "f") [] x) (par (ap x y) (par (never)
                         (par (call "A" ("s" "g") []) (canon "C" $s #c))))))")
                     .waits),
            (Lines{"1 remote B", "3 variable x", "5 never", "7 result", "8 remote C"}));
  EXPECT_EQ(text(run(R"((par (new $s (fold $s i (next i))) (par (seq (never) (ap 1 $t))
                         (par (fold $t j (next j)) (seq (ap 1 $u) (fold $u k (next k)))))))")
                     .waits),
            (Lines{"2 empty $s", "6 never", "9 empty $t", "13 more $u"}));
}

TEST_F(VmTest, TellsThatALocalCallWaitsForItsArguments) {
  const char* script = R"((par (call "B" ("s" "f") [] x) (call "A" ("s" "g") [x])))";
  EXPECT_EQ(text(run(script).waits), (Lines{"1 remote B", "2 variable x"}));
  EXPECT_EQ(text(run(script, "B").waits), (Lines{"1 result", "2 remote A"}));
}

TEST_F(VmTest, AFinishedParticleWaitsForNothing) {
  EXPECT_TRUE(run(R"((seq (ap 1 $s) (fold $s i (seq (null) (next i)) (null))))").waits.empty());
}

TEST_F(VmTest, ReportsErrorsAlsoIfTheyWereHandled) {
  const Outcome outcome =
      run(R"((seq (xor (match 1 2 (null)) (null)) (par (fail 7 "seven") (fail x))))");
  EXPECT_EQ(outcome.code, 10003);
  ASSERT_EQ(outcome.failures.size(), 3u);
  EXPECT_EQ(outcome.failures[0].instruction, 2u);
  EXPECT_EQ(outcome.failures[0].code, 10001);
  EXPECT_EQ(outcome.failures[1].instruction, 6u);
  EXPECT_EQ(outcome.failures[1].code, 10006);
  EXPECT_EQ(outcome.failures[2].instruction, 7u);
  EXPECT_EQ(outcome.failures[2].message, outcome.errorMessage);
}

TEST_F(VmTest, CountsAnErrorThatALoopRaisesAgain) {
  const Outcome outcome = run(R"((seq (seq (ap 1 $s) (ap 2 $s)) (seq (canon "A" $s #s)
         (fold #s i (seq (xor (match i 7 (null)) (null)) (seq (xor (fail 5 "x") (null)) (next i))) (null)))))");
  ASSERT_EQ(outcome.failures.size(), 2u);
  EXPECT_EQ(outcome.failures[0].code, 10001);
  EXPECT_EQ(outcome.failures[0].times, 2u);
  EXPECT_EQ(outcome.failures[1].code, 10006);
  EXPECT_EQ(outcome.failures[1].times, 2u);
}

TEST_F(VmTest, ACatchableErrorKeepsWhatWasDone) {
  const Outcome outcome = run(
      R"((seq (par (call "A" ("s" "f") []) (par (call "B" ("s" "g") []) (null))) (fail 5 "x")))");
  EXPECT_EQ(outcome.code, 10006);
  EXPECT_EQ(outcome.requests.size(), 1u);
  EXPECT_EQ(outcome.nextPeers, Lines{"B"});
  EXPECT_EQ(value::toJson(*readable(outcome.data).field("lcid")), "1");
}

TEST_F(VmTest, AnUncatchableErrorGivesThePreviousDataItself) {
  const DataRef previous = run(R"((call "A" ("s" "f") []))").data;
  const Outcome outcome =
      run(R"((seq (par (call "B" ("s" "f") []) (null)) (seq (ap 1 x) (ap 2 x))))", "A");
  EXPECT_EQ(outcome.code, 20007);
  EXPECT_EQ(outcome.data, nullptr);
  EXPECT_TRUE(outcome.nextPeers.empty());
  const Outcome other = run("(ap 1 $s)", "A", previous);
  EXPECT_EQ(other.code, 20000);
  EXPECT_EQ(other.data, previous);
  ASSERT_EQ(other.failures.size(), 1u);
  EXPECT_EQ(other.failures[0].code, 20000);
}

TEST_F(VmTest, AResultThatNothingWaitsForIsReportedAndTheDataAreNew) {
  const Outcome outcome = run("(ap 1 $s)", "A", nullptr, nullptr, {{7, {0, "\"x\""}}});
  EXPECT_EQ(outcome.code, 30000);
  EXPECT_EQ(outcome.errorMessage,
            "after finishing execution of supplied AIR, there are some unprocessed call results: "
            R"(`{"7": CallServiceResult { ret_code: 0, result: "\"x\"" }}`, probably a wrong )"
            "call_id used");
  EXPECT_EQ(readable(outcome.data).field("trace")->items().size(), 1u);
}

TEST_F(VmTest, RequestsNameTheirInstructionAndGoOnCounting) {
  const char* script = R"((seq (null) (par (call "A" ("s" "f") [1]) (call "A" ("s" "g") []))))";
  const Outcome first = run(script);
  ASSERT_EQ(first.requests.size(), 2u);
  EXPECT_EQ(first.requests[0].id, 1u);
  EXPECT_EQ(first.requests[0].instruction, 3u);
  EXPECT_EQ(first.requests[1].id, 2u);
  EXPECT_EQ(first.requests[1].instruction, 4u);
  EXPECT_EQ(first.requests[0].tetraplets,
            (std::vector<std::vector<Tetraplet>>{{Tetraplet{"A", "", "", ""}}}));
  EXPECT_TRUE(run(script, "A", first.data).requests.empty());
  EXPECT_EQ(run(R"((seq (null) (par (null) (call "A" ("s" "h") []))))", "A",
                run("(null)", "A", first.data).data)
                .requests[0]
                .id,
            3u);
}

TEST_F(VmTest, NextPeersAreSortedAndNamedOnce) {
  EXPECT_EQ(
      run(R"((par (call "C" ("s" "f") []) (par (call "B" ("s" "f") []) (call "C" ("s" "g") []))))")
          .nextPeers,
      (Lines{"B", "C"}));
}

TEST_F(VmTest, ExecutingAgainChangesNothing) {
  const char* script = R"((seq (par (call "B" ("s" "f") [] $s) (ap 1 $s))
                            (fold $s i (par (call "A" ("s" "g") [i]) (next i)))))";
  const Outcome first = run(script);
  for (const auto& [previous, current] :
       {std::pair(first.data, DataRef()), {first.data, first.data}}) {
    const Outcome again = run(script, "A", previous, current);
    EXPECT_EQ(*again.data, *first.data);
    EXPECT_TRUE(again.requests.empty());
    EXPECT_TRUE(again.nextPeers.empty());
  }
}

TEST_F(VmTest, NothingIsLostOfNoData) {
  EXPECT_EQ(value::toJson(readable(nullptr)), R"({"lcid":0,"trace":[]})");
  EXPECT_EQ(dataSize(nullptr), 0u);
  EXPECT_GT(dataSize(run("(ap 1 $s)").data), dataSize(run("(null)").data));
}

TEST_F(VmTest, TheLimitOnStreamsIsAParameter) {
  parsed_ = air::parseScript("(seq (ap 1 $s) (ap (1 2) %m))");
  Input input;
  input.script = &*parsed_.script;
  input.params = {"A", "A", "p", 0, 7000, {2}};
  EXPECT_EQ(invoke(input).code, 0);
  input.params.limits.streamSize = 1;
  EXPECT_EQ(invoke(input).errorMessage, "stream size goes over the allowed limit of 1");
}

TEST_F(VmTest, WhereTheRealVmTrapsTheOutcomeIsAnUncatchableError) {
  const char* iteratorAssigned =
      R"((seq (call "A" ("s" "f") [] a) (fold a i (seq (ap 1 i) (seq (ap i $s) (next i))))))";
  const Outcome first = run(iteratorAssigned);
  const Outcome second = run(iteratorAssigned, "A", first.data, nullptr, {{1, {0, "[1,2]"}}});
  EXPECT_EQ(second.code, 20004);

  const char* hugeCode = R"((seq (call "A" ("s" "f") [] a) (xor (fail a) (null))))";
  const Outcome asked = run(hugeCode);
  EXPECT_EQ(run(hugeCode, "A", asked.data, nullptr,
                {{1, {0, R"({"error_code":18446744073709551615,"message":"m"})"}}})
                .code,
            20000);
}

} // namespace

} // namespace aqua::vm::test
