// Who calls a function, and whom it calls.

#include "ide/CallHierarchy.h"
#include "Features.h"
#include "Kinds.h"

namespace aqua::lsp {

namespace {

CallHierarchyItem itemOf(const ide::CallItem& item, const View& view) {
  CallHierarchyItem result;
  result.name = item.name;
  result.kind = symbolKind(item.kind, view.client.textDocument.documentSymbol.symbolKind);
  if (!item.detail.empty()) result.detail = item.detail;
  result.uri = view.files.uri(item.selection.file);
  result.range = view.files.range(item.range);
  result.selectionRange = view.files.range(item.selection);
  return result;
}

std::vector<Range> rangesOf(const std::vector<support::Loc>& places, const View& view) {
  std::vector<Range> ranges;
  for (const support::Loc& place : places)
    ranges.push_back(view.files.range(place));
  return ranges;
}

Answer<std::vector<CallHierarchyItem>> prepare(const View& view,
                                               const TextDocumentPositionParams& params) {
  std::vector<CallHierarchyItem> items;
  if (const auto item = ide::callItem(view.snapshot, view.cursor(params.position)))
    items.push_back(itemOf(*item, view));
  return items;
}

/// The place of the item's name now.
support::Loc selectionOf(const CallHierarchyItem& item, const View& view) {
  return {view.module.file, view.positions().offsets(item.selectionRange)};
}

Answer<std::vector<CallHierarchyIncomingCall>> incoming(Context& context,
                                                        const CallHierarchyCallsParams& params) {
  const Answer<View> view = context.view(params.item.uri);
  if (!view) return view.error();
  std::vector<CallHierarchyIncomingCall> calls;
  for (const ide::Call& call : ide::incomingCalls(view->snapshot, selectionOf(params.item, *view)))
    calls.push_back({itemOf(call.item, *view), rangesOf(call.places, *view)});
  return calls;
}

Answer<std::vector<CallHierarchyOutgoingCall>> outgoing(Context& context,
                                                        const CallHierarchyCallsParams& params) {
  const Answer<View> view = context.view(params.item.uri);
  if (!view) return view.error();
  std::vector<CallHierarchyOutgoingCall> calls;
  for (const ide::Call& call : ide::outgoingCalls(view->snapshot, selectionOf(params.item, *view)))
    calls.push_back({itemOf(call.item, *view), rangesOf(call.places, *view)});
  return calls;
}

} // namespace

void bindCallHierarchy(Binder& binder) {
  binder.query("textDocument/prepareCallHierarchy", prepare);
  binder.request("callHierarchy/incomingCalls", incoming);
  binder.request("callHierarchy/outgoingCalls", outgoing);
}

} // namespace aqua::lsp
