// Joins, meets and what operators make of them: spec/02 §6, §7.8.

#include "types/Relations.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"

#include "ReadType.h"

namespace aqua::types {
namespace {

class Bounds : public testing::Test {
protected:
  std::string joined(llvm::StringRef a, llvm::StringRef b) {
    return typeText(unite(t.store, t(a), t(b)));
  }
  std::string met(llvm::StringRef a, llvm::StringRef b) {
    return typeText(intersect(t.store, t(a), t(b)));
  }
  const Type* element(std::initializer_list<const char*> texts) {
    std::vector<const Type*> types;
    for (const char* text : texts)
      types.push_back(t(text));
    return elementType(t.store, types);
  }
  bool comparable(llvm::StringRef a, llvm::StringRef b) {
    const bool answer = isComparable(t.store, t(a), t(b));
    EXPECT_EQ(isComparable(t.store, t(b), t(a)), answer) << a.str() << " == " << b.str();
    return answer;
  }

  TypeReader t;
};

const std::vector<std::string> numbers = {"u8",  "u16", "u32", "u64", "i8",
                                          "i16", "i32", "i64", "f32", "f64"};

/// Checks a symmetric table given by its upper triangle, row by row.
template <typename F>
void checkTable(const std::vector<std::vector<std::string>>& rows, const F& function) {
  for (size_t row = 0; row < rows.size(); ++row)
    for (size_t i = 0; i < rows[row].size(); ++i) {
      const std::string& a = numbers[row];
      const std::string& b = numbers[row + i];
      EXPECT_EQ(function(a, b), rows[row][i]) << a << ", " << b;
      EXPECT_EQ(function(b, a), rows[row][i]) << b << ", " << a;
    }
}

TEST_F(Bounds, UnionOfIntegersIsAsInTheTable) {
  checkTable({{"u8", "u16", "u32", "u64", "i16", "i16", "i32", "i64"},
              {"u16", "u32", "u64", "i32", "i32", "i32", "i64"},
              {"u32", "u64", "i64", "i64", "i64", "i64"},
              {"u64", "⊤", "⊤", "⊤", "⊤"},
              {"i8", "i16", "i32", "i64"},
              {"i16", "i32", "i64"},
              {"i32", "i64"},
              {"i64"}},
             [&](const std::string& a, const std::string& b) { return joined(a, b); });
}

TEST_F(Bounds, UnionWithAFloatIsTheSmallestFloatThatHoldsBoth) {
  EXPECT_EQ(joined("u16", "f32"), "f32");
  EXPECT_EQ(joined("i16", "f32"), "f32");
  EXPECT_EQ(joined("u32", "f32"), "f64");
  EXPECT_EQ(joined("i32", "f32"), "f64");
  EXPECT_EQ(joined("f32", "f64"), "f64");
  EXPECT_EQ(joined("u64", "f32"), "⊤");
  EXPECT_EQ(joined("i64", "f64"), "⊤");
}

TEST_F(Bounds, UnionWithALiteralIsTheScalarThatAcceptsIt) {
  EXPECT_EQ(joined("u8", "U#"), "u8");
  EXPECT_EQ(joined("U#", "S#"), "signed literal");
  EXPECT_EQ(joined("u8", "S#"), "⊤");
  EXPECT_EQ(joined("i8", "S#"), "i8");
  EXPECT_EQ(joined("U#", "F#"), "⊤");
  EXPECT_EQ(joined("f32", "F#"), "f32");
  EXPECT_EQ(joined("u8", "string"), "⊤");
  EXPECT_EQ(joined("⊥", "U#"), "unsigned literal");
  EXPECT_EQ(joined("⊤", "u8"), "⊤");
}

TEST_F(Bounds, UnionOfCollectionsJoinsTheElements) {
  EXPECT_EQ(joined("?u8", "[]u16"), "[]u16");
  EXPECT_EQ(joined("[]u8", "?u16"), "[]u16");
  EXPECT_EQ(joined("[]u8", "[]i8"), "[]i16");
  EXPECT_EQ(joined("?u8", "?i8"), "?i16");
  EXPECT_EQ(joined("*u8", "*i8"), "*i16");
  EXPECT_EQ(joined("%u8", "%i8"), "%i16");
  EXPECT_EQ(joined("*u8", "[]u16"), "[]u16");
  EXPECT_EQ(joined("*u16", "[]u8"), "⊤");
  EXPECT_EQ(joined("[]u8", "%u8"), "⊤");
  EXPECT_EQ(joined("[]u8", "u8"), "⊤");
  EXPECT_EQ(joined("[]string", "?⊥"), "[]string");
}

TEST_F(Bounds, UnionOfStructsHasTheFieldsOfBoth) {
  EXPECT_EQ(joined("{x: u8, z: bool}", "{x: u64, y: string}"), "{x: u64, y: string, z: bool}");
  EXPECT_EQ(unite(t.store, t("{x: u8, y: u8}"), t("{x: u8}")), t("{x: u8, y: u8}"));
}

TEST_F(Bounds, BoundsOfArrowsFitWhereTheyMust) {
  EXPECT_EQ(joined("(u8 -> u8)", "(u16, bool -> i8, bool)"), "u8, bool -> i16");
  EXPECT_EQ(met("(u8 -> u32)", "(i8, bool -> i32, bool)"), "i16 -> u16, bool");
}

TEST_F(Bounds, IntersectionFollowsItsRules) {
  EXPECT_EQ(met("u8", "U#"), "unsigned literal");
  EXPECT_EQ(met("S#", "U#"), "unsigned literal");
  EXPECT_EQ(met("u8", "S#"), "⊥");
  EXPECT_EQ(met("i8", "S#"), "signed literal");
  EXPECT_EQ(met("string", "u8"), "⊥");
  EXPECT_EQ(met("⊤", "u8"), "u8");
  EXPECT_EQ(met("⊥", "u8"), "⊥");
  EXPECT_EQ(met("?u8", "[]u16"), "?u8");
  EXPECT_EQ(met("[]u16", "?u8"), "?u8");
  EXPECT_EQ(met("?u8", "*u16"), "?u8");
  EXPECT_EQ(met("[]u8", "*u16"), "[]u8");
  EXPECT_EQ(met("*u8", "*u16"), "*u8");
  EXPECT_EQ(met("%u8", "%u16"), "%u8");
  EXPECT_EQ(met("[]u8", "%u8"), "⊥");
  EXPECT_EQ(met("[]u8", "u8"), "⊥");
}

TEST_F(Bounds, IntersectionOfMutuallyAcceptingTypesIsTheFirst) {
  EXPECT_EQ(met("[]string", "?string"), "[]string");
  EXPECT_EQ(met("?string", "[]string"), "?string");
  EXPECT_EQ(met("string", "T#"), "string");
  EXPECT_EQ(met("B#", "bool"), "bool literal");
}

TEST_F(Bounds, IntersectionOfStructsHasTheCommonFields) {
  EXPECT_EQ(met("{x: u8, z: bool}", "{x: u64, y: string}"), "{x: u8}");
  EXPECT_EQ(met("{x: u8}", "{y: u8}"), "⊤");
  EXPECT_EQ(intersect(t.store, t("{x: u8}"), t("{x: u64, y: u8}")), t("{x: u8}"));
  EXPECT_EQ(intersect(t.store, t("{x: u64, y: u8}"), t("{x: u8}")), t("{x: u8}"));
}

TEST_F(Bounds, TheErrorTypeSwallowsWhatItIsJoinedWith) {
  for (const char* text : {"u8", "[]u8", "{x: u8}", "⊤", "⊥"}) {
    EXPECT_EQ(unite(t.store, t(text), t("!")), t("!")) << text;
    EXPECT_EQ(unite(t.store, t("!"), t(text)), t("!")) << text;
    EXPECT_EQ(intersect(t.store, t(text), t("!")), t("!")) << text;
    EXPECT_EQ(element({text, "!"}), t("!")) << text;
  }
}

TEST_F(Bounds, ElementTypesOfNumbersAreAsInTheTable) {
  // As spec/02 §6.3; where it has `⊤`, the union if there is one.
  checkTable({{"u8", "u8", "u8", "u8", "i16", "u8", "u8", "u8", "u8", "u8"},
              {"u16", "u16", "u16", "i32", "u8", "u16", "u16", "u16", "u16"},
              {"u32", "u32", "i64", "u8", "u16", "u32", "u16", "u32"},
              {"u64", "⊤", "u8", "u16", "u32", "u16", "u32"},
              {"i8", "i8", "i8", "i8", "i8", "i8"},
              {"i16", "i16", "i16", "i16", "i16"},
              {"i32", "i32", "i16", "i32"},
              {"i64", "i16", "u32"},
              {"f32", "f32"},
              {"f64"}},
             [&](const std::string& a, const std::string& b) {
               return typeText(element({a.c_str(), b.c_str()}));
             });
}

TEST_F(Bounds, ElementTypesOfOtherMixtures) {
  EXPECT_EQ(element({}), t("⊥"));
  EXPECT_EQ(element({"string"}), t("string"));
  EXPECT_EQ(element({"u8", "bool"}), t("⊤"));
  EXPECT_EQ(element({"u8", "string"}), t("⊤"));
  EXPECT_EQ(element({"u64", "U#"}), t("U#"));
  EXPECT_EQ(element({"u8", "S#"}), t("⊤"));
  EXPECT_EQ(element({"i8", "S#"}), t("S#"));
  EXPECT_EQ(element({"U#", "S#"}), t("U#"));
  EXPECT_EQ(element({"U#", "F#"}), t("⊤"));
  EXPECT_EQ(element({"[]string", "?string"}), t("[]string"));
  EXPECT_EQ(element({"[]string", "?⊥"}), t("?⊥"));
  EXPECT_EQ(element({"string", "?⊥"}), t("⊤"));
  EXPECT_EQ(element({"{x: u8}", "{y: u8}"}), t("⊤"));
  EXPECT_EQ(typeText(element({"{x: u8, z: u8}", "{x: u64, y: u8}"})), "{x: u8}");
}

TEST_F(Bounds, StreamsAmongElementsCountAsArrays) {
  EXPECT_EQ(element({"*u8"}), t("[]u8"));
  EXPECT_EQ(element({"*u8", "[]u16"}), t("[]u8"));
  EXPECT_EQ(element({"*u8", "*u8"}), t("[]u8"));
}

TEST_F(Bounds, BottomAmongElementsLeavesTheOthers) {
  EXPECT_EQ(element({"⊥"}), t("⊥"));
  EXPECT_EQ(element({"⊥", "string"}), t("string"));
}

TEST_F(Bounds, AreIdempotentAndHaveTheirNeutralElements) {
  for (const char* text : {"u8", "U#", "[]u8", "*u8", "{x: u8}", "⊤", "⊥"}) {
    EXPECT_EQ(unite(t.store, t(text), t(text)), t(text)) << text;
    EXPECT_EQ(intersect(t.store, t(text), t(text)), t(text)) << text;
    EXPECT_EQ(unite(t.store, t(text), t("⊥")), t(text)) << text;
    EXPECT_EQ(intersect(t.store, t(text), t("⊤")), t(text)) << text;
    EXPECT_EQ(unite(t.store, t(text), t("⊤")), t("⊤")) << text;
    EXPECT_EQ(intersect(t.store, t(text), t("⊥")), t("⊥")) << text;
  }
}

TEST_F(Bounds, OfDataWithoutStructsAreBounds) {
  std::vector<const Type*> types;
  std::vector<std::string> simple = numbers;
  for (const char* more : {"⊤", "⊥", "bool", "string", "U#", "S#", "F#", "B#", "T#"})
    simple.push_back(more);
  for (const std::string& text : simple)
    for (const char* sigil : {"", "[]", "?", "?[]"})
      types.push_back(t(sigil + text));
  for (const Type* a : types)
    for (const Type* b : types) {
      const Type* above = unite(t.store, a, b);
      EXPECT_TRUE(isSubtype(a, above) && isSubtype(b, above)) << typeText(a) << ", " << typeText(b);
      EXPECT_TRUE(areEquivalent(above, unite(t.store, b, a))) << typeText(a) << ", " << typeText(b);
      const Type* below = intersect(t.store, a, b);
      EXPECT_TRUE(isSubtype(below, a) && isSubtype(below, b)) << typeText(a) << ", " << typeText(b);
      EXPECT_TRUE(areEquivalent(below, intersect(t.store, b, a)))
          << typeText(a) << ", " << typeText(b);
    }
}

TEST_F(Bounds, ComparableScalarsAndLiterals) {
  for (const std::string& a : numbers)
    for (const std::string& b : numbers)
      EXPECT_TRUE(comparable(a, b)) << a << " == " << b;
  for (const std::string& a : numbers) {
    EXPECT_TRUE(comparable(a, "U#")) << a;
    EXPECT_TRUE(comparable(a, "S#")) << a;
    EXPECT_EQ(comparable(a, "F#"), a[0] == 'f') << a;
    for (const char* other : {"bool", "string", "B#", "T#"})
      EXPECT_FALSE(comparable(a, other)) << a;
  }
  EXPECT_TRUE(comparable("bool", "B#"));
  EXPECT_TRUE(comparable("string", "T#"));
  EXPECT_FALSE(comparable("bool", "string"));
  EXPECT_TRUE(comparable("U#", "S#"));
  EXPECT_FALSE(comparable("U#", "F#"));
  EXPECT_FALSE(comparable("U#", "T#"));
}

TEST_F(Bounds, ComparableCollectionsAreThoseWithComparableElements) {
  EXPECT_TRUE(comparable("?u8", "[]u16"));
  EXPECT_TRUE(comparable("*u8", "[]u8"));
  EXPECT_TRUE(comparable("[]string", "?⊥"));
  EXPECT_TRUE(comparable("[][]u8", "[]?⊥"));
  EXPECT_FALSE(comparable("[]string", "[]u8"));
  EXPECT_FALSE(comparable("u8", "?⊥"));
  EXPECT_FALSE(comparable("u8", "[]u8"));
}

TEST_F(Bounds, ComparableNamedTypesAreStructsOnly) {
  EXPECT_TRUE(comparable("{x: u8}", "{y: string}"));
  EXPECT_FALSE(comparable("@{x: u8}", "@{x: u8}"));
  EXPECT_FALSE(comparable("&{m: (-> )}", "&{m: (-> )}"));
  EXPECT_FALSE(comparable("(-> u8)", "(-> u8)"));
  EXPECT_FALSE(comparable("@{x: u8}", "⊥"));
  EXPECT_FALSE(comparable("&{m: (-> )}", "⊤"));
  EXPECT_FALSE(comparable("{x: u8}", "u8"));
}

TEST_F(Bounds, BottomTopAndErrorAreComparableWithData) {
  for (const char* text : {"u8", "string", "[]u8", "{x: u8}", "U#"}) {
    EXPECT_TRUE(comparable("⊥", text)) << text;
    EXPECT_TRUE(comparable("⊤", text)) << text;
    EXPECT_TRUE(comparable("!", text)) << text;
  }
  EXPECT_TRUE(comparable("[]!", "[]string"));
}

TEST_F(Bounds, ArithmeticHasTheUnionOfItsOperands) {
  const auto check = [&](const char* a, const char* b, const char* type, bool isUnknown) {
    const ArithmeticResult result = arithmeticResult(t.store, t(a), t(b));
    EXPECT_EQ(result.type, t(type)) << a << ", " << b;
    EXPECT_EQ(result.isUnknown, isUnknown) << a << ", " << b;
  };
  check("i32", "u8", "i32", false);
  check("U#", "U#", "U#", false);
  check("u8", "i8", "i16", false);
  check("u8", "S#", "i64", true);
  check("u64", "i8", "i64", true);
  check("⊥", "U#", "U#", false);
  check("⊥", "⊥", "i64", true);
  check("u8", "!", "!", false);
}

TEST_F(Bounds, OperatorsTakeWhatAScalarOfTheirSetAccepts) {
  const auto check = [&](ScalarSet set, std::vector<std::string> accepted) {
    for (const std::string text :
         {"u8",     "u16", "u32", "u64", "i8", "i16", "i32", "i64",  "f32",     "f64",  "bool",
          "string", "U#",  "S#",  "F#",  "B#", "T#",  "⊤",   "[]u8", "{x: u8}", "(-> )"}) {
      const bool isExpected = std::find(accepted.begin(), accepted.end(), text) != accepted.end();
      EXPECT_EQ(acceptsOneOf(set, t(text)), isExpected) << describe(set).str() << ": " << text;
    }
    EXPECT_TRUE(acceptsOneOf(set, t("⊥")));
    EXPECT_TRUE(acceptsOneOf(set, t("!")));
  };
  check(ScalarSet::Unsigned, {"u8", "u16", "u32", "u64", "U#"});
  check(ScalarSet::Signed, {"u8", "u16", "u32", "i8", "i16", "i32", "i64", "U#", "S#"});
  check(ScalarSet::Integer, {"u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "U#", "S#"});
  check(ScalarSet::Float, {"u8", "u16", "u32", "i8", "i16", "i32", "f32", "f64", "U#", "S#", "F#"});
  check(ScalarSet::Number,
        {"u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64", "U#", "S#", "F#"});
}

TEST_F(Bounds, AFloatOperandAcceptsAFloatLiteral) {
  for (const char* text : {"f32", "f64", "F#", "⊤"})
    EXPECT_TRUE(isFloatOperand(t.store, t(text)));
  for (const char* text : {"u8", "i64", "U#", "S#", "string", "⊥", "!"})
    EXPECT_FALSE(isFloatOperand(t.store, t(text))) << text;
}

TEST(IntegerRanges, AreThoseOfTheTypes) {
  const auto check = [](Scalar scalar, int64_t min, uint64_t max) {
    const auto range = integerRange(scalar);
    ASSERT_TRUE(range);
    EXPECT_EQ(range->min, min);
    EXPECT_EQ(range->max, max);
  };
  check(Scalar::U8, 0, 255);
  check(Scalar::U16, 0, 65535);
  check(Scalar::U32, 0, 4294967295);
  check(Scalar::U64, 0, UINT64_MAX);
  check(Scalar::I8, -128, 127);
  check(Scalar::I16, -32768, 32767);
  check(Scalar::I32, -2147483648LL, 2147483647);
  check(Scalar::I64, INT64_MIN, INT64_MAX);
  for (const Scalar scalar : {Scalar::F32, Scalar::F64, Scalar::Bool, Scalar::String})
    EXPECT_FALSE(integerRange(scalar));
}

TEST(IntegerRanges, LiteralsFitUpToTheLimits) {
  TypeReader t;
  const auto fits = [&](const char* text, const char* target) {
    return integerFits(text, t(target));
  };
  EXPECT_TRUE(fits("255", "u8"));
  EXPECT_FALSE(fits("256", "u8"));
  EXPECT_FALSE(fits("-1", "u8"));
  EXPECT_TRUE(fits("-0", "u8"));
  EXPECT_TRUE(fits("-128", "i8"));
  EXPECT_FALSE(fits("-129", "i8"));
  EXPECT_TRUE(fits("000000000000000000000255", "u8"));
  EXPECT_TRUE(fits("9223372036854775807", "u64"));
  EXPECT_FALSE(fits("9223372036854775808", "u64")); // integers of AIR are 64-bit signed
  EXPECT_TRUE(fits("-9223372036854775808", "i64"));
  EXPECT_FALSE(fits("-9223372036854775809", "S#"));
  EXPECT_FALSE(fits("99999999999999999999999999", "⊤"));
  EXPECT_TRUE(fits("99999999999999999999999999", "f64"));
  EXPECT_TRUE(fits("99999999999999999999999999", "!"));
}

} // namespace
} // namespace aqua::types
