#include "types/Types.h"

#include "gtest/gtest.h"

#include "ReadType.h"

namespace aqua::types {
namespace {

class Types : public testing::Test {
protected:
  TypeReader t;
};

TEST_F(Types, EqualTypesAreOneObject) {
  for (const char* text : {"u8", "U#", "⊤", "⊥", "!", "[]u8", "?u8", "*u8", "%u8", "?[]*string",
                           "{x: u8, y: []string}", "@{m: (u8 -> u8)}", "&{m: (-> )}",
                           "(u8, string -> bool, u8)", "(-> )"})
    EXPECT_EQ(t(text), t(text)) << text;
}

TEST_F(Types, DifferentTypesAreDifferentObjects) {
  EXPECT_NE(t("[]u8"), t("?u8"));
  EXPECT_NE(t("[]u8"), t("[]u16"));
  EXPECT_NE(t("{x: u8}"), t("{x: u16}"));
  EXPECT_NE(t("{x: u8}"), t("{y: u8}"));
  EXPECT_NE(t("{x: u8}"), t("{x: u8, y: u8}"));
  EXPECT_NE(t("{x: u8}"), t("@{x: u8}"));
  EXPECT_NE(t("@{m: (-> )}"), t("&{m: (-> )}"));
  EXPECT_NE(t("(u8 -> )"), t("(-> u8)"));
  EXPECT_NE(t("(u8 -> u8)"), t("(u8, u8 -> u8)"));
}

TEST_F(Types, NameAndLabelsBelongToTheIdentity) {
  const Field field{t.names.intern("x"), t("u8")};
  EXPECT_NE(t.store.named(TypeKind::Struct, t.names.intern("A"), {field}),
            t.store.named(TypeKind::Struct, t.names.intern("B"), {field}));
  const Parameter a{t.names.intern("a"), t("u8")};
  const Parameter b{t.names.intern("b"), t("u8")};
  EXPECT_NE(t.store.arrow({a}, {}), t.store.arrow({b}, {}));
  EXPECT_EQ(t.store.arrow({a}, {}), t.store.arrow({a}, {}));
}

TEST_F(Types, OrderOfFieldsDoesNotMatter) {
  EXPECT_EQ(t("{b: u8, a: string, c: bool}"), t("{c: bool, b: u8, a: string}"));
  const auto* type = llvm::cast<NamedType>(t("{b: u8, a: string}"));
  EXPECT_EQ(type->fields()[0].name.str(), "a");
  EXPECT_EQ(type->fields()[1].name.str(), "b");
}

TEST_F(Types, FieldsAreFoundByName) {
  const auto* type = llvm::cast<NamedType>(t("{b: u8, a: string, d: bool}"));
  EXPECT_EQ(type->field(t.names.intern("a")), t("string"));
  EXPECT_EQ(type->field(t.names.intern("b")), t("u8"));
  EXPECT_EQ(type->field(t.names.intern("d")), t("bool"));
  for (const char* absent : {"0", "c", "z"})
    EXPECT_EQ(type->field(t.names.intern(absent)), nullptr) << absent;
}

TEST_F(Types, ManyTypesStayDistinct) {
  std::vector<const Type*> types;
  for (int i = 0; i < 1000; ++i) {
    const Field field{t.names.intern("x" + std::to_string(i)), t("u8")};
    types.push_back(t.store.named(TypeKind::Struct, t.names.intern("N"), {field}));
  }
  for (int i = 0; i < 1000; ++i) {
    const Field field{t.names.intern("x" + std::to_string(i)), t("u8")};
    EXPECT_EQ(t.store.named(TypeKind::Struct, t.names.intern("N"), {field}),
              types[static_cast<size_t>(i)]);
  }
}

TEST_F(Types, DepthCountsTheNesting) {
  EXPECT_EQ(t("u8")->depth(), 1);
  EXPECT_EQ(t("?[]u8")->depth(), 3);
  EXPECT_EQ(t("{x: u8, y: []u8}")->depth(), 3);
  EXPECT_EQ(t("(u8 -> ?u8)")->depth(), 3);
  EXPECT_EQ(t("(-> )")->depth(), 1);
}

TEST_F(Types, WhatWouldBeTooDeepIsTheErrorType) {
  const Type* type = t("u8");
  while (type->depth() < maxTypeDepth)
    type = t.store.array(type);
  EXPECT_EQ(t.store.array(type), t("[]!"));
  const Field field{t.names.intern("x"), type};
  EXPECT_EQ(t.store.named(TypeKind::Struct, t.names.intern("N"), {field}), t("{x: !}"));
  EXPECT_EQ(t.store.arrow({{{}, type}}, {type}), t("(! -> !)"));
}

TEST_F(Types, ArePrintedAsTheUserWritesThem) {
  const std::pair<const char*, const char*> cases[] = {
      {"u8", "u8"},
      {"U#", "unsigned literal"},
      {"S#", "signed literal"},
      {"F#", "float literal"},
      {"B#", "bool literal"},
      {"T#", "string literal"},
      {"⊤", "⊤"},
      {"⊥", "⊥"},
      {"!", "<error>"},
      {"?[]*%u8", "?[]*%u8"},
      {"{x: u8}", "N"},
      {"[]&{m: (-> )}", "[]N"},
      {"(u8, string -> bool)", "u8, string -> bool"},
      {"(-> bool, u8)", "-> bool, u8"},
      {"(u8 -> )", "u8 -> ()"},
      {"(-> )", "-> ()"},
      {"((u8 -> ), u8 -> (-> u8))", "(u8 -> ()), u8 -> (-> u8)"},
      {"[](u8 -> u8)", "[](u8 -> u8)"},
  };
  for (const auto& [type, text] : cases)
    EXPECT_EQ(typeText(t(type)), text);
}

TEST_F(Types, AllScalarsArePrintedInTheirSpelling) {
  for (const char* text :
       {"u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64", "bool", "string"})
    EXPECT_EQ(typeText(t(text)), text);
}

TEST_F(Types, DefinitionTextShowsMembers) {
  EXPECT_EQ(definitionText(t("{y: string, x: u8}")), "data N{x: u8, y: string}");
  EXPECT_EQ(definitionText(t("@{m: (u8 -> u8)}")), "ability N{m: u8 -> u8}");
  EXPECT_EQ(definitionText(t("&{m: (u8 -> )}")), "service N{m: u8 -> ()}");
  EXPECT_EQ(definitionText(t("[]u8")), "[]u8");
}

TEST_F(Types, AStructWithoutNameIsPrintedByItsMembers) {
  const Field field{t.names.intern("x"), t("u8")};
  const Type* type = t.store.named(TypeKind::Struct, {}, {field});
  EXPECT_EQ(typeText(t.store.array(type)), "[]{x: u8}");
}

TEST_F(Types, PrintedTextIsBounded) {
  const Type* type = t("u8");
  for (int i = 0; i < 40; ++i)
    type = t.store.arrow({{{}, type}, {{}, type}}, {type});
  EXPECT_LT(typeText(type).size(), 3000u);
}

} // namespace
} // namespace aqua::types
