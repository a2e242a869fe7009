#include "Names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

#include "Declarations.h"
#include "LocalNames.h"
#include "Tree.h"

namespace aqua::ide {

namespace {

using sema::SymbolKind;
using syntax::TokenKind;

/// No expression is read backwards over more parts than this.
constexpr unsigned maxParts = 64;

class BackwardReader {
public:
  BackwardReader(const Module& module, const TokensAt& at) : module_(module), at_(at) {}

  /// Of the tokens before `end`.
  Meaning read(size_t end) {
    if (end == 0 || ++parts_ > maxParts) return {};
    const syntax::Token& last = at_.tokens()[end - 1];
    if (last.kind == TokenKind::Not) return element(read(end - 1));
    if (last.kind == TokenKind::Int && end > 1 && at_.tokens()[end - 2].kind == TokenKind::Not)
      return element(read(end - 2));
    if (last.kind == TokenKind::RSquare) return element(read(openerOf(end)));
    if (last.kind == TokenKind::RParen) return ofParentheses(end);
    if (last.kind == TokenKind::String) return {};
    return syntax::isWord(last.kind) ? ofWord(end) : Meaning();
  }

private:
  /// How many tokens lie before the bracket that closes with the token before `end`.
  size_t openerOf(size_t end) const {
    size_t depth = 0;
    for (size_t i = end; i-- > 0;) {
      if (syntax::closeBrackets.has(at_.tokens()[i].kind)) ++depth;
      if (syntax::openBrackets.has(at_.tokens()[i].kind) && --depth == 0) return i;
    }
    return 0;
  }

  static Meaning element(const Meaning& base) {
    const auto* type = llvm::dyn_cast_or_null<types::CollectionType>(base.type);
    return type ? Meaning{type->element(), nullptr, ""} : Meaning();
  }

  Meaning ofParentheses(size_t end) {
    size_t open = openerOf(end);
    if (open > 0 && at_.tokens()[open - 1].kind == TokenKind::RBrace) open = openerOf(open);
    const bool isCall = open > 0 && syntax::isWord(at_.tokens()[open - 1].kind);
    if (!isCall) return read(end - 1);
    if (open > 1 && at_.tokens()[open - 2].kind == TokenKind::Dot &&
        at_.textOf(at_.tokens()[open - 1]) == "copy")
      return read(open - 2);
    const Meaning callee = read(open);
    if (callee.symbol && isTypeKind(callee.symbol->kind)) return {callee.symbol->type, nullptr, ""};
    const auto* arrow = llvm::dyn_cast_or_null<types::ArrowType>(callee.type);
    return arrow && !arrow->results().empty() ? Meaning{arrow->results().front(), nullptr, ""}
                                              : Meaning();
  }

  Meaning ofWord(size_t end) {
    const syntax::Token& word = at_.tokens()[end - 1];
    const llvm::StringRef name = at_.textOf(word);
    const bool isMember = end > 2 && at_.tokens()[end - 2].kind == TokenKind::Dot;
    if (!isMember) return ofFirstName(name, word.begin);
    const Meaning base = read(end - 2);
    if (!base.modulePath.empty()) return ofPath(base.modulePath + "." + name.str());
    const auto* type = llvm::dyn_cast_or_null<types::NamedType>(base.type);
    if (!type) return {};
    for (const types::Field& field : type->fields())
      if (field.name.str() == name) return {field.type, memberSymbol(word, field), ""};
    return {};
  }

  /// As the index has it, for its documentation; null if it was not understood.
  const sema::Symbol* memberSymbol(const syntax::Token& word, const types::Field& field) const {
    const sema::NameUse* use = module_.index->find(word.begin);
    const sema::Symbol* symbol = use ? &module_.index->symbols[use->symbol] : nullptr;
    return symbol && symbol->name == field.name ? symbol : nullptr;
  }

  Meaning ofFirstName(llvm::StringRef name, uint32_t offset) const {
    for (const UsableName& usable : usableNames(module_, at_.text(), offset))
      if (usable.text == name && usable.symbol->kind != SymbolKind::Module)
        return {usable.symbol->type, usable.symbol, ""};
    return ofPath(name.str());
  }

  [[nodiscard]] Meaning ofPath(const std::string& path) const {
    Meaning result;
    for (const sema::TopLevelName& name : module_.index->visible) {
      if (name.path != path) continue;
      const sema::Symbol& symbol = module_.index->symbols[name.symbol];
      if (symbol.kind == SymbolKind::Module)
        result.modulePath = path;
      else if (!result.symbol)
        result = {symbol.type, &symbol, result.modulePath};
    }
    return result;
  }

  const Module& module_;
  const TokensAt& at_;
  unsigned parts_ = 0;
};

/// The symbol that is defined by a name; null if the index has nothing of it.
const sema::Symbol* definedBy(const Module& module, const ast::Name& name) {
  const sema::NameUse* use = module.index->find(name.range.begin);
  // Names of parameters of nothing end where the next one begins.
  if (!use || use->range != name.range) return nullptr;
  return &module.index->symbols[use->symbol];
}

} // namespace

const ast::FuncDecl* functionAt(const Module& module, llvm::StringRef text, uint32_t offset) {
  const ast::Item* last = nullptr;
  for (const ast::Item* item : module.ast->items)
    if (item->range.begin <= offset) last = item;
  const auto* function = llvm::dyn_cast_or_null<ast::FuncDecl>(last);
  if (!function) return nullptr;
  return offset <= endOfDeeperLines(text, function->range) ? function : nullptr;
}

std::vector<UsableName> usableNames(const Module& module, llvm::StringRef text, uint32_t offset) {
  std::vector<UsableName> result;
  llvm::StringSet<> known;
  if (const ast::FuncDecl* function = functionAt(module, text, offset)) {
    for (const LocalName& local : localNames(*function, text)) {
      if (offset < local.visible.begin || offset > local.visible.end) continue;
      const sema::Symbol* symbol = definedBy(module, local.name);
      if (symbol && known.insert(local.name.text.str()).second)
        result.push_back({local.name.text.str().str(), symbol, true, local.name.range.begin});
    }
  }
  const ast::Item* item = itemAt(*module.ast, offset);
  for (const sema::TopLevelName& name : module.index->visible) {
    const sema::Symbol& symbol = module.index->symbols[name.symbol];
    const bool isBelow = symbol.loc.file == module.file && symbol.loc.range.begin > offset;
    const bool isHere = item && symbol.loc.file == module.file &&
                        symbol.kind != SymbolKind::Module &&
                        touches(item->range, symbol.loc.range.begin);
    // A value and a type may share a name; a local hides neither.
    const std::string key = name.path + (isTypeKind(symbol.kind) ? ":" : "");
    if (!isBelow && !isHere && known.insert(key).second)
      result.push_back({name.path, &symbol, false, 0});
  }
  return result;
}

Meaning meaningBefore(const Module& module, const TokensAt& at, size_t end) {
  return BackwardReader(module, at).read(end);
}

} // namespace aqua::ide
