#include "HirBuilder.h"

#include "gtest/gtest.h"

namespace aqua::flow {
namespace {

using ast::BinaryOperator;
using types::Collection;
using types::TypeKind;

struct Values : testing::Test {
  HirBuilder h;
  HirBuilder::Local a = h.parameter("a", h.u32);
  HirBuilder::Local b = h.parameter("b", h.u32);
  HirBuilder::Local c = h.parameter("c", h.boolean);
  HirBuilder::Local d = h.parameter("d", h.boolean);
  HirBuilder::Local xs = h.parameter("xs", h.types.array(h.u32));
  HirBuilder::Local o = h.parameter(
      "o", h.named(TypeKind::Struct, "O", {{"list", h.types.array(h.u32)}, {"n", h.u32}}));

  /// What a function `f(a, b, c, d, xs, o)` does to return the value, without fetching arguments.
  std::string value(HirBuilder::Expr expr) {
    auto* f = h.function("f", {a, b, c, d, xs, o}, {expr->type}, {}, {expr});
    llvm::SmallVector<llvm::StringRef, 16> lines;
    const std::string all = h.lower(f);
    llvm::StringRef(all).split(lines, '\n', -1, false);
    std::string out;
    for (llvm::StringRef line : lines)
      if (!line.contains("getDataSrv")) out += line.str() + "\n";
    return out;
  }
  HirBuilder::Expr add(HirBuilder::Expr left, HirBuilder::Expr right) {
    return h.binary(BinaryOperator::Add, left, right);
  }
  HirBuilder::Expr sub(HirBuilder::Expr left, HirBuilder::Expr right) {
    return h.binary(BinaryOperator::Sub, left, right);
  }
  static std::string response(const std::string& operand) {
    return "call \"callbackSrv\" \"response\" (" + operand + ")\n";
  }
};

TEST_F(Values, LiteralsAreNormalised) {
  EXPECT_EQ(value(h.number("-0", ast::LiteralKind::Int)), response("0"));
  EXPECT_EQ(value(h.number("007", ast::LiteralKind::Int)), response("7"));
  EXPECT_EQ(value(h.number("99999999999999999999", ast::LiteralKind::Int)),
            response("99999999999999999999"));
  EXPECT_EQ(value(h.number("1.500000000000", ast::LiteralKind::Float)), response("1.500000000"));
  EXPECT_EQ(value(h.number("1.50", ast::LiteralKind::Float)), response("1.50"));
}

TEST_F(Values, ConstantsOfASumAreGathered) {
  EXPECT_EQ(value(sub(add(add(h.ref(a), h.integer(1)), h.integer(2)), h.integer(3))),
            response("a"));
  EXPECT_EQ(value(add(add(h.integer(2), h.ref(a)), h.integer(3))),
            "call \"math\" \"add\" (a, 5) -> add\n" + response("add"));
  EXPECT_EQ(value(sub(sub(h.ref(a), h.integer(1)), h.integer(1))),
            "call \"math\" \"sub\" (a, 2) -> sub\n" + response("sub"));
  EXPECT_EQ(value(sub(h.integer(5), h.integer(7))), response("-2"));
  EXPECT_EQ(value(add(sub(h.ref(a), h.ref(b)), h.integer(1))),
            "call \"math\" \"sub\" (a, b) -> sub\n"
            "call \"math\" \"add\" (sub, 1) -> add\n" +
                response("add"));
}

TEST_F(Values, WhatDoesNotFitIn64BitsIsLeftToThePeer) {
  EXPECT_EQ(value(add(h.integer(INT64_MAX), h.integer(1))),
            "call \"math\" \"add\" (1, 9223372036854775807) -> add\n" + response("add"));
  EXPECT_EQ(value(h.binary(BinaryOperator::Pow, h.integer(2), h.integer(64))),
            "call \"math\" \"pow\" (2, 64) -> pow\n" + response("pow"));
  EXPECT_EQ(value(h.binary(BinaryOperator::Div, h.integer(1), h.integer(0))),
            "call \"math\" \"div\" (1, 0) -> div\n" + response("div"));
  EXPECT_EQ(value(h.binary(BinaryOperator::Pow, h.integer(2), h.integer(62))),
            response("4611686018427387904"));
  EXPECT_EQ(value(h.binary(BinaryOperator::Lt, h.integer(1), h.integer(2))), response("true"));
}

TEST_F(Values, IndexesThatAreNoScalarsBecomeScalarsFirst) {
  EXPECT_EQ(value(h.index(h.ref(xs), h.integer(2))), response("xs[2]"));
  EXPECT_EQ(value(h.index(h.ref(xs), h.ref(a))), response("xs[a]"));
  EXPECT_EQ(value(h.index(h.ref(xs), h.member(h.ref(o), "n", h.u32))),
            "ap o.n -> n\n" + response("xs[n]"));
  EXPECT_EQ(value(h.index(h.ref(xs), add(h.ref(a), h.integer(1)))),
            "call \"math\" \"add\" (a, 1) -> index\n" + response("xs[index]"));
}

TEST_F(Values, AScalarTakenFromALensIsTakenOnce) {
  const auto twice = [&] { return h.index(h.ref(xs), h.member(h.ref(o), "n", h.u32)); };
  auto* f = h.function("f", {xs, o}, {h.u32, h.u32}, {}, {twice(), twice()});
  EXPECT_EQ(h.lower(f), R"(call "getDataSrv" "xs" () -> xs
call "getDataSrv" "o" () -> o
ap o.n -> n
call "callbackSrv" "response" (xs[n], xs[n])
)");
}

TEST_F(Values, LengthIsADirectOperandAndKnownForLiterals) {
  EXPECT_EQ(value(h.length(h.ref(xs))), response("xs.length"));
  EXPECT_EQ(value(h.length(h.member(h.ref(o), "list", h.types.array(h.u32)))),
            "ap o.list -> list\n" + response("list.length"));
  EXPECT_EQ(value(h.length(h.predefined(hir::Predefined::Nil, h.types.option(h.u32)))),
            response("0"));
  EXPECT_EQ(value(h.length(h.collection(Collection::Array, h.u32, {h.ref(a), h.ref(b)}))),
            response("2"));
}

TEST_F(Values, EqualityIsAChoiceWhoseOperandsCannotFail) {
  EXPECT_EQ(value(h.binary(BinaryOperator::Eq, h.ref(a), h.index(h.ref(xs), h.integer(0)))),
            "ap xs[0] -> value\n"
            "choose a == value\n"
            "  ap true -> test\n"
            "else\n"
            "  ap false -> test\n" +
                response("test"));
  EXPECT_EQ(value(h.binary(BinaryOperator::Ne, h.integer(1), h.integer(2))), response("true"));
  EXPECT_EQ(value(h.negation(h.negation(h.ref(c)))), response("c"));
}

TEST_F(Values, TheRightSideOfAndIsEvaluatedOnlyIfNeeded) {
  const auto list = h.index(h.ref(xs), h.integer(0));
  EXPECT_EQ(value(h.binary(BinaryOperator::And, h.ref(c),
                           h.binary(BinaryOperator::Eq, list, h.integer(1)))),
            "choose c != true\n"
            "  ap false -> and\n"
            "else\n"
            "  ap xs[0] -> value\n"
            "  choose value == 1\n"
            "    ap true -> and\n"
            "  else\n"
            "    ap false -> and\n" +
                response("and"));
  EXPECT_EQ(value(h.binary(BinaryOperator::Or, h.ref(c), h.ref(d))), "choose c == true\n"
                                                                     "  ap true -> or\n"
                                                                     "else\n"
                                                                     "  ap d -> or\n" +
                                                                         response("or"));
}

TEST_F(Values, ConstantSidesOfAndAndOrAreFolded) {
  EXPECT_EQ(value(h.binary(BinaryOperator::And, h.ref(c), h.truth(true))), response("c"));
  EXPECT_EQ(value(h.binary(BinaryOperator::And, h.truth(false), h.ref(c))), response("false"));
  EXPECT_EQ(value(h.binary(BinaryOperator::Or, h.ref(c), h.truth(true))), response("true"));
  EXPECT_EQ(value(h.binary(BinaryOperator::Or, h.truth(false), h.ref(c))), response("c"));
}

TEST_F(Values, AnOptionIsItsFirstElementThatCanBeComputed) {
  const auto first = h.index(h.ref(xs), h.integer(0));
  EXPECT_EQ(value(h.collection(Collection::Option, h.u32, {first, h.ref(a), h.ref(b)})),
            "new $option\n"
            "  try\n"
            "    push xs[0] -> $option\n"
            "  catch\n"
            "    push a -> $option\n"
            "  canon $option -> #option\n" +
                response("#option"));
  EXPECT_EQ(value(h.collection(Collection::Option, h.u32, {first})),
            "new $option\n"
            "  try\n"
            "    push xs[0] -> $option\n"
            "  catch\n"
            "    nothing\n"
            "  canon $option -> #option\n" +
                response("#option"));
}

TEST_F(Values, StructsAreBuiltInOrderOfFieldNamesFromValuesInOrderOfTheSource) {
  const auto* type = llvm::cast<types::NamedType>(o->type);
  const auto list = h.collection(Collection::Array, h.u32, {h.ref(a)});
  EXPECT_EQ(value(h.record(type, {{"n", add(h.ref(a), h.ref(b))}, {"list", list}})),
            "call \"math\" \"add\" (a, b) -> n\n"
            "new $list\n"
            "  push a -> $list\n"
            "  canon $list -> #list\n"
            "new %O\n"
            "  insert \"list\": #list -> %O\n"
            "  insert \"n\": n -> %O\n"
            "  canon %O -> O\n" +
                response("O"));
  EXPECT_EQ(value(h.copy(h.ref(o), {{"n", h.integer(1)}})), "new %O\n"
                                                            "  insert \"list\": o.list -> %O\n"
                                                            "  insert \"n\": 1 -> %O\n"
                                                            "  canon %O -> O\n" +
                                                                response("O"));
}

TEST_F(Values, AnElementOfACanonIsIteratedThroughAScalar) {
  const auto inner = h.collection(Collection::Array, h.u32, {h.ref(a)});
  const auto outer = h.collection(Collection::Array, h.types.array(h.u32), {inner});
  auto* x = h.item("x", h.u32);
  auto* s = h.stream("s", h.u32);
  auto* f = h.function("f", {a}, {h.types.array(h.u32)},
                       {h.declare(s), h.loop(x, h.index(outer, h.integer(0)), ast::ForMode::Seq,
                                             {h.push(s, h.ref(x))})},
                       {h.ref(s)});
  EXPECT_EQ(h.lower(f), R"(new $array
  call "getDataSrv" "a" () -> $array
  canon $array -> #array
new $array'2
  push #array -> $array'2
  canon $array'2 -> #array'2
ap #array'2[0] -> array
new $s
  for x in array
    push x -> $s
  canon $s -> #s
call "callbackSrv" "response" (#s)
)");
}

TEST_F(Values, KeysOfMapsAreScalarsOrFields) {
  auto* m = h.local(hir::LocalKind::Stream, "m", h.types.streamMap(h.u32));
  auto* k = h.item("k", h.string);
  auto* ks = h.parameter("ks", h.strings);
  auto* s = h.stream("s", h.types.array(h.u32));
  const auto get = [&](HirBuilder::Expr key) {
    return h.mapCall(hir::MapMethod::Get, m, key, h.types.array(h.u32));
  };
  auto* f = h.function("f", {ks}, {h.types.array(s->type), h.boolean},
                       {h.declare(m), h.declare(s),
                        h.loop(k, h.ref(ks), ast::ForMode::Seq,
                               {h.insert(m, h.ref(k), h.integer(1)), h.push(s, get(h.ref(k)))}),
                        h.push(s, get(h.text("name"))), h.push(s, get(h.text("no name")))},
                       {h.ref(s), h.mapCall(hir::MapMethod::Contains, m, h.text("x"), h.boolean)});
  EXPECT_EQ(h.lower(f), R"(call "getDataSrv" "ks" () -> ks
new %m
  new $s
    for k in ks
      insert k: 1 -> %m
      canon %m -> #%m
      ap k -> key
      push #%m[key] -> $s
    canon %m -> #%m'2
    push #%m'2.name -> $s
    canon %m -> #%m'3
    ap "no name" -> key'2
    push #%m'3[key'2] -> $s
    canon $s -> #s
  canon %m -> #%m'4
choose #%m'4.x != []
  ap true -> test
else
  ap false -> test
call "callbackSrv" "response" (#s, test)
)");
}

} // namespace
} // namespace aqua::flow
