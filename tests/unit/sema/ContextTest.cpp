#include "gtest/gtest.h"

#include "Program.h"

namespace aqua::sema::test {
namespace {

class ContextTest : public testing::Test {
protected:
  Name name(llvm::StringRef text) { return names_.intern(text); }

  const Entity* entity(EntityKind kind, llvm::StringRef text) {
    Entity& made = entities_.emplace_back();
    made.kind = kind;
    made.name = name(text);
    return &made;
  }

  const Entity* function(llvm::StringRef text) { return entity(EntityKind::Function, text); }

  /// A context with functions of these names.
  std::shared_ptr<Context> with(std::initializer_list<llvm::StringRef> functions) {
    auto context = std::make_shared<Context>();
    for (const llvm::StringRef text : functions)
      context->define(name(text), function(text));
    return context;
  }

  NamePath path(std::initializer_list<llvm::StringRef> parts) {
    NamePath result;
    for (const llvm::StringRef part : parts)
      result.push_back(name(part));
    return result;
  }

  /// Merges and tells which names conflicted.
  std::string merge(Context& target, const Context& added) {
    std::string conflicts;
    target.merge(added, Loc(), [&](llvm::StringRef text, const Part&, const Part&) {
      conflicts += text.str() + ";";
    });
    return conflicts;
  }

  support::NameTable names_;
  std::deque<Entity> entities_;
};

TEST_F(ContextTest, KeepsSpacesApart) {
  Context context;
  const Entity* type = entity(EntityKind::Type, "X");
  const Entity* constant = entity(EntityKind::Constant, "X");
  context.define(name("X"), type);
  context.define(name("X"), constant);
  EXPECT_EQ(context.find(Space::Type, name("X")), type);
  EXPECT_EQ(context.find(Space::Constant, name("X")), constant);
  EXPECT_EQ(context.find(Space::Function, name("X")), nullptr);
}

TEST_F(ContextTest, FindsAnUnknownEntityInEachSpace) {
  Context context;
  const Entity* unknown = entity(EntityKind::Unknown, "x");
  context.define(name("x"), unknown);
  for (const Space space : allSpaces)
    EXPECT_EQ(context.find(space, name("x")), unknown);
}

TEST_F(ContextTest, TheLaterOfTwoMergedNamesWinsAndIsReported) {
  Context context;
  const auto first = with({"f", "g"});
  const auto second = with({"f"});
  EXPECT_EQ(merge(context, *first), "");
  EXPECT_EQ(merge(context, *second), "f;");
  EXPECT_EQ(context.find(Space::Function, name("f")), second->find(Space::Function, name("f")));
  EXPECT_EQ(namesIn(context), "f, g");
}

TEST_F(ContextTest, MergingTheSameEntityTwiceIsNoConflict) {
  Context context;
  const auto added = with({"f"});
  merge(context, *added);
  EXPECT_EQ(merge(context, *added), "");
}

TEST_F(ContextTest, ModulesOfOneNameAreMergedWithDottedConflicts) {
  Context context;
  merge(context, *Context::nested(path({"Lib", "A"}), with({"f"})));
  EXPECT_EQ(merge(context, *Context::nested(path({"Lib", "B"}), with({"g"}))), "");
  EXPECT_EQ(merge(context, *Context::nested(path({"Lib", "A"}), with({"f"}))), "Lib.A.f;");
  EXPECT_EQ(namesIn(context), "Lib.(A.(f), B.(g))");
}

TEST_F(ContextTest, PickRenamesAnEntityUnderAPath) {
  const auto context = with({"f", "g"});
  EXPECT_EQ(namesIn(*context->pick(path({"f"}), path({"f"}))), "f");
  EXPECT_EQ(namesIn(*context->pick(path({"f"}), path({"h"}))), "h");
  EXPECT_EQ(namesIn(*context->pick(path({"f"}), path({"A", "h"}))), "A.(h)");
}

TEST_F(ContextTest, PickPrefersAModuleToAnEntity) {
  const auto context = with({"X"});
  context->defineModule(name("X"), with({"inner"}));
  EXPECT_EQ(namesIn(*context->pick(path({"X"}), path({"Y"}))), "Y.(inner)");
  EXPECT_EQ(namesIn(*context->pick(path({"X", "inner"}), path({"inner"}))), "inner");
}

TEST_F(ContextTest, PickFindsNothingAtAWrongPath) {
  const auto context = with({"f"});
  EXPECT_EQ(context->pick(path({"g"}), path({"g"})), nullptr);
  EXPECT_EQ(context->pick(path({"f", "g"}), path({"g"})), nullptr);
}

TEST_F(ContextTest, BeingIncompleteIsInherited) {
  Context context;
  Context added;
  added.setIncomplete();
  merge(context, added);
  EXPECT_TRUE(context.isIncomplete());
}

} // namespace
} // namespace aqua::sema::test
