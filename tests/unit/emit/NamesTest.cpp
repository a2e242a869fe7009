#include "Names.h"

#include "gtest/gtest.h"

namespace aqua::emit {
namespace {

TEST(Names, KeepAReadableHint) {
  Names names;
  EXPECT_EQ(names.fresh("answer"), "answer");
  EXPECT_EQ(names.fresh("answer"), "answer-1");
  EXPECT_EQ(names.fresh("answer"), "answer-2");
}

TEST(Names, DoNotCollideWithWhatLooksLikeANumberedName) {
  Names names;
  names.reserve("x-1");
  EXPECT_EQ(names.fresh("x"), "x-2");
}

// `#s.$.[0]` is rejected by AquaVM's parser, `#s-1.$.[0]` is not.
TEST(Names, HaveTwoCharactersOrMore) {
  Names names;
  EXPECT_EQ(names.fresh("s"), "s-1");
  EXPECT_EQ(names.fresh("s"), "s-2");
}

TEST(Names, AreNoWordsOfAir) {
  Names names;
  for (const char* word : {"call", "next", "true", "null", "mismatch"})
    EXPECT_EQ(names.fresh(word), std::string(word) + "-1");
}

TEST(Names, HaveCharactersThatAirAllows) {
  Names names;
  EXPECT_EQ(names.fresh("Ab.field"), "Ab_field");
  EXPECT_EQ(names.fresh("1st"), "v1st");
  EXPECT_EQ(names.fresh(""), "v-1");
}

} // namespace
} // namespace aqua::emit
