// Each invariant of spec/03 §14.3.6 by damages of sound routes: the verifier reports them.

#include "gtest/gtest.h"

#include "HandProgram.h"

namespace aqua::test::hand {
namespace {

/// True if the expected problem is among those found.
testing::AssertionResult has(const std::string& problems, const char* expected) {
  if (problems.find(expected) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "expected: " << expected << "\nfound: " << problems << '\n';
}

OpPtr remote(const char* peer, const char* output) {
  return on(peer, get(output));
}
OpPtr onClient(const char* output) {
  return onVia("c2", "r2", get(output));
}
OpPtr nothing() {
  return seq();
}

// ----------------------------------------------------------------------------------- I1: reaching

TEST(RouteVerifier, ReportsAStepToWhichTheRelayWasLeftOut) {
  const Routed routed(remote("p1", "x"));
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "-relay-"),
                  "a step at p1 cannot be reached from INIT"));
}

TEST(RouteVerifier, ReportsAClientThatIsNotReachedOverItsRelay) {
  const Routed routed(onClient("x"));
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "r2"),
                  "a step at c2 cannot be reached from -relay-"));
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::ChangeHop, "r2"), "cannot be reached"));
}

TEST(RouteVerifier, ReportsAListOfRelaysWalkedTheWrongWayRound) {
  const Routed routed(seq(onVia("c2", "rs", get("x")), get("y")), {"x"});
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::ReverseHop, "rs"),
                  "a step at c2 cannot be reached from first of rs"));
}

// ------------------------------------------------------------------------------------ I2: waiting

TEST(RouteVerifier, ReportsAGateToWhichControlDoesNotCome) {
  const Routed routed(seq(co(on("p1", seq(get("x"), push("x", "$s")))), on("p2", gate("$s", 1))),
                      {"\"none\""}, {"$s"});
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "p2", 1),
                  "control is not surely at p2, where it is to wait"));
}

/// x of a branch is used by a local instruction.
OpPtr localUse() {
  return seq(par(remote("p1", "x"), remote("p2", "y")), copy("x.$.a", "z"));
}

TEST(RouteVerifier, ReportsAWaitThatIsNotBoundToItsPeer) {
  const Routed routed(localUse(), {"z"});
  EXPECT_EQ(routed.problems(), "");
  // The last one stands behind the wait.
  const unsigned last = 3;
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "INIT", last),
                  "a wait is not followed by a hop on its peer"))
      << routed.print();
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::ChangeHop, "INIT", last),
                  "a wait is not followed by a hop on its peer"));
}

// --------------------------------------------------------------------------- I3: if, try, handlers

TEST(RouteVerifier, ReportsAnAlternativeThatEndsTooFarAway) {
  const Routed routed(seq(get("b"), choose("b", remote("p1", "x"), nothing()), remote("p2", "y")),
                      {"y"});
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "-relay-", 1),
                  "a step at p2 cannot be reached from INIT"))
      << routed.print();
}

TEST(RouteVerifier, ReportsAHandlerToWhichErrorsHaveNoWay) {
  const Routed routed(attempt(onClient("x"), remote("p2", "y")));
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "r2", 2),
                  "a step at p2 cannot be reached from c2"))
      << routed.print();
}

TEST(RouteVerifier, ReportsABodyThatEndsElsewhereThanItsHandler) {
  const Routed routed(seq(attempt(onClient("x"), nothing()), remote("p1", "y")), {"y"});
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "r2", 1),
                  "a step at p1 cannot be reached from c2"))
      << routed.print();
}

// --------------------------------------------------------------------------------------- I4: loops

TEST(RouteVerifier, ReportsALoopThatIsNotLeft) {
  const Routed routed(seq(loop("ps", "i", remote("i", "x")), get("y")), {"y"});
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(
      has(routed.problemsAfter(Mutation::RemoveExit), "a step at INIT cannot be reached from i"));
  EXPECT_TRUE(
      has(routed.problemsAfter(Mutation::RemoveEntry), "a step at i cannot be reached from INIT"));
}

TEST(RouteVerifier, ReportsAnIterationThatDoesNotComeBack) {
  const Routed routed(loop("ps", "i", seq(get("x"), remote("p1", "y"))));
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "-relay-", 2),
                  "a step at INIT cannot be reached from p1"))
      << routed.print();
}

// ---------------------------------------------------------------------------------------- I5: par

/// The first branch is not needed.
OpPtr unusedBranch() {
  return seq(par(remote("p1", "x"), remote("p2", "y")), get("z"));
}

TEST(RouteVerifier, ReportsAParFromWhichControlDoesNotGoOn) {
  const Routed routed(unusedBranch(), {"y"});
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(
      has(routed.problemsAfter(Mutation::FlipCarrier, "", 1), "no branch of a par carries control"))
      << routed.print();
}

TEST(RouteVerifier, ReportsABranchThatCompletesFarAway) {
  const Routed routed(unusedBranch(), {"y"});
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveNever),
                  "a branch completes where control must not go on"))
      << routed.print();
}

// ------------------------------------------------------------------------------ I6: errors of a
// par

TEST(RouteVerifier, ReportsErrorsOfAParThatDoNotMeet) {
  const Routed routed(unusedBranch(), {"y"});
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveWrapper),
                  "an error of a branch is not brought to INIT"));
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "INIT"),
                  "an error of a branch is not brought to INIT"))
      << routed.print();
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveMeeting),
                  "all branches of a par can fail, but their errors do not meet"));
}

// ------------------------------------------------------------------------------- I7: uncaught
// errors

TEST(RouteVerifier, ReportsErrorsThatDoNotReachTheInitPeer) {
  const Routed routed(remote("p1", "x"));
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveWrapper),
                  "the error handler at INIT cannot be reached from p1"));
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "-relay-", 1),
                  "the error handler at INIT cannot be reached from p1"));
}

// ------------------------------------------------------------------------------- I8: values of
// branches

TEST(RouteVerifier, ReportsAValueThatIsNotBroughtToItsUse) {
  const Routed routed(seq(par(remote("p1", "x"), remote("p2", "y")), get("z", "x")), {"y"});
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "INIT", 0),
                  "`x` of a par branch is needed at INIT, but not brought there"))
      << routed.print();
}

TEST(RouteVerifier, ReportsALocalUseThatDoesNotWaitOnAPeer) {
  const Routed routed(localUse(), {"z"});
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveWait, "x"),
                  "`x` of a par branch is used without waiting on a peer"));
}

TEST(RouteVerifier, ReportsElementsThatAreNotBroughtToTheirReader) {
  const Routed routed(seq(co(on("p1", seq(get("x"), push("x", "$s")))), on("p2", gate("$s", 1))),
                      {"\"none\""}, {"$s"});
  EXPECT_TRUE(has(routed.problemsAfter(Mutation::RemoveHop, "p2", 0),
                  "elements of `s` are read at p2, but not brought there"))
      << routed.print();
}

// ---------------------------------------------------------------------------------------- I9:
// names

TEST(RouteVerifier, ReportsHopsOverNamesThatAreNotDefined) {
  const Routed routed(seq(remote("p1", "x"), loop("ps", "i", get("y"))), {"x"});
  EXPECT_EQ(routed.problems(), "");
  EXPECT_TRUE(has(routed.problemsAfterLeading("-relay-", "x"),
                  "a hop mentions `x` where it is not defined"));
  EXPECT_TRUE(has(routed.problemsAfterLeading("-relay-", "i"),
                  "a hop mentions `i` where it is not defined"));
}

} // namespace
} // namespace aqua::test::hand
