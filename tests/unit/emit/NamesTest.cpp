#include "Names.h"

#include "gtest/gtest.h"

namespace aqua::emit {
namespace {

using flow::VarKind;

TEST(Names, KeepAReadableHint) {
  Names names({}, Naming::Full);
  EXPECT_EQ(names.fresh(VarKind::Scalar, "answer"), "answer");
  EXPECT_EQ(names.fresh(VarKind::Scalar, "answer"), "answer-2");
  EXPECT_EQ(names.fresh(VarKind::Scalar, "answer"), "answer-3");
}

TEST(Names, CarryTheTagOfTheirKind) {
  Names names({}, Naming::Full);
  EXPECT_EQ(names.fresh(VarKind::Stream, "parts"), "$parts");
  EXPECT_EQ(names.fresh(VarKind::Canon, "parts").substr(0, 6), "#parts");
  EXPECT_EQ(names.fresh(VarKind::StreamMap, "table"), "%table");
}

// `#s.$.[0]` is rejected by AquaVM's parser, `#s_.$.[0]` is not.
TEST(Names, OfCanonsHaveTwoCharactersOrMore) {
  const flow::Var vars[] = {{VarKind::Canon, "s", {}}};
  EXPECT_GE(Names(vars, Naming::Full).of({0}).size(), 3u);
}

TEST(Names, AreNoWordsOfAir) {
  Names names({}, Naming::Full);
  for (const char* word : {"call", "next", "true", "null", "mismatch"})
    EXPECT_NE(names.fresh(VarKind::Scalar, word), word);
}

TEST(Names, HaveCharactersThatAirAllows) {
  Names names({}, Naming::Full);
  EXPECT_EQ(names.fresh(VarKind::Scalar, "Ab.field"), "Ab_field");
  EXPECT_FALSE(names.fresh(VarKind::Scalar, "").empty());
}

TEST(Names, BriefOnesAreTheFirstLettersAndANumber) {
  Names names({}, Naming::Brief);
  EXPECT_EQ(names.fresh(VarKind::Scalar, "answer"), "an");
  EXPECT_EQ(names.fresh(VarKind::Scalar, "an2"), "an2");
  EXPECT_EQ(names.fresh(VarKind::Stream, "answers"), "$an");
  EXPECT_EQ(names.fresh(VarKind::Scalar, "and"), "an3");
}

TEST(Names, OfAVariableStayTheSame) {
  const flow::Var vars[] = {{VarKind::Scalar, "x", {}}, {VarKind::Scalar, "x", {}}};
  Names names(vars, Naming::Full);
  const std::string first = names.of({0}).str();
  EXPECT_NE(names.of({1}), first);
  EXPECT_EQ(names.of({0}), first);
}

} // namespace
} // namespace aqua::emit
