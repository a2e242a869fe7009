// The verifier finds what is broken on purpose.

#include "Verify.h"

#include "gtest/gtest.h"

namespace aqua::hir {
namespace {

class VerifyTest : public testing::Test {
protected:
  VerifyTest() {
    module_.arena = std::make_unique<llvm::BumpPtrAllocator>();
    u8_ = types_.scalar(types::Scalar::U8);
    function_.name = names_.intern("f");
    function_.type = types_.arrow({}, {});
    function_.body = &body_;
    body_.loc = loc_;
  }

  template <typename T>
  T* make() {
    T* node = new (module_.arena->Allocate<T>()) T();
    node->loc = loc_;
    return node;
  }
  template <typename T>
  T* makeExpr(const Type* type) {
    T* node = make<T>();
    node->type = type;
    return node;
  }
  const Expr* one() { return makeExpr<LiteralExpr>(u8_); }
  Local* local(llvm::StringRef name) {
    Local* made = make<Local>();
    made->name = names_.intern(name);
    made->type = u8_;
    return made;
  }
  const Expr* read(const Local* local) {
    auto* reference = makeExpr<LocalRef>(local->type);
    reference->local = local;
    return reference;
  }
  const Stmt* assign(const Local* local, const Expr* value) {
    auto* stmt = make<AssignStmt>();
    stmt->local = local;
    stmt->value = value;
    return stmt;
  }
  const Block* block(std::initializer_list<const Stmt*> statements) {
    auto* made = make<Block>();
    made->statements = llvm::ArrayRef(statements).copy(*module_.arena);
    return made;
  }

  /// The first problem without its place; empty if there is none.
  std::string verifyBody(std::initializer_list<const Stmt*> statements) {
    body_.statements = llvm::ArrayRef(statements).copy(*module_.arena);
    const Function* functions[] = {&function_};
    module_.functions = functions;
    const std::vector<std::string> problems = verify(module_);
    module_.functions = {};
    return problems.empty() ? "" : problems.front().substr(0, problems.front().find(" at byte"));
  }

  support::NameTable names_;
  types::TypeStore types_;
  const support::Loc loc_ = {{1}, {0, 1}};
  const Type* u8_ = nullptr;
  Module module_;
  Function function_;
  Block body_;
};

TEST_F(VerifyTest, AcceptsADefinitionAndItsUse) {
  const Local* x = local("x");
  EXPECT_EQ(verifyBody({assign(x, one()), assign(local("y"), read(x))}), "");
}

TEST_F(VerifyTest, FindsAUseBeforeTheDefinition) {
  const Local* x = local("x");
  EXPECT_EQ(verifyBody({assign(local("y"), read(x)), assign(x, one())}),
            "a name is used where it is not defined");
}

TEST_F(VerifyTest, FindsAUseOutsideOfTheBlock) {
  const Local* x = local("x");
  auto* branch = make<IfStmt>();
  branch->condition = one();
  branch->thenBlock = block({assign(x, one())});
  EXPECT_EQ(verifyBody({branch, assign(local("y"), read(x))}),
            "a name is used where it is not defined");
}

TEST_F(VerifyTest, NamesOfAnOnBlockMayBeUsedAfterIt) {
  const Local* x = local("x");
  auto* on = make<OnStmt>();
  on->peer = one();
  on->body = block({assign(x, one())});
  EXPECT_EQ(verifyBody({on, assign(local("y"), read(x))}), "");
}

TEST_F(VerifyTest, FindsATwofoldDefinition) {
  const Local* x = local("x");
  EXPECT_EQ(verifyBody({assign(x, one()), assign(x, one())}), "a name is defined twice");
}

TEST_F(VerifyTest, FindsMissingTypes) {
  EXPECT_EQ(verifyBody({assign(local("x"), makeExpr<LiteralExpr>(nullptr))}),
            "a value without a type");
}

TEST_F(VerifyTest, FindsErrorNodesUnlessThereAreErrors) {
  const Stmt* broken = assign(local("x"), makeExpr<ErrorExpr>(types_.error()));
  EXPECT_EQ(verifyBody({broken}), "an error node");
  module_.hasErrors = true;
  EXPECT_EQ(verifyBody({broken}), "");
}

TEST_F(VerifyTest, FindsAWrongNumberOfArguments) {
  auto* callee = makeExpr<FunctionRef>(function_.type);
  callee->function = &function_;
  auto* call = makeExpr<CallExpr>(types_.bottom());
  call->callee = callee;
  const Expr* arguments[] = {one()};
  call->arguments = arguments;
  auto* stmt = make<CallStmt>();
  stmt->call = call;
  EXPECT_EQ(verifyBody({stmt}), "a wrong number of arguments");
  call->arguments = {};
  EXPECT_EQ(verifyBody({stmt}), "");
}

TEST_F(VerifyTest, FindsAMissingResult) {
  function_.type = types_.arrow({}, {u8_});
  EXPECT_EQ(verifyBody({}), "not every result is returned");
  const Expr* returns[] = {one()};
  function_.returns = returns;
  EXPECT_EQ(verifyBody({}), "");
}

TEST_F(VerifyTest, FindsALonelyParBranch) {
  auto* par = make<ParStmt>();
  const Stmt* branches[] = {assign(local("x"), one())};
  par->branches = branches;
  EXPECT_EQ(verifyBody({par}), "`par` with one branch");
}

} // namespace
} // namespace aqua::hir
