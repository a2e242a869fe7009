#include "Symbols.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include "Declarations.h"
#include "FuzzyMatch.h"
#include "Tree.h"

namespace aqua::ide {

namespace {

using sema::SymbolKind;
using support::SourceRange;

/// The outline of one module.
class Outliner {
public:
  Outliner(const Module& module, const support::SourceFile& source)
      : module_(module), source_(source) {}

  std::vector<DocumentSymbol> outline() {
    std::vector<DocumentSymbol> symbols;
    const ast::ModuleLine* line = nullptr;
    for (const ast::Item* item : module_.ast->items) {
      if (const auto* found = llvm::dyn_cast<ast::ModuleLine>(item)) line = found;
      if (std::optional<DocumentSymbol> symbol = ofItem(*item)) symbols.push_back(*symbol);
    }
    const std::string name = moduleName(module_);
    if (!line || name.empty()) return symbols;
    DocumentSymbol module{SymbolKind::Module, name, "", line->range, line->name.range,
                          std::move(symbols)};
    if (!module.children.empty())
      module.range =
          cover(module.range, cover(module.children.front().range, module.children.back().range));
    return {std::move(module)};
  }

private:
  static std::optional<SymbolKind> kindOf(const ast::Item& item) {
    using Result = std::optional<SymbolKind>;
    return llvm::TypeSwitch<const ast::Item*, Result>(&item)
        .Case([](const ast::ServiceDecl*) { return SymbolKind::Service; })
        .Case([](const ast::DataDecl*) { return SymbolKind::Data; })
        .Case([](const ast::AbilityDecl*) { return SymbolKind::Ability; })
        .Case([](const ast::AliasDecl*) { return SymbolKind::Alias; })
        .Case([](const ast::ConstDecl*) { return SymbolKind::Constant; })
        .Case([](const ast::FuncDecl*) { return SymbolKind::Function; })
        .Default([](const ast::Item*) -> Result { return std::nullopt; });
  }

  [[nodiscard]] std::string detail(const ast::Name& name) const {
    const NameAt at = nameAt({&module_, name.range.begin});
    return at.use && at.use->range == name.range ? detailText(*at.symbol) : "";
  }

  /// Comments directly above, in the column of the definition, belong to it.
  [[nodiscard]] SourceRange withComments(SourceRange range) const {
    uint32_t line = source_.lineColumn(range.begin).line;
    const auto& comments = module_.ast->comments;
    const auto* comment = llvm::partition_point(
        comments, [&](const ast::Comment& c) { return c.range.begin < range.begin; });
    while (comment != comments.begin()) {
      --comment;
      const support::LineColumn at = source_.lineColumn(comment->range.begin);
      if (at.line + 1 != line || comment->range.begin != source_.lineStart(at.line)) break;
      range.begin = comment->range.begin;
      line = at.line;
    }
    return range;
  }

  std::optional<DocumentSymbol> ofItem(const ast::Item& item) const {
    const std::optional<SymbolKind> kind = kindOf(item);
    const ast::Name name = definedName(item);
    if (!kind || !name) return std::nullopt;
    DocumentSymbol symbol{
        *kind, name.text.str().str(), detail(name), withComments(item.range), name.range, {}};
    for (const ast::Member& member : membersOf(item))
      if (member.name)
        symbol.children.push_back({member.head || llvm::isa_and_nonnull<ast::ArrowType>(member.type)
                                       ? SymbolKind::Method
                                       : SymbolKind::Field,
                                   member.name.text.str().str(),
                                   detail(member.name),
                                   member.range,
                                   member.name.range,
                                   {}});
    if (const ast::Block* block = blockOf(item)) addLocals(*block, symbol.children);
    return symbol;
  }

  /// Closures and streams, also in inner blocks.
  void addLocals(const ast::Block& block, std::vector<DocumentSymbol>& symbols) const {
    for (const ast::Stmt* stmt : block.statements) {
      const auto* prefixed = llvm::dyn_cast<ast::PrefixedStmt>(stmt);
      if (prefixed && prefixed->statement) stmt = prefixed->statement;
      if (const auto* stream = llvm::dyn_cast<ast::StreamDeclStmt>(stmt); stream && stream->name)
        symbols.push_back({SymbolKind::Stream,
                           stream->name.text.str().str(),
                           detail(stream->name),
                           stream->range,
                           stream->name.range,
                           {}});
      if (const auto* closure = llvm::dyn_cast<ast::ClosureStmt>(stmt); closure && closure->name) {
        symbols.push_back({SymbolKind::Closure,
                           closure->name.text.str().str(),
                           detail(closure->name),
                           closure->range,
                           closure->name.range,
                           {}});
        addLocals(closure->body, symbols.back().children);
      } else if (const ast::Block* inner = blockOf(*stmt)) {
        addLocals(*inner, symbols);
      }
    }
  }

  const Module& module_;
  const support::SourceFile& source_;
};

} // namespace

std::vector<DocumentSymbol> documentSymbols(const Module& module,
                                            const support::SourceFile& source) {
  return Outliner(module, source).outline();
}

std::vector<WorkspaceSymbol> workspaceSymbols(const Snapshot& snapshot, llvm::StringRef query,
                                              size_t limit) {
  std::vector<std::pair<int, WorkspaceSymbol>> found;
  const auto add = [&](const DocumentSymbol& symbol, const std::string& container,
                       const Module& module) {
    const std::optional<int> score = fuzzyScore(query, symbol.name);
    if (!score) return;
    found.push_back({*score + (module.isOwn ? 0 : 1),
                     {symbol.kind, symbol.name, container, {module.file, symbol.selection}}});
  };
  for (const Module& module : snapshot.modules) {
    const std::string name = moduleName(module);
    const std::vector<DocumentSymbol> roots = documentSymbols(module, snapshot.source(module));
    const bool isWrapped = roots.size() == 1 && roots.front().kind == SymbolKind::Module;
    for (const DocumentSymbol& symbol : isWrapped ? roots.front().children : roots) {
      add(symbol, name, module);
      for (const DocumentSymbol& member : symbol.children)
        if (member.kind == SymbolKind::Field || member.kind == SymbolKind::Method)
          add(member, symbol.name, module);
    }
  }
  llvm::stable_sort(found, [](const auto& a, const auto& b) { return a.first < b.first; });
  if (found.size() > limit) found.resize(limit);
  std::vector<WorkspaceSymbol> result;
  for (auto& [score, symbol] : found)
    result.push_back(std::move(symbol));
  return result;
}

} // namespace aqua::ide
