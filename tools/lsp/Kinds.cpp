#include "Kinds.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::lsp {

namespace {

SymbolKind bestKind(sema::SymbolKind kind) {
  switch (kind) {
  case sema::SymbolKind::Module: return SymbolKind::Module;
  case sema::SymbolKind::Function:
  case sema::SymbolKind::Closure: return SymbolKind::Function;
  case sema::SymbolKind::Parameter:
  case sema::SymbolKind::Variable:
  case sema::SymbolKind::Item:
  case sema::SymbolKind::Error: return SymbolKind::Variable;
  case sema::SymbolKind::Stream: return SymbolKind::Event;
  case sema::SymbolKind::Constant: return SymbolKind::Constant;
  case sema::SymbolKind::Data: return SymbolKind::Struct;
  case sema::SymbolKind::Ability: return SymbolKind::Interface;
  case sema::SymbolKind::Service: return SymbolKind::Class;
  case sema::SymbolKind::Alias: return SymbolKind::TypeParameter;
  case sema::SymbolKind::Field: return SymbolKind::Field;
  case sema::SymbolKind::Method:
  case sema::SymbolKind::BuiltIn: return SymbolKind::Method;
  }
  llvm_unreachable("all kinds are listed");
}

/// The last one that every client knows.
constexpr uint32_t lastOldKind = 18;

} // namespace

SymbolKind symbolKind(sema::SymbolKind kind, const ValueSet& known) {
  const SymbolKind best = bestKind(kind);
  if (known.has(static_cast<uint32_t>(best), lastOldKind)) return best;
  return best == SymbolKind::Event ? SymbolKind::Variable : SymbolKind::Class;
}

MarkupKind markupKind(const MarkupKinds& known) {
  return llvm::is_contained(known, "markdown") ? MarkupKind::Markdown : MarkupKind::PlainText;
}

} // namespace aqua::lsp
