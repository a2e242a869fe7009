#include "HirBuilder.h"

#include "gtest/gtest.h"

namespace aqua::flow {
namespace {

using ast::BinaryOperator;
using ast::ForMode;
using types::TypeKind;

struct Control : testing::Test {
  HirBuilder h;
  const types::NamedType* type = h.named(TypeKind::Service, "Srv",
                                         {{"get", h.arrow({h.string}, {h.string})},
                                          {"run", h.arrow({h.string}, {})},
                                          {"all", h.arrow({h.strings}, {})}});
  const types::NamedType* error = h.named(TypeKind::Struct, "Error", {{"message", h.string}});
  const hir::ServiceBinding* srv = h.service("srv", type);
  HirBuilder::Local p = h.parameter("p", h.string);
  HirBuilder::Local c = h.parameter("c", h.boolean);
  HirBuilder::Local xs = h.parameter("xs", h.strings);
  HirBuilder::Local x = h.item("x", h.string);
  HirBuilder::Local s = h.stream("s", h.string);

  HirBuilder::Stmt run(HirBuilder::Expr argument) {
    return h.run(h.call(h.method(srv, "run"), {argument}));
  }
  HirBuilder::Stmt run(const char* text) { return run(h.text(text)); }
  HirBuilder::Stmt get(HirBuilder::Local result, const char* text) {
    return h.receive({{result}}, h.call(h.method(srv, "get"), {h.text(text)}));
  }
  HirBuilder::Stmt all(HirBuilder::Expr argument) {
    return h.run(h.call(h.method(srv, "all"), {argument}));
  }

  /// A function `f(p, c, xs)` with this body, without fetching arguments.
  std::string lower(HirBuilder::List<HirBuilder::Stmt> body) {
    llvm::SmallVector<llvm::StringRef, 16> lines;
    const std::string text = h.lower(h.function("f", {p, c, xs}, {}, body, {}));
    llvm::StringRef(text).split(lines, '\n', -1, false);
    std::string out = "\n";
    for (llvm::StringRef line : lines)
      if (!line.contains("getDataSrv")) out += line.str() + "\n";
    return out;
  }
};

TEST_F(Control, AnEmptyThenStaysABranch) {
  EXPECT_EQ(lower({h.branch(h.ref(c), {}, h.block({run("else")}))}), R"(
if c == true
  nothing
else
  call "srv" "run" ("else")
)");
}

TEST_F(Control, ConditionsAreTestedDirectly) {
  const auto equal = h.binary(BinaryOperator::Eq, h.ref(p), h.text("a"));
  EXPECT_EQ(lower({h.branch(h.negation(equal), {run("x")}, nullptr)}), R"(
if p != "a"
  call "srv" "run" ("x")
)");
  EXPECT_EQ(lower({h.branch(h.negation(h.ref(c)), {run("x")}, nullptr)}), R"(
if c != true
  call "srv" "run" ("x")
)");
}

TEST_F(Control, ABranchThatIsKnownIsTheOnlyOneLowered) {
  EXPECT_EQ(lower({h.branch(h.truth(false), {run("then")}, h.block({run("else")})),
                   h.branch(h.truth(false), {run("then")}, nullptr)}),
            R"(
call "srv" "run" ("else")
)");
}

TEST_F(Control, CatchKeepsTheErrorOnlyIfItIsUsed) {
  auto* e = h.local(hir::LocalKind::Error, "e", error);
  auto* e2 = h.local(hir::LocalKind::Error, "e", error);
  const auto message = h.member(h.ref(e), "message", h.string);
  EXPECT_EQ(lower({h.attempt({run("a")}, {{e, h.block({run("b"), run(message)})},
                                          {e2, h.block({run("c")})},
                                          {nullptr, h.block({run("d")})}})}),
            R"(
try
  call "srv" "run" ("a")
catch
  ap :error: -> e
  call "srv" "run" ("b")
  call "srv" "run" (e.message)
catch
  call "srv" "run" ("c")
catch
  call "srv" "run" ("d")
)");
}

TEST_F(Control, ALoneTrySwallowsErrorsAndWhatCannotFailNeedsNoHandler) {
  EXPECT_EQ(lower({h.attempt({run("a")}, {}), h.declare(s),
                   h.attempt({h.push(s, h.text("1"))}, {{nullptr, h.block({run("never")})}}),
                   all(h.ref(s))}),
            R"(
try
  call "srv" "run" ("a")
catch
  nothing
new $s
  push "1" -> $s
  canon $s -> #s
call "srv" "all" (#s)
)");
}

TEST_F(Control, StreamsOfALoopAreFreshInEachIterationAndNextIsOutside) {
  EXPECT_EQ(lower({h.loop(x, h.ref(xs), ForMode::Par,
                          {h.declare(s), h.push(s, h.ref(x)), all(h.ref(s)), run("end")})}),
            R"(
for x in xs par
  new $s
    push x -> $s
    canon $s -> #s
  call "srv" "all" (#s)
  call "srv" "run" ("end")
)");
}

TEST_F(Control, StreamsDeclaredBeforeALoopLiveThroughIt) {
  EXPECT_EQ(lower({h.declare(s),
                   h.loop(x, h.ref(xs), ForMode::Seq, {h.push(s, h.ref(x)), all(h.ref(s))})}),
            R"(
new $s
  for x in xs
    push x -> $s
    canon $s -> #s
    call "srv" "all" (#s)
)");
}

TEST_F(Control, ARecLoopWalksTheLiveStreamAndOverAnArrayItIsParallel) {
  EXPECT_EQ(lower({h.declare(s), h.push(s, h.text("0")),
                   h.loop(x, h.ref(s), ForMode::Rec, {h.push(s, h.ref(x))}),
                   h.loop(h.item("y", h.string), h.ref(xs), ForMode::Rec, {run("y")})}),
            R"(
new $s
  push "0" -> $s
  for x in $s rec
    push x -> $s
for y in xs par
  call "srv" "run" ("y")
)");
}

TEST_F(Control, LoopsOverNothingVanishAndLiteralsAreNotEmpty) {
  const auto nil = h.predefined(hir::Predefined::Nil, h.types.option(h.string));
  const auto two = h.collection(types::Collection::Array, h.string, {h.text("1"), h.text("2")});
  auto* y = h.item("y", h.string);
  EXPECT_EQ(lower({h.loop(x, nil, ForMode::Seq, {run("never")}),
                   h.loop(y, two, ForMode::Try, {run(h.ref(y))})}),
            R"(
new $array
  push "1" -> $array
  push "2" -> $array
  canon $array -> #array
for y in #array try (not empty)
  call "srv" "run" (y)
)");
}

TEST_F(Control, ParSeqRunsItsBodyAtThePeerOfTheItem) {
  EXPECT_EQ(lower({h.parSeq(x, h.ref(xs), h.ref(x), {run("a")}), run("b")}), R"(
for x in xs parseq
  @ x
  call "srv" "run" ("a")
@ root
call "srv" "run" ("b")
)");
}

TEST_F(Control, ABranchThatComesToNothingLeavesTheOthersDetached) {
  auto* y = h.variable("y", h.string);
  EXPECT_EQ(lower({h.par({run("a"), h.on(h.ref(p), {}, {h.assign(y, h.text("b"))})}), run("c"),
                   h.co(run("d"))}),
            R"(
co
  call "srv" "run" ("a")
call "srv" "run" ("c")
co
  call "srv" "run" ("d")
)");
}

TEST_F(Control, JoinWaitsForEachOfItsValues) {
  auto* t = h.stream("t", h.string);
  EXPECT_EQ(lower({h.declare(s), h.declare(t),
                   h.join({h.index(h.ref(s), h.integer(1)), h.index(h.ref(t), h.integer(0))})}),
            R"(
new $s
  gate $s of 2 -> #s
new $t
  gate $t of 1 -> #t
)");
}

TEST_F(Control, JoinWaitsForValuesOfBranchesOnly) {
  auto* before = h.variable("before", h.string);
  auto* y = h.variable("y", h.string);
  auto* z = h.variable("z", h.string);
  EXPECT_EQ(lower({get(before, "0"), h.par({get(y, "1"), get(z, "2")}),
                   h.join({h.ref(before), h.ref(y), h.ref(p), h.ref(z)}), run(h.ref(before))}),
            R"(
call "srv" "get" ("0") -> before
par
  branch
    call "srv" "get" ("1") -> y
  branch
    call "srv" "get" ("2") -> z
wait y
wait z
call "srv" "run" (before)
)");
}

TEST_F(Control, JoinWaitsForArraysOfBranches) {
  auto* t = h.stream("t", h.string);
  auto* maker = h.function("make", {}, {h.strings}, {h.declare(t)}, {h.ref(t)});
  auto* a = h.variable("a", h.strings);
  EXPECT_EQ(lower({h.par({run("b"), h.receive({{a}}, h.call(h.ref(maker), {}))}),
                   h.join({h.ref(a)}), run("c")}),
            R"(
par
  branch
    call "srv" "run" ("b")
  branch
    new $t
      canon $t -> #t
ap #t -> ready
call "srv" "run" ("c")
)");
}

TEST_F(Control, GatesGatherConstantsAndAreSharedWhereTheyDominate) {
  const auto last = [&] {
    return h.index(h.ref(s), h.binary(BinaryOperator::Sub, h.length(h.ref(xs)), h.integer(1)));
  };
  EXPECT_EQ(lower({h.declare(s), h.join({last()}), run(last()),
                   h.on(h.ref(p), {}, {run(h.index(h.ref(s), h.integer(0)))})}),
            R"(
ap xs.length -> size
new $s
  gate $s of size -> #s
  call "math" "sub" (xs.length, 1) -> index
  call "srv" "run" (#s[index])
  @ p
  gate $s of 1 -> #s'2
call "srv" "run" (#s'2[0])
)");
}

TEST_F(Control, PlacesAreNamedByScalarsThatCannotFail) {
  const auto id = h.index(h.ref(xs), h.integer(0));
  EXPECT_EQ(lower({h.on(id, {h.ref(p), h.ref(xs)}, {run("a"), h.on(h.text("q"), {}, {run("b")})}),
                   h.on(id, {}, {run("c")})}),
            R"(
ap xs[0] -> peer
@ peer via p via xs...
call "srv" "run" ("a")
@ peer via p via xs... > "q"
call "srv" "run" ("b")
@ peer
call "srv" "run" ("c")
)");
}

TEST_F(Control, UnusedValuesAreNotBuiltUnlessBuildingThemMayWaitOrFail) {
  auto* y = h.variable("y", h.string);
  auto* z = h.variable("z", h.string);
  const auto array = [&](HirBuilder::Expr element) {
    return h.collection(types::Collection::Array, h.string, {element});
  };
  EXPECT_EQ(lower({h.assign(h.variable("a1", h.strings), array(h.text("1"))),
                   h.assign(h.variable("a2", h.strings), array(h.index(h.ref(xs), h.integer(0)))),
                   h.par({get(y, "1"), get(z, "2")}),
                   h.assign(h.variable("a3", h.strings), array(h.ref(y)))}),
            R"(
new $a2
  push xs[0] -> $a2
par
  branch
    call "srv" "get" ("1") -> y
  branch
    call "srv" "get" ("2")
new $a3
  push y -> $a3
)");
}

TEST_F(Control, NothingDefinedInABranchIsTakenForDefinedBehindIt) {
  const auto first = [&] { return h.index(h.ref(xs), h.integer(0)); };
  const auto test = [&] { return h.binary(BinaryOperator::Eq, first(), h.text("a")); };
  EXPECT_EQ(lower({h.branch(h.ref(c), {h.branch(test(), {run("1")}, nullptr)}, nullptr),
                   h.branch(test(), {run("2")}, nullptr)}),
            R"(
if c == true
  ap xs[0] -> value
  if value == "a"
    call "srv" "run" ("1")
ap xs[0] -> value'2
if value'2 == "a"
  call "srv" "run" ("2")
)");
}

TEST_F(Control, PairsOfAMapAreFieldsOfTheItem) {
  auto* m = h.local(hir::LocalKind::Stream, "m", h.types.streamMap(h.string));
  auto* k = h.item("k", h.string);
  auto* v = h.item("v", h.string);
  EXPECT_EQ(lower({h.declare(m),
                   h.insert(m, h.predefined(hir::Predefined::InitPeer, h.string), h.text("v")),
                   h.pairLoop(k, v, h.ref(m), {run(h.ref(k)), run(h.ref(v))})}),
            R"(
ap %init_peer_id% -> key
new %m
  insert key: "v" -> %m
  canon %m -> #%m
for k in #%m
  call "srv" "run" (k.key)
  call "srv" "run" (k.value)
)");
}

} // namespace
} // namespace aqua::flow
