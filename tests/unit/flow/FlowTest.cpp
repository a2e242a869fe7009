#include "flow/Flow.h"

#include "gtest/gtest.h"

namespace aqua::flow {
namespace {

/// A process under construction; its body is whatever the test puts there.
struct Flow : testing::Test {
  Process process;
  ProcessBuilder builder{process};
  VarId x = builder.var(VarKind::Scalar, "x", {});
  VarId y = builder.var(VarKind::Scalar, "x", {});
  VarId s = builder.var(VarKind::Stream, "s", {});

  Flow() {
    process.name = "f";
    process.hasRelay = false;
    process.root = builder.location(nullptr, init(), {});
    auto* handler = builder.make<Call>(process.root, {});
    handler->service = builder.string("errorHandlingSrv");
    handler->function = "error";
    process.errorHandler = handler;
  }

  static Operand init() { return ProcessBuilder::constant(Operand::Kind::InitPeer); }

  Operand field(VarId id, llvm::StringRef name) {
    Accessor accessor;
    accessor.field = name;
    return builder.with(ProcessBuilder::variable(id), accessor);
  }
  const Node* ap(const Operand& value, VarId target) {
    auto* node = builder.make<Ap>(process.root, {});
    node->value = value;
    node->target = target;
    return node;
  }
  const Node* push(const Operand& value, VarId stream) {
    auto* node = builder.make<Push>(process.root, {});
    node->value = value;
    node->stream = stream;
    return node;
  }
  const Node* scope(VarId id, const Node* body) {
    auto* node = builder.make<New>(process.root, {});
    node->variable = id;
    node->body = body;
    return node;
  }
  const Node* seq(std::initializer_list<const Node*> children) {
    return builder.seq(process.root, {}, children);
  }
  const Node* alternatives(const Operand& left, const Node* thenBranch) {
    auto* node = builder.make<If>(process.root, {});
    node->condition = {left, ProcessBuilder::boolean(true), false};
    node->thenBranch = thenBranch;
    node->elseBranch = seq({});
    return node;
  }

  /// The first problem of a process with this body, or "".
  std::string problem(const Node* body) {
    process.body = body;
    const std::vector<Problem> problems = verify(process);
    return problems.empty() ? "" : problems.front().text;
  }
};

TEST_F(Flow, EqualLocationsAreOneObject) {
  const Via via{builder.string("r")};
  const Location* one = builder.location(process.root, builder.string("p"), {via});
  EXPECT_EQ(one, builder.location(process.root, builder.string("p"), {via}));
  EXPECT_NE(one, builder.location(process.root, builder.string("p"), {}));
  EXPECT_NE(one, builder.location(one, builder.string("p"), {via}));
  EXPECT_EQ(one->depth, 1u);
}

TEST_F(Flow, SequencesAreFlat) {
  const Node* a = ap(builder.number("1"), x);
  const Node* b = ap(builder.number("2"), y);
  EXPECT_EQ(seq({a}), a);
  EXPECT_EQ(children(*seq({seq({}), seq({a, b}), a})).size(), 3u);
}

TEST_F(Flow, OperandsAreEqualIfTheirTextIs) {
  EXPECT_EQ(field(x, "a"), field(x, std::string("a")));
  EXPECT_FALSE(field(x, "a") == field(x, "b"));
  EXPECT_FALSE(ProcessBuilder::variable(x) == ProcessBuilder::variable(y));
  EXPECT_FALSE(builder.string("1") == builder.number("1"));
}

TEST_F(Flow, PrintNumbersRepeatedHintsInTheOrderOfTheText) {
  process.body = seq({ap(builder.number("1"), y), ap(field(y, "a"), x)});
  std::string out;
  llvm::raw_string_ostream stream(out);
  print(process, stream);
  EXPECT_EQ(out, "process f at %init_peer_id%\n"
                 "  ap 1 -> x\n"
                 "  ap x.a -> x'2\n"
                 "on error\n"
                 "  call \"errorHandlingSrv\" \"error\" ()\n");
}

TEST_F(Flow, VerifyAcceptsASoundTree) {
  EXPECT_EQ(problem(seq({ap(builder.number("1"), x), scope(s, push(field(x, "a"), s))})), "");
}

TEST_F(Flow, VerifyFindsReadsBeforeWrites) {
  EXPECT_EQ(problem(ap(ProcessBuilder::variable(y), x)), "`x` (1) is read before it is written");
  EXPECT_EQ(problem(push(builder.number("1"), s)), "`s` (2) is read before it is written");
}

TEST_F(Flow, VerifyFindsSecondWrites) {
  EXPECT_EQ(problem(seq({ap(builder.number("1"), x), ap(builder.number("2"), x)})),
            "`x` (0) is written twice");
}

TEST_F(Flow, VerifyFindsReadsOutsideOfTheBranchThatDefines) {
  EXPECT_EQ(problem(seq({ap(builder.boolean(true), x),
                         alternatives(ProcessBuilder::variable(x), ap(builder.number("1"), y)),
                         scope(s, push(ProcessBuilder::variable(y), s))})),
            "`x` (1) is read outside of its loop or branch");
}

TEST_F(Flow, VerifyFindsConditionsThatCanFail) {
  EXPECT_EQ(problem(seq({ap(builder.boolean(true), x),
                         alternatives(field(x, "a"), ap(builder.number("1"), y))})),
            "condition can fail: `x` (0) with lens");
}

TEST_F(Flow, VerifyFindsOperandsThatAirCannotWrite) {
  auto* loop = builder.make<For>(process.root, {});
  loop->item = builder.var(VarKind::Item, "i", {});
  loop->iterable = builder.string("text");
  loop->body = seq({});
  EXPECT_EQ(problem(loop), "this cannot stand as iterable: constant `text`");
  EXPECT_EQ(problem(scope(s, ap(ProcessBuilder::variable(s), x))),
            "this cannot stand as copied value: `s` (2)");
}

TEST_F(Flow, VerifyFindsMalformedGroups) {
  auto* par = builder.make<Par>(process.root, {});
  const Node* one = ap(builder.number("1"), x);
  par->branches = builder.copy(llvm::ArrayRef(one));
  EXPECT_EQ(problem(par), "a par of less than two branches");
  auto* inner = builder.make<Seq>(process.root, {});
  EXPECT_EQ(problem(scope(s, inner)), "");
  auto* outer = builder.make<Seq>(process.root, {});
  const Node* nested[] = {one, inner};
  outer->children = builder.copy(llvm::ArrayRef(nested));
  EXPECT_EQ(problem(outer), "a seq directly in a seq");
}

} // namespace
} // namespace aqua::flow
