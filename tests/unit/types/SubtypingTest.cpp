// spec/02 §4, the tables cell by cell, and what follows for the programs of §4.1, §24 and §29.

#include "types/Relations.h"

#include <vector>

#include "gtest/gtest.h"

#include "ReadType.h"

namespace aqua::types {
namespace {

class Subtyping : public testing::Test {
protected:
  void yes(llvm::StringRef given, llvm::StringRef expected) {
    EXPECT_TRUE(isSubtype(t(given), t(expected))) << given.str() << " -> " << expected.str();
  }
  void no(llvm::StringRef given, llvm::StringRef expected) {
    EXPECT_FALSE(isSubtype(t(given), t(expected))) << given.str() << " -> " << expected.str();
  }

  TypeReader t;
};

const std::vector<std::string> columns = {"u8",  "u16", "u32", "u64", "i8",   "i16",
                                          "i32", "i64", "f32", "f64", "bool", "string"};

TEST_F(Subtyping, ScalarsFitAsInTheTable) {
  // Rows: given; columns: expected, in the order of `columns`.
  const std::pair<const char*, const char*> table[] = {
      {"u8", "####.#####.."},  {"u16", ".###..####.."},  {"u32", "..##...#.#.."},
      {"u64", "...#........"}, {"i8", "....######.."},   {"i16", ".....#####.."},
      {"i32", "......##.#.."}, {"i64", ".......#...."},  {"f32", "........##.."},
      {"f64", ".........#.."}, {"bool", "..........#."}, {"string", "...........#"},
      {"U#", "##########.."},  {"S#", "....######.."},   {"F#", "........##.."},
      {"B#", "..........#."},  {"T#", "...........#"},
  };
  for (const auto& [given, row] : table)
    for (size_t i = 0; i < columns.size(); ++i)
      EXPECT_EQ(isSubtype(t(given), t(columns[i])), row[i] == '#') << given << " -> " << columns[i];
}

TEST_F(Subtyping, WhereALiteralTypeIsExpected) {
  for (const std::string& given : columns)
    for (const char* expected : {"U#", "S#", "F#", "B#", "T#"}) {
      const bool fits = (given == "bool" && expected == std::string("B#")) ||
                        (given == "string" && expected == std::string("T#"));
      EXPECT_EQ(isSubtype(t(given), t(expected)), fits) << given << " -> " << expected;
    }
  const char* literals[] = {"U#", "S#", "F#", "B#", "T#"};
  for (const char* given : literals)
    for (const char* expected : literals) {
      const bool fits = given == std::string(expected) ||
                        (given == std::string("U#") && expected == std::string("S#"));
      EXPECT_EQ(isSubtype(t(given), t(expected)), fits) << given << " -> " << expected;
    }
}

TEST_F(Subtyping, CollectionsFitAsInTheTable) {
  const std::string sigils[] = {"[]", "?", "*", "%"};
  // Rows: expected; columns: given.
  const char* table[] = {"###.", "###.", "..#.", "...#"};
  for (size_t expected = 0; expected < 4; ++expected)
    for (size_t given = 0; given < 4; ++given) {
      const bool fits = table[expected][given] == '#';
      const auto check = [&](const char* element, const char* wanted, bool answer) {
        EXPECT_EQ(isSubtype(t(sigils[given] + element), t(sigils[expected] + wanted)), answer)
            << sigils[given] << element << " -> " << sigils[expected] << wanted;
      };
      check("u8", "u8", fits);
      check("u8", "u64", fits);
      check("⊥", "string", fits);
      check("u64", "u8", false);
      check("string", "u8", false);
    }
}

TEST_F(Subtyping, NothingIsWrappedIntoACollection) {
  for (const char* sigil : {"[]", "?", "*", "%"}) {
    no("u8", std::string(sigil) + "u8");
    no(std::string(sigil) + "u8", "u8");
    no("U#", std::string(sigil) + "u8");
    no("{x: u8}", std::string(sigil) + "{x: u8}");
  }
  no("[]u8", "[][]u8");
}

TEST_F(Subtyping, TopTakesAndBottomGivesEverything) {
  for (const char* text : {"u8", "U#", "[]u8", "?⊥", "*u8", "%u8", "{x: u8}", "@{x: u8}",
                           "&{m: (-> )}", "(u8 -> u8)", "⊤", "⊥"}) {
    yes(text, "⊤");
    yes("⊥", text);
    if (text != std::string("⊤")) no("⊤", text);
    if (text != std::string("⊥")) no(text, "⊥");
  }
}

TEST_F(Subtyping, TheErrorTypeFitsBothWaysAndAnywhereInside) {
  for (const char* text :
       {"u8", "T#", "[]u8", "*u8", "{x: u8}", "@{x: u8}", "(u8 -> u8)", "⊤", "⊥", "!"}) {
    yes("!", text);
    yes(text, "!");
  }
  yes("[]!", "[]u8");
  yes("{x: !}", "{x: u8}");
  yes("{x: u8}", "{x: !}");
  yes("(! -> u8)", "(string -> !)");
  no("{x: !}", "{y: u8}");
}

TEST_F(Subtyping, StructsAreComparedByWidthAndDepth) {
  yes("{x: u8, y: string}", "{x: u64}");
  yes("{x: u8}", "{x: u8}");
  no("{x: u64}", "{x: u8}");
  no("{x: u8}", "{x: u8, y: u8}");
  no("{x: u8}", "{y: u8}");
  yes("{x: {a: u8, b: u8}}", "{x: {a: u16}}");
  no("{x: {a: u8}}", "{x: {a: u8, b: u8}}");
}

TEST_F(Subtyping, NamesOfStructsDoNotMatter) {
  const Field field{t.names.intern("x"), t("u8")};
  const Type* a = t.store.named(TypeKind::Struct, t.names.intern("A"), {field});
  const Type* b = t.store.named(TypeKind::Struct, t.names.intern("B"), {field});
  EXPECT_TRUE(areEquivalent(a, b));
}

TEST_F(Subtyping, AbilitiesAndServicesMixButNotWithStructs) {
  const std::string wide = "{m: (u8 -> u8), n: (-> )}";
  const std::string narrow = "{m: (u8 -> u64)}";
  for (const char* given : {"@", "&"})
    for (const char* expected : {"@", "&"}) {
      yes(given + wide, expected + narrow);
      no(given + narrow, expected + wide);
    }
  no("{x: u8}", "@{x: u8}");
  no("@{x: u8}", "{x: u8}");
  no("{x: u8}", "&{x: u8}");
}

TEST_F(Subtyping, ArrowsFitAsInTheExamples) {
  yes("(u64 -> u8)", "(u8 -> u64)");
  no("(u8 -> u64)", "(u64 -> u8)");
  yes("(u64 -> u8)", "(u64, u64 -> u8)");
  no("(u64, u8 -> u8)", "(u64 -> u8)");
  yes("(u64 -> u8)", "(u64 -> )");
  no("(u64 -> )", "(u64 -> u8)");
  yes("(u8 -> *u8)", "(u8 -> []u8)");
}

TEST_F(Subtyping, ArrowsWithoutPartsAreComparedToo) {
  yes("(-> )", "(u8 -> )");
  yes("(-> u8)", "(-> )");
  no("(-> )", "(-> u8)");
  no("(u8 -> )", "(-> )");
  no("u8", "(-> )");
  no("(-> )", "u8");
}

TEST_F(Subtyping, LabelsOfArrowsDoNotMatter) {
  const Type* a = t.store.arrow({{t.names.intern("a"), t("u8")}}, {});
  const Type* b = t.store.arrow({{t.names.intern("b"), t("u8")}}, {});
  EXPECT_TRUE(areEquivalent(a, b));
}

TEST_F(Subtyping, WhatTheReferenceRejectsFalsely) {
  yes("({x: u64} -> u8)", "({x: u8} -> u8)");
  yes("([]u8 -> u8)", "(*u8 -> u8)");
  yes("%u8", "%u64");
}

TEST_F(Subtyping, VerdictsOfAppendixB) {
  // Arguments: nil, [] and ?[] are ?⊥, *[] is *⊥.
  yes("?⊥", "?string");
  yes("?⊥", "[]string");
  no("?⊥", "*string");
  yes("*⊥", "*string");
  no("T#", "?string");
  // `on` wants a string, `via` a string or a collection of strings.
  yes("string", "T#");
  for (const char* given : {"U#", "?string", "*string", "⊤"})
    no(given, "T#");
  for (const char* given : {"[]string", "?string", "*string"})
    yes(given, "?string");
  no("[]u8", "?string");
  no("?[]string", "?string");
  // Conditions.
  for (const char* given : {"u8", "?bool", "⊤"})
    no(given, "bool");
  yes("B#", "bool");
  // A stream pushed into a stream of arrays.
  EXPECT_TRUE(isSubtype(frozen(t.store, t("*u8")), t("[]u8")));
  // Indexes, and whatever comes from a generic service.
  for (const char* given : {"string", "F#", "[]u8"})
    EXPECT_FALSE(acceptsOneOf(ScalarSet::Integer, t(given))) << given;
  yes("⊥", "string");
}

TEST_F(Subtyping, DifferentKindsDoNotFit) {
  const char* kinds[] = {"u8", "[]u8", "{x: u8}", "@{x: u8}", "(-> u8)"};
  for (const char* given : kinds)
    for (const char* expected : kinds)
      if (given != expected) no(given, expected);
}

/// Types of all kinds, nested once.
std::vector<const Type*> sample(TypeReader& t) {
  std::vector<const Type*> types;
  const char* simple[] = {"⊤",   "⊥",    "u8",     "u32", "u64", "i8", "i32", "f32",
                          "f64", "bool", "string", "U#",  "S#",  "F#", "B#",  "T#"};
  for (const std::string text : simple) {
    types.push_back(t(text));
    for (const char* sigil : {"[]", "?", "*", "%"})
      types.push_back(t(sigil + text));
    for (const char* kind : {"", "@", "&"}) {
      types.push_back(t(kind + ("{x: " + text + "}")));
      types.push_back(t(kind + ("{x: " + text + ", y: u8}")));
    }
    types.push_back(t("(" + text + " -> )"));
    types.push_back(t("(u8 -> " + text + ")"));
    types.push_back(t("(" + text + ", u8 -> u8, " + text + ")"));
  }
  return types;
}

TEST_F(Subtyping, IsReflexive) {
  for (const Type* type : sample(t))
    EXPECT_TRUE(isSubtype(type, type)) << typeText(type);
}

TEST_F(Subtyping, IsTransitive) {
  const std::vector<const Type*> types = sample(t);
  const size_t count = types.size();
  std::vector<char> fits(count * count);
  for (size_t i = 0; i < count; ++i)
    for (size_t j = 0; j < count; ++j)
      fits[i * count + j] = isSubtype(types[i], types[j]);
  for (size_t i = 0; i < count; ++i)
    for (size_t j = 0; j < count; ++j) {
      if (!fits[i * count + j]) continue;
      for (size_t k = 0; k < count; ++k)
        ASSERT_TRUE(!fits[j * count + k] || fits[i * count + k])
            << typeText(types[i]) << " <: " << typeText(types[j]) << " <: " << typeText(types[k]);
    }
}

TEST_F(Subtyping, OfTypesThatShareTheirPartsTakesNoExponentialTime) {
  const auto chain = [&](const char* element) {
    const Type* type = t(element);
    for (int i = 0; i < 200; ++i)
      type = t.store.named(TypeKind::Struct, t.names.intern("N"),
                           {{t.names.intern("a"), type}, {t.names.intern("b"), type}});
    return type;
  };
  EXPECT_TRUE(isSubtype(chain("u8"), chain("u16")));
  EXPECT_FALSE(isSubtype(chain("u16"), chain("u8")));
  EXPECT_TRUE(isSubtype(intersect(t.store, chain("u8"), chain("u16")), chain("u8")));
  EXPECT_TRUE(isSubtype(chain("u8"), unite(t.store, chain("u8"), chain("i8"))));
}

TEST(TypeKinds, DataIsWhatHasAJsonForm) {
  TypeReader t;
  for (const char* text : {"⊤", "⊥", "u8", "string", "U#", "{x: u8}", "[]u8", "?[]{x: u8}", "!"})
    EXPECT_TRUE(isData(t(text))) << text;
  for (const char* text :
       {"*u8", "%u8", "[]*u8", "?%u8", "@{x: u8}", "&{m: (-> )}", "(-> u8)", "[](-> u8)"})
    EXPECT_FALSE(isData(t(text))) << text;
}

TEST(TypeKinds, StreamsCanBeCollectedButNotMapsAbilitiesAndArrows) {
  TypeReader t;
  for (const char* text : {"u8", "*u8", "[]u8", "⊤", "{x: u8}"})
    EXPECT_TRUE(isCollectible(t(text))) << text;
  for (const char* text : {"%u8", "@{x: u8}", "&{m: (-> )}", "(-> u8)", "[]*u8"})
    EXPECT_FALSE(isCollectible(t(text))) << text;
}

TEST(TypeKinds, OnlyStreamsAreFrozen) {
  TypeReader t;
  EXPECT_EQ(frozen(t.store, t("*[]u8")), t("[][]u8"));
  for (const char* text : {"u8", "?u8", "[]u8", "%u8"})
    EXPECT_EQ(frozen(t.store, t(text)), t(text)) << text;
}

TEST(TypeKinds, ErrorStreamAndMapAreRecognised) {
  TypeReader t;
  EXPECT_TRUE(isStream(t("*u8")));
  EXPECT_FALSE(isStream(t("%u8")));
  EXPECT_FALSE(isStream(t("[]*u8")));
  EXPECT_TRUE(isStreamMap(t("%u8")));
  EXPECT_FALSE(isStreamMap(t("*u8")));
  EXPECT_TRUE(isError(t("!")));
  EXPECT_FALSE(isError(t("[]!")));
}

} // namespace
} // namespace aqua::types
