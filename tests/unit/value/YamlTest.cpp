#include <gtest/gtest.h>

#include "value/Value.h"

using namespace aqua::value;

namespace {

std::string repeated(llvm::StringRef text, size_t count) {
  std::string result;
  while (count-- > 0)
    result += text;
  return result;
}

/// The value as JSON, or `offset: message`.
std::string read(llvm::StringRef text) {
  const ReadResult result = parseYaml(text);
  return result.ok ? toJson(result.value)
                   : std::to_string(result.error.offset) + ": " + result.error.message;
}

} // namespace

TEST(ParseYaml, BlockAndFlowCollectionsNest) {
  EXPECT_EQ(read("a:\n  - 1\n  - b: {c: [x, {y: z}]}\n    d: []\n"),
            R"({"a":[1,{"b":{"c":["x",{"y":"z"}]},"d":[]}]})");
  EXPECT_EQ(read("- - 1\n  - 2"), "[[1,2]]");
  EXPECT_EQ(read("# nothing\n"), "null");
  EXPECT_EQ(read("---\na: 1 # one\n...\n"), R"({"a":1})");
}

TEST(ParseYaml, PlainScalarsAreTypedAsInJson) {
  EXPECT_EQ(read("[null, ~, true, false, 1, -2, 2.50, 1e3, 18446744073709551615]"),
            "[null,null,true,false,1,-2,2.5,1000.0,18446744073709551615]");
  EXPECT_EQ(read("[yes, no, on, off, True, Null, 0x10, 01, +1, .5, 1_000, 1 2]"),
            R"(["yes","no","on","off","True","Null","0x10","01","+1",".5","1_000","1 2"])");
  EXPECT_EQ(read("a:\nb: \n"), R"({"a":null,"b":null})");
}

TEST(ParseYaml, QuotedScalarsAreStrings) {
  EXPECT_EQ(read("['1', \"true\", 'it''s', \"\", \"\\n\\x41\\u00e4\"]"),
            R"(["1","true","it's","","\nAä"])");
}

TEST(ParseYaml, FloatsAreExact) {
  EXPECT_EQ(read("31.245270191439438"), "31.245270191439438");
  EXPECT_EQ(read("{\"a\": 31.245270191439438}"), R"({"a":31.245270191439438})");
}

TEST(ParseYaml, PlainScalarsInFlowMapsLoseTrailingBlanks) {
  EXPECT_EQ(read("x: { a: b , c : 1 , d: true }"), R"({"x":{"a":"b","c":1,"d":true}})");
}

TEST(ParseYaml, LiteralScalarsKeepTheirLines) {
  EXPECT_EQ(read("a: |\n  x\n   y\n\nb: |-\n  z\nc: |+ # kept >\n  w\n\n"),
            R"({"a":"x\n y\n","b":"z","c":"w\n\n"})");
}

TEST(ParseYaml, EscapedSurrogatePairsAreOneCharacter) {
  EXPECT_EQ(read("\"a\\uD83D\\uDE00b\""), "\"a😀b\"");
  EXPECT_EQ(read("- \"\\ud83d\""), "2: escape sequence of no character");
  EXPECT_EQ(read("- \"\\ude00\\ud83d\""), "2: escape sequence of no character");
  EXPECT_EQ(read("- \"\\\\\\U00110000\""), "2: escape sequence of no character");
  EXPECT_EQ(read("\"\\U0001F600\""), "\"😀\"");
}

TEST(ParseYaml, WhatTheSubsetLacksIsRefusedWithItsPlace) {
  EXPECT_EQ(read("b: >\n  x\n"), "5: folded scalars are not supported");
  EXPECT_EQ(read("b: >- # | x\n\n  x\n"), "12: folded scalars are not supported");
  EXPECT_EQ(read("a: &x 1\n"), "3: anchors are not supported");
  EXPECT_EQ(read("a: *x\n"), "3: aliases are not supported");
  EXPECT_EQ(read("a: !!int 1\n"), "3: tags are not supported");
  EXPECT_EQ(read("&k a: 1\n"), "0: anchors are not supported");
  EXPECT_EQ(read("<<: 1\n"), "0: merge keys are not supported");
  EXPECT_EQ(read("? [a]\n: b"), "3: a key must be a scalar");
}

TEST(ParseYaml, DuplicateKeysAreRefused) {
  EXPECT_EQ(read("a: 1\nb: 2\n\"a\": 3"), "10: duplicate key `a`");
  EXPECT_EQ(read("x: {a: 1, a: 2}"), "10: duplicate key `a`");
  EXPECT_EQ(read("a: {k: 1}\nb: {k: 1}"), R"({"a":{"k":1},"b":{"k":1}})");
}

TEST(ParseYaml, OnlyOneDocumentIsAllowed) {
  EXPECT_EQ(read("--- \na: 1\n---\nb: 1"), "14: only one document is allowed");
  EXPECT_EQ(read("--- a\n--- b"), "4: only one document is allowed");
  EXPECT_EQ(read("a\n...\nb"), "0: only one document is allowed");
}

TEST(ParseYaml, TextAfterAValueIsRefused) {
  EXPECT_EQ(read("a: 'x' y"), "7: unexpected text after the value");
  EXPECT_EQ(read("a: [1, 2] y"), "10: unexpected text after the value");
  EXPECT_EQ(read("x: {a: [1] b: 2}"), "11: unexpected text after the value");
}

TEST(ParseYaml, SyntaxErrorsHaveAPlace) {
  EXPECT_EQ(read("a: [1"), "4: could not find closing ]");
  EXPECT_EQ(read("a: b: c"), "4: unexpected token. Expected Key or Block End");
  EXPECT_EQ(read("a: \"x"), "4: expected quote at end of scalar");
  EXPECT_EQ(read("a: \xC3"), "3: invalid UTF-8");
}

TEST(ParseYaml, ATextThatBeginsWithABraceIsJson) {
  EXPECT_EQ(read(" \n{\"a\": 1}"), R"({"a":1})");
  EXPECT_EQ(read("{a: 1}"), "1: key must be a string");
}

TEST(ParseYaml, NestingIsLimited) {
  EXPECT_EQ(read(repeated("- ", 126) + "1"), repeated("[", 126) + "1" + repeated("]", 126));
  EXPECT_EQ(read(repeated("- ", 200) + "1"), "254: nesting is too deep");
  EXPECT_EQ(read(repeated("[", 100000)), "128: nesting is too deep");
}
