#include "HirBuilder.h"

#include "gtest/gtest.h"

namespace aqua::flow {
namespace {

using types::TypeKind;

/// A service with the methods that the tests call.
struct Calls : testing::Test {
  HirBuilder h;
  const types::NamedType* type = h.named(TypeKind::Service, "Srv",
                                         {{"get", h.arrow({h.string}, {h.string})},
                                          {"run", h.arrow({h.strings}, {})},
                                          {"live", h.arrow({}, {h.types.stream(h.string)})}});
  const hir::ServiceBinding* srv = h.service("srv", type);
  HirBuilder::Expr get(HirBuilder::Expr argument) {
    return h.call(h.method(srv, "get"), {argument});
  }
  HirBuilder::Expr run(HirBuilder::Expr argument) {
    return h.call(h.method(srv, "run"), {argument});
  }
};

TEST_F(Calls, ArgumentsAreEvaluatedInOrderNotInParallel) {
  auto* f = h.function("f", {}, {h.string}, {}, {get(get(h.text("a")))});
  EXPECT_EQ(h.lower(f), R"(call "srv" "get" ("a") -> get
call "srv" "get" (get) -> get'2
call "callbackSrv" "response" (get'2)
)");
}

TEST_F(Calls, NamesOfCallerAndCalleeDoNotMeet) {
  auto* x = h.parameter("x", h.string);
  auto* y = h.variable("y", h.string);
  auto* inner = h.function("inner", {x}, {h.string}, {h.receive({{y}}, get(h.ref(x)))}, {h.ref(y)});
  auto* y2 = h.parameter("y", h.string);
  auto* z = h.variable("x", h.string);
  auto* f = h.function("f", {y2}, {h.string}, {h.receive({{z}}, h.call(h.ref(inner), {h.ref(y2)}))},
                       {h.call(h.ref(inner), {h.ref(z)})});
  EXPECT_EQ(h.lower(f), R"(call "getDataSrv" "y" () -> y
call "srv" "get" (y) -> y'2
call "srv" "get" (y'2) -> y'3
call "callbackSrv" "response" (y'3)
)");
}

TEST_F(Calls, LiteralArgumentsAreSubstituted) {
  auto* a = h.parameter("a", h.u32);
  auto* inner = h.function("inner", {a}, {h.u32}, {},
                           {h.binary(ast::BinaryOperator::Add, h.ref(a), h.integer(1))});
  auto* f = h.function("f", {}, {h.u32}, {}, {h.call(h.ref(inner), {h.integer(41)})});
  EXPECT_EQ(h.lower(f), "call \"callbackSrv\" \"response\" (42)\n");
}

TEST_F(Calls, ABoundServiceIdCountsFromThereOnAndNotInCallees) {
  auto* inner = h.function("inner", {}, {h.string}, {}, {get(h.text("inner"))});
  auto* id = h.parameter("id", h.string);
  const auto* bound = h.bindingOf(srv, h.ref(id));
  auto* f = h.function("f", {id}, {},
                       {h.run(get(h.text("1"))), h.bind(bound),
                        h.run(h.call(h.method(bound, "get"), {h.text("2")})),
                        h.run(h.call(h.ref(inner), {}))},
                       {});
  EXPECT_EQ(h.lower(f), R"(call "getDataSrv" "id" () -> id
call "srv" "get" ("1")
call id "get" ("2")
call "srv" "get" ("inner")
)");
}

TEST_F(Calls, ResultsGoStraightIntoStreams) {
  auto* s = h.stream("s", h.string);
  auto* f = h.function("f", {}, {h.strings},
                       {h.declare(s), h.receive({{s, true}}, get(h.text("1")))}, {h.ref(s)});
  EXPECT_EQ(h.lower(f), R"(new $s
  call "srv" "get" ("1") -> $s
  canon $s -> #s
call "callbackSrv" "response" (#s)
)");
}

TEST_F(Calls, AStreamResultOfAServiceIsRestricted) {
  auto* x = h.item("x", h.string);
  auto* xs = h.parameter("xs", h.strings);
  auto* s = h.variable("s", h.types.stream(h.string));
  auto* f = h.function(
      "f", {xs}, {},
      {h.loop(x, h.ref(xs), ast::ForMode::Seq,
              {h.receive({{s}}, h.call(h.method(srv, "live"), {})), h.run(run(h.ref(s)))})},
      {});
  EXPECT_EQ(h.lower(f), R"(call "getDataSrv" "xs" () -> xs
for x in xs
  new $s
    call "srv" "live" () -> $s
    canon $s -> #s
  call "srv" "run" (#s)
)");
}

TEST_F(Calls, StreamsAreFrozenForArraysAndPassedByReferenceToStreams) {
  auto* byValue = h.parameter("a", h.strings);
  auto* reader = h.function("reader", {byValue}, {},
                            {h.run(run(h.ref(byValue))), h.run(run(h.ref(byValue)))}, {});
  auto* byReference = h.parameter("t", h.types.stream(h.string));
  auto* writer = h.function("writer", {byReference}, {}, {h.push(byReference, h.text("w"))}, {});
  auto* s = h.stream("s", h.string);
  auto* f = h.function("f", {}, {},
                       {h.declare(s), h.run(h.call(h.ref(writer), {h.ref(s)})),
                        h.run(h.call(h.ref(reader), {h.ref(s)}))},
                       {});
  EXPECT_EQ(h.lower(f), R"(new $s
  push "w" -> $s
  canon $s -> #s
call "srv" "run" (#s)
call "srv" "run" (#s)
)");
}

TEST_F(Calls, AClosureRunsWhereItWasDefinedADetachedOneWhereItIsCalled) {
  auto* captured = h.local(hir::LocalKind::Closure, "c", h.arrow({}, {}));
  auto* detached = h.local(hir::LocalKind::Closure, "d", h.arrow({}, {}));
  auto* body = h.function("c", {}, {}, {h.run(get(h.text("home")))}, {});
  auto* detachedBody = h.function("d", {}, {}, {h.run(get(h.text("away")))}, {});
  detachedBody->isDetached = true;
  auto* p = h.parameter("p", h.string);
  auto* f =
      h.function("f", {p}, {},
                 {h.closure(captured, body), h.closure(detached, detachedBody),
                  h.on(h.ref(p), {},
                       {h.run(h.call(h.ref(captured), {})), h.run(h.call(h.ref(detached), {}))})},
                 {});
  EXPECT_EQ(h.lower(f), R"(call "getDataSrv" "p" () -> p
call "srv" "get" ("home")
@ p
call "srv" "get" ("away")
)");
}

TEST_F(Calls, EachCallOfAMakerHasItsOwnCapturedStream) {
  const auto* ability =
      h.named(TypeKind::Ability, "Ab", {{"add", h.arrow({h.string}, {})}, {"all", h.strings}});
  auto* s = h.stream("s", h.string);
  auto* add = h.local(hir::LocalKind::Closure, "add", h.arrow({h.string}, {}));
  auto* x = h.parameter("x", h.string);
  auto* body = h.function("add", {x}, {}, {h.push(s, h.ref(x))}, {});
  auto* maker = h.function("make", {}, {ability}, {h.declare(s), h.closure(add, body)},
                           {h.record(ability, {{"add", h.ref(add)}, {"all", h.ref(s)}})});
  auto* a = h.variable("a", ability);
  auto* b = h.variable("b", ability);
  const auto addTo = [&](HirBuilder::Local to, const char* value) {
    return h.run(h.call(h.member(h.ref(to), "add", h.arrow({h.string}, {})), {h.text(value)}));
  };
  auto* f =
      h.function("f", {}, {h.strings, h.strings},
                 {h.receive({{a}}, h.call(h.ref(maker), {})),
                  h.receive({{b}}, h.call(h.ref(maker), {})), addTo(a, "1"), addTo(b, "2")},
                 {h.member(h.ref(a), "all", h.strings), h.member(h.ref(b), "all", h.strings)});
  EXPECT_EQ(h.lower(f), R"(new $s
  new $s'2
    push "1" -> $s'2
    push "2" -> $s
    canon $s'2 -> #s
  canon $s -> #s'2
call "callbackSrv" "response" (#s, #s'2)
)");
}

TEST_F(Calls, ServicesStandForAbilities) {
  const auto* ability =
      h.named(TypeKind::Ability, "Getter", {{"get", h.arrow({h.string}, {h.string})}});
  auto* g = h.parameter("g", ability);
  auto* inner = h.function(
      "inner", {g}, {h.string}, {},
      {h.call(h.member(h.ref(g), "get", h.arrow({h.string}, {h.string})), {h.text("x")})});
  HirBuilder::Expr service = llvm::cast<hir::MemberExpr>(h.method(srv, "get"))->base;
  auto* f = h.function("f", {}, {h.string}, {}, {h.call(h.ref(inner), {service})});
  EXPECT_EQ(h.lower(f), R"(call "srv" "get" ("x") -> get
call "callbackSrv" "response" (get)
)");
}

TEST_F(Calls, SurplusArgumentsOfAnArrowAreEvaluatedAndDropped) {
  auto* narrow = h.function("narrow", {}, {h.string}, {}, {h.text("n")});
  auto* g = h.parameter("g", h.arrow({h.string}, {h.string}));
  auto* apply = h.function("apply", {g}, {h.string}, {}, {h.call(h.ref(g), {get(h.text("side"))})});
  auto* f = h.function("f", {}, {h.string}, {}, {h.call(h.ref(apply), {h.ref(narrow)})});
  EXPECT_EQ(h.lower(f), R"(call "srv" "get" ("side")
call "callbackSrv" "response" ("n")
)");
}

TEST_F(Calls, ExponentialInliningIsReported) {
  const hir::Function* inner = h.function("g", {}, {}, {h.run(get(h.text("x")))}, {});
  for (int i = 0; i < 40; ++i)
    inner = h.function("g", {}, {},
                       {h.run(h.call(h.ref(inner), {})), h.run(h.call(h.ref(inner), {}))}, {});
  EXPECT_EQ(h.lower(inner), "E0601\n");
}

TEST_F(Calls, ExponentialInliningOfNothingIsReported) {
  const hir::Function* inner = h.function("g", {}, {}, {}, {});
  for (int i = 0; i < 40; ++i)
    inner = h.function("g", {}, {},
                       {h.run(h.call(h.ref(inner), {})), h.run(h.call(h.ref(inner), {}))}, {});
  EXPECT_EQ(h.lower(inner), "E0601\n");
}

TEST_F(Calls, ALongChainOfCallsIsReported) {
  const hir::Function* inner = h.function("g", {}, {}, {h.run(get(h.text("x")))}, {});
  for (int i = 0; i < 1000; ++i)
    inner = h.function("g", {}, {}, {h.run(h.call(h.ref(inner), {}))}, {});
  EXPECT_EQ(h.lower(inner), "E0602\n");
}

} // namespace
} // namespace aqua::flow
