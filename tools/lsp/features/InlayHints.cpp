// What is not written but good to know, between the words.

#include "ide/InlayHints.h"
#include "Features.h"

namespace aqua::lsp {

namespace {

ide::HintChoice choiceOf(PeerHints peers) {
  switch (peers) {
  case PeerHints::Off: return ide::HintChoice::Off;
  case PeerHints::Changes: return ide::HintChoice::Changes;
  case PeerHints::Always: return ide::HintChoice::Always;
  }
  llvm_unreachable("all choices are listed");
}

ide::HintOptions optionsOf(const InlayHintSettings& settings) {
  ide::HintOptions options;
  options.types = settings.types;
  options.peers = choiceOf(settings.peers);
  options.hops = settings.hops;
  options.parameters = settings.parameterNames;
  options.waits = settings.streamWaits;
  options.constants = settings.constants;
  return options;
}

std::optional<InlayHintKind> kindOf(ide::HintKind kind) {
  switch (kind) {
  case ide::HintKind::Type: return InlayHintKind::Type;
  case ide::HintKind::Parameter: return InlayHintKind::Parameter;
  case ide::HintKind::Peer:
  case ide::HintKind::Hops:
  case ide::HintKind::Arms:
  case ide::HintKind::Wait:
  case ide::HintKind::Constant: return std::nullopt;
  }
  llvm_unreachable("all kinds are listed");
}

InlayHint hintOf(const ide::InlayHint& hint, const View& view) {
  InlayHint result;
  result.position = view.positions().position(hint.offset);
  InlayHintLabelPart part{hint.label, std::nullopt};
  if (hint.target) part.location = view.files.location(*hint.target);
  result.label.push_back(std::move(part));
  result.kind = kindOf(hint.kind);
  if (!hint.tooltip.empty()) result.tooltip = hint.tooltip;
  if (!hint.insertion.empty())
    result.textEdits = {{{result.position, result.position}, hint.insertion}};
  // Names and types have their colon.
  const bool isAttached = hint.kind == ide::HintKind::Type || hint.kind == ide::HintKind::Parameter;
  result.paddingLeft = !isAttached;
  result.paddingRight = hint.kind == ide::HintKind::Parameter;
  return result;
}

/// A client that cannot be told later gets everything at once.
llvm::ArrayRef<ide::PlaceNote> placesFor(const View& view) {
  const InlayHintSettings& settings = view.settings.inlayHints;
  if (settings.peers == PeerHints::Off && !settings.hops) return {};
  if (!view.client.workspace.inlayHint.refreshSupport) view.routes.update(view.root, view.module);
  return view.places().notes;
}

Answer<std::vector<InlayHint>> inlayHint(const View& view, const TextDocumentRangeParams& params) {
  std::vector<InlayHint> hints;
  for (const ide::InlayHint& hint :
       ide::inlayHints(view.snapshot, view.module, view.positions().offsets(params.range),
                       placesFor(view), optionsOf(view.settings.inlayHints)))
    hints.push_back(hintOf(hint, view));
  return hints;
}

} // namespace

void bindInlayHints(Binder& binder) {
  binder.query("textDocument/inlayHint", inlayHint);
}

} // namespace aqua::lsp
