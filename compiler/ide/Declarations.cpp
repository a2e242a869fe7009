#include "Declarations.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "Tree.h"

namespace aqua::ide {

namespace {

using sema::SymbolKind;

std::string typeOrError(const types::Type* type) {
  return type ? types::typeText(type) : "";
}

std::string memberText(support::Name name, const types::Type* type) {
  if (const auto* arrow = llvm::dyn_cast_or_null<types::ArrowType>(type))
    return name.str().str() + signatureText(*arrow);
  return name.str().str() + ": " + typeOrError(type);
}

/// The members in the order of the source, if that is known.
std::string membersText(const sema::Symbol& symbol, const ast::Item* item) {
  std::string text;
  const auto* type = llvm::dyn_cast_or_null<types::NamedType>(symbol.type);
  if (!type) return text;
  if (!item || membersOf(*item).empty()) {
    for (const types::Field& field : type->fields())
      text += "\n    " + memberText(field.name, field.type);
    return text;
  }
  for (const ast::Member& member : membersOf(*item))
    if (member.name)
      if (const types::Type* memberType = type->field(member.name.text))
        text += "\n    " + memberText(member.name.text, memberType);
  return text;
}

std::string sourceText(const Snapshot& snapshot, support::FileId file, support::SourceRange range) {
  return snapshot.sources->file(file).text().slice(range.begin, range.end).str();
}

std::string serviceText(const Snapshot& snapshot, const sema::Symbol& symbol,
                        const ast::Item* item) {
  std::string text = "service " + symbol.name.str().str();
  const auto* declaration = llvm::dyn_cast_or_null<ast::ServiceDecl>(item);
  if (declaration && declaration->defaultId)
    text += '(' + sourceText(snapshot, symbol.loc.file, declaration->defaultId->range) + ')';
  return text + ':' + membersText(symbol, item);
}

std::string constantText(const Snapshot& snapshot, const sema::Symbol& symbol,
                         const ast::Item* item) {
  const std::string name = symbol.name.str().str();
  const auto* declaration = llvm::dyn_cast_or_null<ast::ConstDecl>(item);
  if (!declaration || !declaration->value) return name + ": " + typeOrError(symbol.type);
  return "const " + name + (declaration->isDefault ? " ?= " : " = ") +
         sourceText(snapshot, symbol.loc.file, declaration->value->range);
}

std::string memberOf(const sema::Symbol& symbol, const ast::Item* item) {
  const std::string owner =
      item && definedName(*item) ? definedName(*item).text.str().str() + '.' : "";
  return owner + memberText(symbol.name, symbol.type);
}

} // namespace

std::string signatureText(const types::ArrowType& arrow) {
  std::string text = "(";
  llvm::ListSeparator comma;
  for (const types::Parameter& parameter : arrow.parameters()) {
    text += llvm::StringRef(comma);
    if (parameter.label) text += parameter.label.str().str() + ": ";
    const bool isArrow = llvm::isa<types::ArrowType>(parameter.type);
    text += isArrow && !parameter.label ? '(' + types::typeText(parameter.type) + ')'
                                        : types::typeText(parameter.type);
  }
  text += ')';
  llvm::ListSeparator resultComma;
  if (!arrow.results().empty()) text += " -> ";
  for (const types::Type* result : arrow.results()) {
    text += llvm::StringRef(resultComma);
    text += types::typeText(result);
  }
  return text;
}

std::string declarationText(const Snapshot& snapshot, const sema::Symbol& symbol) {
  std::string name = symbol.name.str().str();
  const ast::Item* item = itemOf(snapshot, symbol);
  const auto* arrow = llvm::dyn_cast_or_null<types::ArrowType>(symbol.type);
  switch (symbol.kind) {
  case SymbolKind::Module: return "aqua " + name;
  case SymbolKind::Function:
    return "func " + name + (arrow ? signatureText(*arrow) : std::string("(…)"));
  case SymbolKind::Closure:
    return name + " = " + (arrow ? signatureText(*arrow) : std::string("(…)"));
  case SymbolKind::Data: return "data " + name + ':' + membersText(symbol, item);
  case SymbolKind::Ability: return "ability " + name + ':' + membersText(symbol, item);
  case SymbolKind::Service: return serviceText(snapshot, symbol, item);
  case SymbolKind::Alias: return "alias " + name + ": " + typeOrError(symbol.type);
  case SymbolKind::Constant: return constantText(snapshot, symbol, item);
  case SymbolKind::Field:
  case SymbolKind::Method: return memberOf(symbol, item);
  case SymbolKind::BuiltIn: return name;
  case SymbolKind::Parameter:
  case SymbolKind::Variable:
  case SymbolKind::Stream:
  case SymbolKind::Item:
  case SymbolKind::Error: return name + ": " + typeOrError(symbol.type);
  }
  llvm_unreachable("all kinds are listed");
}

std::string detailText(const sema::Symbol& symbol) {
  if (const auto* arrow = llvm::dyn_cast_or_null<types::ArrowType>(symbol.type))
    return signatureText(*arrow);
  if (symbol.kind == SymbolKind::Data || symbol.kind == SymbolKind::Ability ||
      symbol.kind == SymbolKind::Service)
    return sema::kindText(symbol.kind).str();
  return typeOrError(symbol.type);
}

const ast::Item* itemOf(const Snapshot& snapshot, const sema::Symbol& symbol) {
  const Module* home = symbol.loc.isValid() ? snapshot.module(symbol.loc.file) : nullptr;
  return home ? itemAt(*home->ast, symbol.loc.range.begin) : nullptr;
}

std::string documentationOf(const Snapshot& snapshot, const sema::Symbol& symbol) {
  const Module* home = symbol.loc.isValid() ? snapshot.module(symbol.loc.file) : nullptr;
  return home ? sema::documentation(symbol, *home->ast, snapshot.source(*home)) : "";
}

bool isTypeKind(SymbolKind kind) {
  return kind == SymbolKind::Data || kind == SymbolKind::Ability || kind == SymbolKind::Service ||
         kind == SymbolKind::Alias;
}

std::string moduleName(const Module& module) {
  for (const ast::Item* item : module.ast->items) {
    const auto* line = llvm::dyn_cast<ast::ModuleLine>(item);
    if (!line || line->name.isEmpty()) continue;
    return llvm::join(
        llvm::map_range(line->name.parts, [](const ast::Name& part) { return part.text.str(); }),
        ".");
  }
  return "";
}

} // namespace aqua::ide
