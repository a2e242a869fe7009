#include "CallHierarchy.h"

#include "llvm/ADT/STLExtras.h"

#include "Declarations.h"
#include "References.h"
#include "Tree.h"

namespace aqua::ide {

namespace {

using sema::SymbolKind;
using support::Loc;

bool isCallable(const sema::Symbol& symbol) {
  return symbol.loc.isValid() &&
         (symbol.kind == SymbolKind::Function || symbol.kind == SymbolKind::Closure ||
          (symbol.kind == SymbolKind::Method &&
           llvm::isa_and_nonnull<types::ArrowType>(symbol.type)));
}

/// The name that a call is a call of; empty if it is computed.
support::SourceRange calleeName(const ast::CallExpr& call) {
  if (const auto* name = llvm::dyn_cast_or_null<ast::NameExpr>(call.callee)) return name->range;
  if (const auto* member = llvm::dyn_cast_or_null<ast::MemberExpr>(call.callee))
    return member->name.range;
  return {};
}

/// The function or closure whose name stands at a place.
const ast::Node* definitionAt(const Module& module, support::SourceRange name) {
  const std::vector<const ast::Node*> path = nodesAt(*module.ast, name.begin);
  for (const ast::Node* node : llvm::reverse(path)) {
    const auto* closure = llvm::dyn_cast<ast::ClosureStmt>(node);
    const auto* function = llvm::dyn_cast<ast::FuncDecl>(node);
    if (closure && closure->name.range == name) return node;
    if (function && function->name.range == name) return node;
  }
  return nullptr;
}

CallItem itemOfCallable(const Snapshot& snapshot, const sema::Symbol& symbol) {
  CallItem item{symbol.kind, symbol.name.str().str(), detailText(symbol), symbol.loc, symbol.loc};
  const Module* home = snapshot.module(symbol.loc.file);
  if (!home) return item;
  if (const ast::Node* definition = definitionAt(*home, symbol.loc.range))
    item.range.range = definition->range;
  return item;
}

/// The innermost function or closure around a place.
const ast::Node* callableAround(const Module& module, uint32_t offset) {
  const std::vector<const ast::Node*> path = nodesAt(*module.ast, offset);
  for (const ast::Node* node : llvm::reverse(path))
    if (llvm::isa<ast::ClosureStmt, ast::FuncDecl>(node)) return node;
  return nullptr;
}

support::SourceRange nameOf(const ast::Node& callable) {
  if (const auto* closure = llvm::dyn_cast<ast::ClosureStmt>(&callable)) return closure->name.range;
  return llvm::cast<ast::FuncDecl>(callable).name.range;
}

bool isCallee(const Module& module, support::SourceRange name) {
  return llvm::any_of(nodesAt(*module.ast, name.begin), [&](const ast::Node* node) {
    const auto* call = llvm::dyn_cast<ast::CallExpr>(node);
    return call && calleeName(*call) == name;
  });
}

/// The call to one end, or a new one.
Call& callOf(std::vector<Call>& calls, const CallItem& item) {
  const auto known =
      llvm::find_if(calls, [&](const Call& call) { return call.item.selection == item.selection; });
  if (known != calls.end()) return *known;
  calls.push_back({item, {}});
  return calls.back();
}

} // namespace

std::optional<CallItem> callItem(const Snapshot& snapshot, Cursor cursor) {
  const auto [use, symbol] = nameAt(cursor);
  if (!use || !isCallable(*symbol)) return std::nullopt;
  return itemOfCallable(snapshot, *symbol);
}

std::vector<Call> incomingCalls(const Snapshot& snapshot, Loc selection) {
  const Module* home = snapshot.module(selection.file);
  if (!home) return {};
  std::vector<Call> calls;
  const Cursor cursor = {home, selection.range.begin};
  for (const Reference& reference : references(snapshot, cursor, IncludeDeclaration::No)) {
    const Module& module = *snapshot.module(reference.loc.file);
    if (!isCallee(module, reference.loc.range)) continue;
    const ast::Node* caller = callableAround(module, reference.loc.range.begin);
    const NameAt name = caller ? nameAt({&module, nameOf(*caller).begin}) : NameAt();
    if (!name.use) continue;
    callOf(calls, itemOfCallable(snapshot, *name.symbol)).places.push_back(reference.loc);
  }
  return calls;
}

std::vector<Call> outgoingCalls(const Snapshot& snapshot, Loc selection) {
  const Module* home = snapshot.module(selection.file);
  const ast::Node* caller = home ? definitionAt(*home, selection.range) : nullptr;
  if (!caller) return {};
  std::vector<Call> calls;
  forEachNode(*caller, [&](const ast::Node& node) {
    const auto* call = llvm::dyn_cast<ast::CallExpr>(&node);
    if (!call || callableAround(*home, call->range.begin) != caller) return;
    const support::SourceRange range = calleeName(*call);
    const NameAt name = range.isEmpty() ? NameAt() : nameAt({home, range.begin});
    if (name.use && name.use->range == range && isCallable(*name.symbol))
      callOf(calls, itemOfCallable(snapshot, *name.symbol)).places.push_back({home->file, range});
  });
  return calls;
}

} // namespace aqua::ide
