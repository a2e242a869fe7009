#include "Proofs.h"

#include "gtest/gtest.h"

namespace aqua::driver {
namespace {

using support::Loc;
using support::Severity;

constexpr Loc here{support::FileId{1}, {10, 12}};
constexpr Loc elsewhere{support::FileId{1}, {2, 4}};

class Proofs : public testing::Test {
protected:
  const support::Diagnostic& only() {
    EXPECT_EQ(diags.all().size(), 1u);
    return diags.all().front();
  }

  support::DiagnosticSink diags;
};

TEST_F(Proofs, AnUnsoundTreeIsAnInternalErrorAtItsPlace) {
  reportUnsound(Tree::Flow, {{here, "`x` is written twice"}}, "f", diags);
  EXPECT_EQ(only().info().code, "E0702");
  EXPECT_EQ(only().loc, here);
  EXPECT_EQ(only().message, "internal error: the flow of `f` is not sound: `x` is written twice");
  EXPECT_TRUE(diags.hasErrors());
}

TEST_F(Proofs, WhatOnlyWeCanCauseIsAWarningThatSaysSo) {
  warnUnproven({route::Problem{here, "no branch of a par carries control", std::nullopt}}, "f",
               diags);
  EXPECT_EQ(only().info().code, "W0602");
  EXPECT_EQ(only().loc, here);
  EXPECT_EQ(only().message, "it is not proven that `f` works on every network: no branch of a par "
                            "carries control");
  EXPECT_EQ(only().notes.size(), 1u);
}

TEST_F(Proofs, APeerBehindAnotherRelayIsMarkedWhereItHasThatRelay) {
  const route::BlockedPeer blocked{"`c`", "`r`", "`s`", elsewhere, here};
  warnUnproven({route::Problem{Loc(), "a step at s cannot be reached from c", blocked}}, "f",
               diags);
  EXPECT_EQ(only().info().code, "W0601");
  EXPECT_EQ(only().loc, here);
  EXPECT_EQ(only().message, "this may never run: `c` may have no connection to `s`");
  ASSERT_EQ(only().labels.size(), 1u);
  EXPECT_EQ(only().labels.front().loc, elsewhere);
}

TEST_F(Proofs, APeerThatIsOutOfReachForOtherReasonsIsMarkedAtTheStep) {
  const route::BlockedPeer blocked{"`c`", "`r`", "`p`", elsewhere, Loc()};
  warnUnproven({route::Problem{here, "a step at c cannot be reached from p", blocked}}, "f", diags);
  EXPECT_EQ(only().loc, here);
}

} // namespace
} // namespace aqua::driver
