#include "Scope.h"

#include <deque>

#include "gtest/gtest.h"

namespace aqua::sema {
namespace {

class ScopeTest : public testing::Test {
protected:
  const hir::Local* local(llvm::StringRef name) {
    hir::Local& made = locals_.emplace_back();
    made.name = names_.intern(name);
    return &made;
  }

  const hir::ServiceBinding* binding(const hir::Service& service) {
    hir::ServiceBinding& made = bindings_.emplace_back();
    made.service = &service;
    return &made;
  }

  support::NameTable names_;
  std::deque<hir::Local> locals_;
  std::deque<hir::ServiceBinding> bindings_;
  Scope scope_;
};

TEST_F(ScopeTest, ANameIsKnownInItsBlockAndInnerOnes) {
  const hir::Local* x = local("x");
  const Scope::Guard function(scope_, ScopeKind::NamesAndIds);
  {
    const Scope::Guard branch(scope_, ScopeKind::NamesAndIds);
    scope_.define(x);
    const Scope::Guard inner(scope_, ScopeKind::NamesAndIds);
    EXPECT_EQ(scope_.find(x->name), x);
    EXPECT_EQ(scope_.findEnded(x->name), nullptr);
  }
  EXPECT_EQ(scope_.find(x->name), nullptr);
  EXPECT_EQ(scope_.findEnded(x->name), x);
}

TEST_F(ScopeTest, SiblingBlocksCanDefineTheSameName) {
  const Scope::Guard function(scope_, ScopeKind::NamesAndIds);
  for (int i = 0; i < 2; ++i) {
    const hir::Local* x = local("x");
    const Scope::Guard branch(scope_, ScopeKind::NamesAndIds);
    scope_.define(x);
    EXPECT_EQ(scope_.find(x->name), x);
  }
}

TEST_F(ScopeTest, NamesOfAnIdBlockStayVisible) {
  const hir::Local* x = local("x");
  const Scope::Guard function(scope_, ScopeKind::NamesAndIds);
  {
    const Scope::Guard on(scope_, ScopeKind::IdsOnly);
    scope_.define(x);
  }
  EXPECT_EQ(scope_.find(x->name), x);
}

TEST_F(ScopeTest, IdsEndWithEachKindOfBlock) {
  const hir::Service service;
  const Scope::Guard function(scope_, ScopeKind::NamesAndIds);
  EXPECT_EQ(scope_.binding(&service), nullptr);
  const hir::ServiceBinding* outer = binding(service);
  scope_.bind(outer);
  {
    const Scope::Guard on(scope_, ScopeKind::IdsOnly);
    EXPECT_EQ(scope_.binding(&service), outer);
    scope_.bind(binding(service));
    const hir::ServiceBinding* second = binding(service);
    scope_.bind(second);
    EXPECT_EQ(scope_.binding(&service), second);
  }
  EXPECT_EQ(scope_.binding(&service), outer);
}

TEST_F(ScopeTest, AnIdSetInABlockOnlyIsGoneAfterIt) {
  const hir::Service service;
  const Scope::Guard function(scope_, ScopeKind::NamesAndIds);
  {
    const Scope::Guard branch(scope_, ScopeKind::NamesAndIds);
    scope_.bind(binding(service));
  }
  EXPECT_EQ(scope_.binding(&service), nullptr);
}

TEST_F(ScopeTest, ABrokenLineMakesItsBlockIncompleteAndNoOther) {
  const Scope::Guard function(scope_, ScopeKind::NamesAndIds);
  {
    const Scope::Guard branch(scope_, ScopeKind::NamesAndIds);
    scope_.setIncomplete();
    EXPECT_TRUE(scope_.isIncomplete());
  }
  EXPECT_FALSE(scope_.isIncomplete());
  {
    const Scope::Guard on(scope_, ScopeKind::IdsOnly);
    scope_.setIncomplete(); // the lost line may have defined a name that stays
  }
  EXPECT_TRUE(scope_.isIncomplete());
}

} // namespace
} // namespace aqua::sema
