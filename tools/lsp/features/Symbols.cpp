// The outline of a document, and the search for names in all of them.

#include "ide/Symbols.h"
#include "Features.h"
#include "Kinds.h"

namespace aqua::lsp {

namespace {

/// As many answers as a search gives.
constexpr size_t mostSymbols = 512;

DocumentSymbol symbolOf(const ide::DocumentSymbol& symbol, const View& view) {
  DocumentSymbol result;
  result.name = symbol.name;
  if (!symbol.detail.empty()) result.detail = symbol.detail;
  result.kind = symbolKind(symbol.kind, view.client.textDocument.documentSymbol.symbolKind);
  result.range = view.range(symbol.range);
  result.selectionRange = view.range(symbol.selection);
  for (const ide::DocumentSymbol& child : symbol.children)
    result.children.push_back(symbolOf(child, view));
  return result;
}

/// The tree as a list, for clients that know nothing else.
void flatten(const ide::DocumentSymbol& symbol, const std::optional<std::string>& container,
             const View& view, std::vector<SymbolInformation>& list) {
  list.push_back({symbol.name,
                  symbolKind(symbol.kind, view.client.textDocument.documentSymbol.symbolKind),
                  view.files.location({view.module.file, symbol.range}), container});
  for (const ide::DocumentSymbol& child : symbol.children)
    flatten(child, symbol.name, view, list);
}

Answer<DocumentSymbolResult> documentSymbol(const View& view, const TextDocumentParams&) {
  const std::vector<ide::DocumentSymbol> symbols = ide::documentSymbols(view.module, view.source());
  if (view.client.textDocument.documentSymbol.hierarchicalDocumentSymbolSupport) {
    std::vector<DocumentSymbol> tree;
    for (const ide::DocumentSymbol& symbol : symbols)
      tree.push_back(symbolOf(symbol, view));
    return DocumentSymbolResult(std::move(tree));
  }
  std::vector<SymbolInformation> list;
  for (const ide::DocumentSymbol& symbol : symbols)
    flatten(symbol, std::nullopt, view, list);
  return DocumentSymbolResult(std::move(list));
}

Answer<std::vector<SymbolInformation>> workspaceSymbol(Context& context,
                                                       const WorkspaceSymbolParams& params) {
  std::vector<SymbolInformation> result;
  for (const std::unique_ptr<Root>& root : context.workspaces.all()) {
    if (context.cancel.isCancelled() || result.size() >= mostSymbols) break;
    const ide::Snapshot& snapshot = root->workspace->snapshot();
    const SnapshotFiles files(snapshot, context.documents);
    for (const ide::WorkspaceSymbol& symbol :
         ide::workspaceSymbols(snapshot, params.query, mostSymbols - result.size()))
      result.push_back({symbol.name,
                        symbolKind(symbol.kind, context.capabilities.workspace.symbol.symbolKind),
                        files.location(symbol.loc),
                        symbol.container.empty() ? std::nullopt : std::optional(symbol.container)});
  }
  return result;
}

} // namespace

void bindSymbols(Binder& binder) {
  binder.query("textDocument/documentSymbol", documentSymbol);
  binder.request("workspace/symbol", workspaceSymbol);
}

} // namespace aqua::lsp
