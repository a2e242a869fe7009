// What can be folded, selected and opened.

#include "Features.h"
#include "Uris.h"
#include "ide/Folding.h"
#include "ide/Links.h"
#include "ide/SelectionRanges.h"

namespace aqua::lsp {

namespace {

std::optional<FoldingRangeKind> kindOf(ide::FoldKind kind) {
  switch (kind) {
  case ide::FoldKind::Comment: return FoldingRangeKind::Comment;
  case ide::FoldKind::Imports: return FoldingRangeKind::Imports;
  case ide::FoldKind::Block:
  case ide::FoldKind::List: return std::nullopt;
  }
  llvm_unreachable("all kinds are listed");
}

/// A client that folds whole lines would hide a closing bracket on a line of its own.
uint32_t lastHiddenLine(const Range& range, const ide::Fold& fold, llvm::StringRef text) {
  const llvm::StringRef before = text.take_front(fold.range.end);
  const llvm::StringRef line = before.substr(before.find_last_of("\r\n") + 1);
  return line.trim().empty() ? range.end.line - 1 : range.end.line;
}

Answer<std::vector<FoldingRange>> foldingRange(const View& view, const TextDocumentParams&) {
  const FoldingRangeCapability& can = view.client.textDocument.foldingRange;
  std::vector<FoldingRange> result;
  for (const ide::Fold& fold : ide::folds(view.module, view.source())) {
    if (can.rangeLimit && result.size() >= *can.rangeLimit) break;
    const Range range = view.range(fold.range);
    FoldingRange folding;
    folding.startLine = range.start.line;
    folding.startCharacter = range.start.character;
    folding.endLine = range.end.line;
    folding.endCharacter = range.end.character;
    folding.kind = kindOf(fold.kind);
    if (can.lineFoldingOnly) {
      folding.startCharacter.reset();
      folding.endCharacter.reset();
      folding.endLine = lastHiddenLine(range, fold, view.source().text());
      if (folding.endLine <= folding.startLine) continue;
    }
    if (can.foldingRange.collapsedText) folding.collapsedText = "…";
    result.push_back(std::move(folding));
  }
  return result;
}

Answer<std::vector<SelectionRange>> selectionRange(const View& view,
                                                   const SelectionRangeParams& params) {
  std::vector<SelectionRange> result;
  for (const Position position : params.positions) {
    SelectionRange selection;
    for (const support::SourceRange range :
         ide::selectionRanges(view.cursor(position), view.source()))
      selection.ranges.push_back(view.range(range));
    // The protocol wants one for each position.
    if (selection.ranges.empty()) selection.ranges.push_back({position, position});
    result.push_back(std::move(selection));
  }
  return result;
}

Answer<std::vector<DocumentLink>> documentLink(const View& view, const TextDocumentParams&) {
  std::vector<DocumentLink> result;
  for (const ide::Link& link : ide::links(view.snapshot, view.module)) {
    if (link.path.empty())
      result.push_back({view.range(link.range), Uri{link.address}, std::nullopt});
    else
      result.push_back({view.range(link.range), uriOf(link.path), link.path});
  }
  return result;
}

} // namespace

void bindStructure(Binder& binder) {
  binder.query("textDocument/foldingRange", foldingRange);
  binder.query("textDocument/selectionRange", selectionRange);
  binder.query("textDocument/documentLink", documentLink);
}

} // namespace aqua::lsp
