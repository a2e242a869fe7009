#include "Tree.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

namespace aqua::ide {

namespace {

using Nodes = llvm::SmallVector<const ast::Node*, 8>;

/// Collects what is there.
class Collector {
public:
  explicit Collector(Nodes& nodes) : nodes_(nodes) {}

  void add(const ast::Node* node) {
    if (node) nodes_.push_back(node);
  }
  template <typename T>
  void addAll(llvm::ArrayRef<const T*> nodes) {
    for (const T* node : nodes)
      add(node);
  }
  void addBlock(const ast::Block& block) { addAll(block.statements); }
  void addHead(const ast::ArrowHead& head) {
    addAll(head.abilities);
    for (const ast::Parameter& parameter : head.parameters)
      add(parameter.type);
    addAll(head.results);
  }
  void addMembers(llvm::ArrayRef<ast::Member> members) {
    for (const ast::Member& member : members) {
      add(member.type);
      if (member.head) addHead(*member.head);
    }
  }

private:
  Nodes& nodes_;
};

void addOfExpr(const ast::Expr& expr, Collector& children) {
  llvm::TypeSwitch<const ast::Expr*>(&expr)
      .Case([&](const ast::ErrorExpr* e) { children.add(e->partial); })
      .Case([&](const ast::CollectionExpr* e) { children.addAll(e->elements); })
      .Case([&](const ast::ParenExpr* e) { children.add(e->inner); })
      .Case([&](const ast::NotExpr* e) { children.add(e->operand); })
      .Case([&](const ast::BinaryExpr* e) {
        children.add(e->left);
        children.add(e->right);
      })
      .Case([&](const ast::MemberExpr* e) { children.add(e->base); })
      .Case([&](const ast::CallExpr* e) {
        children.add(e->callee);
        children.addAll(e->abilities);
        for (const ast::Argument& argument : e->arguments)
          children.add(argument.value);
      })
      .Case([&](const ast::IndexExpr* e) {
        children.add(e->base);
        children.add(e->index);
      })
      .Case([&](const ast::BangExpr* e) { children.add(e->base); })
      .Default([](const ast::Expr*) {});
}

void addOfStmt(const ast::Stmt& stmt, Collector& children) {
  llvm::TypeSwitch<const ast::Stmt*>(&stmt)
      .Case([&](const ast::IfStmt* s) { children.add(s->condition); })
      .Case([&](const ast::OnStmt* s) {
        children.add(s->peer);
        children.addAll(s->via);
      })
      .Case([&](const ast::ForStmt* s) { children.add(s->iterable); })
      .Case([&](const ast::ParSeqStmt* s) {
        children.add(s->iterable);
        children.add(s->peer);
        children.addAll(s->via);
      })
      .Case([&](const ast::PrefixedStmt* s) { children.add(s->statement); })
      .Case([&](const ast::JoinStmt* s) { children.addAll(s->values); })
      .Case([&](const ast::ReturnStmt* s) { children.addAll(s->values); })
      .Case([&](const ast::PushStmt* s) {
        children.add(s->key);
        children.add(s->value);
      })
      .Case([&](const ast::StreamDeclStmt* s) { children.add(s->type); })
      .Case([&](const ast::ClosureStmt* s) { children.addHead(s->head); })
      .Case([&](const ast::AssignStmt* s) { children.add(s->value); })
      .Case([&](const ast::ServiceIdStmt* s) { children.add(s->id); })
      .Case([&](const ast::CallStmt* s) { children.add(s->call); })
      .Default([](const ast::Stmt*) {});
  if (const ast::Block* block = blockOf(stmt)) children.addBlock(*block);
}

void addOfItem(const ast::Item& item, Collector& children) {
  llvm::TypeSwitch<const ast::Item*>(&item)
      .Case([&](const ast::ServiceDecl* d) { children.add(d->defaultId); })
      .Case([&](const ast::AliasDecl* d) { children.add(d->type); })
      .Case([&](const ast::ConstDecl* d) { children.add(d->value); })
      .Case([&](const ast::FuncDecl* d) {
        children.addHead(d->head);
        children.addBlock(d->body);
      })
      .Default([](const ast::Item*) {});
  children.addMembers(membersOf(item));
}

void addOfType(const ast::Type& type, Collector& children) {
  if (const auto* collection = llvm::dyn_cast<ast::CollectionType>(&type))
    children.add(collection->element);
  if (const auto* arrow = llvm::dyn_cast<ast::ArrowType>(&type)) {
    children.addAll(arrow->abilities);
    children.addAll(arrow->parameters);
    children.addAll(arrow->results);
  }
}

} // namespace

Nodes childrenOf(const ast::Node& node) {
  Nodes nodes;
  Collector children(nodes);
  if (const auto* expr = llvm::dyn_cast<ast::Expr>(&node)) addOfExpr(*expr, children);
  if (const auto* stmt = llvm::dyn_cast<ast::Stmt>(&node)) addOfStmt(*stmt, children);
  if (const auto* item = llvm::dyn_cast<ast::Item>(&node)) addOfItem(*item, children);
  if (const auto* type = llvm::dyn_cast<ast::Type>(&node)) addOfType(*type, children);
  llvm::stable_sort(nodes, [](const ast::Node* a, const ast::Node* b) {
    return a->range.begin < b->range.begin;
  });
  return nodes;
}

void forEachNode(const ast::Node& node, llvm::function_ref<void(const ast::Node&)> visit) {
  llvm::SmallVector<const ast::Node*, 32> open = {&node};
  while (!open.empty()) {
    const ast::Node* next = open.pop_back_val();
    visit(*next);
    const Nodes children = childrenOf(*next);
    open.append(children.rbegin(), children.rend());
  }
}

void forEachNode(const ast::File& file, llvm::function_ref<void(const ast::Node&)> visit) {
  for (const ast::Item* item : file.items)
    forEachNode(*item, visit);
}

std::vector<const ast::Node*> nodesAt(const ast::File& file, uint32_t offset) {
  std::vector<const ast::Node*> path;
  const ast::Node* next = itemAt(file, offset);
  while (next) {
    path.push_back(next);
    const Nodes children = childrenOf(*next);
    const auto inside = llvm::find_if(llvm::reverse(children), [&](const ast::Node* child) {
      return touches(child->range, offset);
    });
    next = inside == children.rend() ? nullptr : *inside;
  }
  return path;
}

const ast::Block* blockOf(const ast::Node& node) {
  using Result = const ast::Block*;
  return llvm::TypeSwitch<const ast::Node*, Result>(&node)
      .Case<ast::ErrorStmt>([](const auto* s) { return &s->block; })
      .Case<ast::FuncDecl, ast::ClosureStmt, ast::IfStmt, ast::ElseStmt, ast::TryStmt,
            ast::CatchStmt, ast::OtherwiseStmt, ast::OnStmt, ast::ForStmt, ast::ParSeqStmt>(
          [](const auto* s) { return &s->body; })
      .Default([](const ast::Node*) -> Result { return nullptr; });
}

const ast::ArrowHead* headOf(const ast::Node& node) {
  if (const auto* function = llvm::dyn_cast<ast::FuncDecl>(&node)) return &function->head;
  if (const auto* closure = llvm::dyn_cast<ast::ClosureStmt>(&node)) return &closure->head;
  return nullptr;
}

void forEachPartRange(const ast::Node& node, llvm::function_ref<void(support::SourceRange)> visit) {
  const auto visitHead = [&](const ast::ArrowHead& head) {
    visit(head.range);
    for (const ast::Parameter& parameter : head.parameters) {
      visit(parameter.range);
      visit(parameter.name.range);
    }
  };
  const auto visitSelection = [&](llvm::ArrayRef<ast::Selected> selection) {
    for (const ast::Selected& selected : selection) {
      visit(selected.alias.isEmpty() ? selected.name.range
                                     : cover(selected.name.range, selected.alias.range));
      visit(selected.name.range);
      visit(selected.alias.range);
    }
  };
  if (const ast::Block* block = blockOf(node)) visit(block->range);
  if (const ast::ArrowHead* head = headOf(node)) visitHead(*head);
  if (const auto* call = llvm::dyn_cast<ast::CallExpr>(&node))
    for (const ast::Argument& argument : call->arguments)
      visit(argument.range);
  if (const auto* import = llvm::dyn_cast<ast::Import>(&node)) visitSelection(import->selection);
  if (const auto* use = llvm::dyn_cast<ast::Use>(&node)) visitSelection(use->selection);
  if (const auto* line = llvm::dyn_cast<ast::Export>(&node)) visitSelection(line->selection);
  if (const auto* item = llvm::dyn_cast<ast::Item>(&node))
    for (const ast::Member& member : membersOf(*item)) {
      visit(member.range);
      if (member.head) visitHead(*member.head);
    }
}

ast::Name definedName(const ast::Item& item) {
  return llvm::TypeSwitch<const ast::Item*, ast::Name>(&item)
      .Case<ast::ServiceDecl, ast::DataDecl, ast::AbilityDecl, ast::AliasDecl, ast::ConstDecl,
            ast::FuncDecl>([](const auto* d) { return d->name; })
      .Default([](const ast::Item*) { return ast::Name(); });
}

llvm::ArrayRef<ast::Member> membersOf(const ast::Item& item) {
  using Result = llvm::ArrayRef<ast::Member>;
  return llvm::TypeSwitch<const ast::Item*, Result>(&item)
      .Case<ast::ServiceDecl, ast::DataDecl, ast::AbilityDecl>(
          [](const auto* d) -> Result { return d->members; })
      .Default([](const ast::Item*) { return Result(); });
}

const ast::Item* itemAt(const ast::File& file, uint32_t offset) {
  const auto found = llvm::find_if(llvm::reverse(file.items), [&](const ast::Item* item) {
    return touches(item->range, offset);
  });
  return found == file.items.rend() ? nullptr : *found;
}

} // namespace aqua::ide
