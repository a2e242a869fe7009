// A node is copied as it is; then each field that holds a place or points to something is put
// right. `fields` lists them for each kind of node.

#include "CopyItem.h"

namespace aqua::syntax {
namespace {

class Copier {
public:
  Copier(const Move& move, llvm::BumpPtrAllocator& arena) : move_(move), arena_(arena) {}

  ast::Node* copied(const ast::Node& node) {
    switch (node.kind()) {
#define AQUA_AST(Kind, Group)                                                                      \
  case ast::NodeKind::Kind: return copiedNode(llvm::cast<ast::Kind>(node));
#include "AstNodes.def"
    }
    return nullptr;
  }

private:
  template <typename Node>
  Node* copiedNode(const Node& node) {
    auto* copy = new (arena_) Node(node);
    fix(copy->range);
    fields(*copy);
    return copy;
  }

  // -- Items
  void fields(ast::ModuleLine& line) { fixAll(line.keyword, line.name, line.declares); }
  void fields(ast::Import& line) { fixAll(line.selection, line.path, line.pathRange); }
  void fields(ast::Use& line) { fixAll(line.selection, line.path, line.pathRange, line.alias); }
  void fields(ast::Export& line) { fix(line.selection); }
  void fields(ast::ServiceDecl& item) { fixAll(item.name, item.defaultId, item.members); }
  void fields(ast::DataDecl& item) { fixAll(item.name, item.members); }
  void fields(ast::AbilityDecl& item) { fixAll(item.name, item.members); }
  void fields(ast::AliasDecl& item) { fixAll(item.name, item.type); }
  void fields(ast::ConstDecl& item) { fixAll(item.name, item.value); }
  void fields(ast::FuncDecl& item) { fixAll(item.name, item.head, item.body); }

  // -- Types
  void fields(ast::ErrorType&) {}
  void fields(ast::TopType&) {}
  void fields(ast::BottomType&) {}
  void fields(ast::ScalarType& type) { fix(type.name); }
  void fields(ast::NamedType& type) { fix(type.path); }
  void fields(ast::CollectionType& type) { fix(type.element); }
  void fields(ast::ArrowType& type) { fixAll(type.abilities, type.parameters, type.results); }

  // -- Expressions
  void fields(ast::ErrorExpr& value) { fix(value.partial); }
  void fields(ast::LiteralExpr& value) { fix(value.text); }
  void fields(ast::CollectionExpr& value) { fix(value.elements); }
  void fields(ast::NameExpr& value) { fix(value.name); }
  void fields(ast::ParenExpr& value) { fix(value.inner); }
  void fields(ast::NotExpr& value) { fix(value.operand); }
  void fields(ast::BinaryExpr& value) { fixAll(value.operatorRange, value.left, value.right); }
  void fields(ast::MemberExpr& value) { fixAll(value.base, value.name); }
  void fields(ast::CallExpr& value) { fixAll(value.callee, value.abilities, value.arguments); }
  void fields(ast::IndexExpr& value) { fixAll(value.base, value.index); }
  void fields(ast::BangExpr& value) {
    fix(value.base);
    if (value.hasDigits) fixAll(value.digits, value.digitsRange);
  }

  // -- Statements
  void fields(ast::ErrorStmt& stmt) { fix(stmt.block); }
  void fields(ast::IfStmt& stmt) { fixAll(stmt.condition, stmt.body); }
  void fields(ast::ElseStmt& stmt) { fixAll(stmt.keyword, stmt.body); }
  void fields(ast::TryStmt& stmt) { fix(stmt.body); }
  void fields(ast::CatchStmt& stmt) { fixAll(stmt.keyword, stmt.name, stmt.body); }
  void fields(ast::OtherwiseStmt& stmt) { fixAll(stmt.keyword, stmt.body); }
  void fields(ast::OnStmt& stmt) { fixAll(stmt.peer, stmt.via, stmt.body); }
  void fields(ast::ForStmt& stmt) { fixAll(stmt.item, stmt.value, stmt.iterable, stmt.body); }
  void fields(ast::ParSeqStmt& stmt) {
    fixAll(stmt.item, stmt.value, stmt.iterable, stmt.peer, stmt.via, stmt.body);
  }
  void fields(ast::PrefixedStmt& stmt) { fixAll(stmt.keyword, stmt.statement); }
  void fields(ast::JoinStmt& stmt) { fix(stmt.values); }
  void fields(ast::ReturnStmt& stmt) { fix(stmt.values); }
  void fields(ast::PushStmt& stmt) { fixAll(stmt.target, stmt.key, stmt.value); }
  void fields(ast::StreamDeclStmt& stmt) { fixAll(stmt.name, stmt.type); }
  void fields(ast::ClosureStmt& stmt) { fixAll(stmt.name, stmt.head, stmt.body); }
  void fields(ast::AssignStmt& stmt) { fixAll(stmt.name, stmt.value); }
  void fields(ast::ServiceIdStmt& stmt) { fixAll(stmt.service, stmt.id); }
  void fields(ast::CallStmt& stmt) { fixAll(stmt.results, stmt.call); }

  // -- Parts of nodes
  void fix(SourceRange& range) {
    range.begin += move_.shift;
    range.end += move_.shift;
  }
  /// A slice of the text, or of the arena.
  void fix(llvm::StringRef& text) {
    const bool isOfText = text.begin() >= move_.from.begin() && text.end() <= move_.from.end();
    if (!isOfText) {
      text = text.copy(arena_);
      return;
    }
    const auto offset = static_cast<uint32_t>(text.begin() - move_.from.begin()) + move_.shift;
    text = move_.to.substr(offset, text.size());
  }
  void fix(ast::Name& name) {
    if (name) fix(name.range);
  }
  void fix(ast::Path& path) {
    if (!path.isEmpty()) fixAll(path.parts, path.range);
  }
  void fix(ast::Block& block) { fixAll(block.statements, block.range); }
  void fix(ast::ArrowHead& head) {
    fixAll(head.abilities, head.parameters, head.results, head.range);
  }
  void fix(ast::Parameter& parameter) { fixAll(parameter.name, parameter.type, parameter.range); }
  void fix(ast::Argument& argument) { fixAll(argument.name, argument.value, argument.range); }
  void fix(ast::Selected& selected) { fixAll(selected.name, selected.alias); }
  void fix(ast::Member& member) { fixAll(member.name, member.type, member.head, member.range); }
  void fix(const ast::ArrowHead*& head) {
    if (!head) return;
    auto* copy = new (arena_) ast::ArrowHead(*head);
    fix(*copy);
    head = copy;
  }
  template <typename Node>
  void fix(const Node*& node) {
    if (node) node = llvm::cast<Node>(copied(*node));
  }
  template <typename Entry>
  void fix(llvm::ArrayRef<Entry>& list) {
    llvm::MutableArrayRef<Entry> copy(list.copy(arena_));
    for (Entry& entry : copy)
      fix(entry);
    list = copy;
  }
  template <typename... Fields>
  void fixAll(Fields&... fields) {
    (fix(fields), ...);
  }

  const Move move_;
  llvm::BumpPtrAllocator& arena_;
};

} // namespace

ast::Item* copyItem(const ast::Item& item, const Move& move, llvm::BumpPtrAllocator& arena) {
  auto* copy = llvm::cast<ast::Item>(Copier(move, arena).copied(item));
  copy->isCutShort = false; // what stands below may be another text
  return copy;
}

} // namespace aqua::syntax
