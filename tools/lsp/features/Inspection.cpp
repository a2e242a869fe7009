// Requests of our own: what the server is doing, and what the compiler makes of a document
// (spec/08 B17).

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"

#include "Features.h"
#include "air/Print.h"
#include "ide/RouteDiagram.h"
#include "protocol/Inspection.h"

namespace aqua::lsp {

namespace {

Answer<SyncResult> sync(Context& context, const Nothing&) {
  context.finishWork();
  return SyncResult{};
}

Answer<StatusResult> status(Context& context, const Nothing&) {
  StatusResult result;
  result.idle = !context.checksDue() && !context.lintDue();
  for (const std::unique_ptr<Root>& root : context.workspaces.all())
    result.modules += static_cast<uint32_t>(root->workspace->snapshot().modules.size());
  result.memoryBytes = llvm::sys::Process::GetMallocUsage();
  result.lastAnalysisMs = static_cast<uint64_t>(context.lastAnalysis().count());
  return result;
}

/// One document compiled for itself, with the buffers before the disk. These requests are rare, and
/// want stages that the workspace does not keep.
class OwnCompilation {
public:
  OwnCompilation(const View& view, const Documents& documents)
      : path_(view.module.path),
        files_(llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(view.disk)) {
    auto buffers = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    for (const auto& [path, document] : documents.all())
      buffers->addFile(path, 0, llvm::MemoryBuffer::getMemBuffer(document.source(), path));
    files_->pushOverlay(buffers);
    driver::CompileOptions options;
    options.check.wantsIndex = true;
    compilation_.emplace(llvm::ArrayRef<std::string>(path_), options, *files_);
  }

  driver::Compilation* operator->() { return &*compilation_; }

private:
  const std::string path_;
  const llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> files_;
  std::optional<driver::Compilation> compilation_;
};

Answer<ViewResult> viewStage(Context& context, const ViewParams& params) {
  const Answer<View> view = context.view(params.textDocument.uri);
  if (!view) return view.error();
  if (params.stage == "text") return ViewResult{1, view->source().text().str(), "aqua"};
  const std::optional<driver::Stage> stage = driver::stageByText(params.stage);
  if (!stage)
    return ResponseError{ErrorCode::InvalidParams,
                         "there is no stage " + params.stage + " at params.stage"};
  OwnCompilation compilation(*view, context.documents);
  ViewResult result;
  llvm::raw_string_ostream out(result.text);
  compilation->print(*stage, out);
  result.languageId = *stage == driver::Stage::Air ? "air" : "plaintext";
  return result;
}

Answer<AirResult> air(Context& context, const AirParams& params) {
  const Answer<View> view = context.view(params.textDocument.uri);
  if (!view) return view.error();
  OwnCompilation compilation(*view, context.documents);
  AirResult result;
  for (const driver::Entry& entry : compilation->entries()) {
    const std::string name = entry.function.name.str().str();
    if (params.function && *params.function != name) continue;
    const auto compiled = compilation->compile(entry.function);
    if (!compiled) continue;
    const auto firstLine = static_cast<uint32_t>(llvm::count(result.text, '\n'));
    llvm::raw_string_ostream out(result.text);
    air::print(compiled->air.script, out, air::Layout::Indented);
    const auto endLine = static_cast<uint32_t>(llvm::count(result.text, '\n'));
    result.functions.push_back({name, {{firstLine, 0}, {endLine, 0}}});
  }
  return result;
}

/// Which of the functions is meant: by its name, or by a place in it, else the first.
std::optional<uint32_t> processOf(const driver::Compilation& compilation,
                                  const route::PlacesOfLines& routes, const RouteParams& params,
                                  const View& view) {
  const ast::Item* item = nullptr;
  if (params.position)
    for (const ast::Item* candidate : view.module.ast->items)
      if (candidate->range.begin <= view.positions().offset(*params.position)) item = candidate;
  for (const auto& [i, name] : llvm::enumerate(routes.functions)) {
    const llvm::StringRef text = compilation.sources().file(name.file).text();
    const bool isNamed =
        params.function && text.slice(name.range.begin, name.range.end) == *params.function;
    const bool isAround =
        item && item->range.begin <= name.range.begin && name.range.end <= item->range.end;
    const bool isAny = !params.function && !params.position;
    if (isNamed || (!params.function && isAround) || isAny) return static_cast<uint32_t>(i);
  }
  return std::nullopt;
}

const char* kindText(ide::RoutePeerKind kind) {
  switch (kind) {
  case ide::RoutePeerKind::Init: return "init";
  case ide::RoutePeerKind::Relay: return "relay";
  case ide::RoutePeerKind::Peer: return "peer";
  }
  llvm_unreachable("all kinds are listed");
}

const char* kindText(ide::RouteStepKind kind) {
  switch (kind) {
  case ide::RouteStepKind::Move: return "move";
  case ide::RouteStepKind::Hop: return "hop";
  case ide::RouteStepKind::Par: return "par";
  }
  llvm_unreachable("all kinds are listed");
}

Answer<RouteResult> routeOf(Context& context, const RouteParams& params) {
  const Answer<View> view = context.view(params.textDocument.uri);
  if (!view) return view.error();
  const driver::Compilation& compilation = view->root.workspace->compilation(view->module.file);
  const route::PlacesOfLines routes = compilation.placesOfLines();
  const std::optional<uint32_t> process = processOf(compilation, routes, params, *view);
  if (!process)
    return ResponseError{ErrorCode::RequestFailed, compilation.diagnostics().hasErrors()
                                                       ? "the program has errors"
                                                       : "only exported functions have a route"};
  const ide::RouteDiagram diagram = ide::routeDiagram(routes, *process);
  const support::Loc name = routes.functions[*process];
  RouteResult result;
  result.function =
      compilation.sources().file(name.file).text().slice(name.range.begin, name.range.end);
  for (const auto& [i, peer] : llvm::enumerate(diagram.peers))
    result.nodes.push_back({i, peer.name, kindText(peer.kind)});
  for (const ide::RouteStep& step : diagram.steps)
    result.edges.push_back({step.from, step.to, kindText(step.kind)});
  result.text = ide::routeText(diagram);
  result.mermaid = ide::routeMermaid(diagram);
  result.svg = ide::routeSvg(diagram);
  return result;
}

/// Of the first statement of the line.
Answer<PeerAtResult> peerAt(const View& view, const TextDocumentPositionParams& params) {
  view.routes.update(view.root, view.module);
  const support::SourceRange line = {view.positions().offset({params.position.line, 0}),
                                     view.positions().offset({params.position.line + 1, 0})};
  PeerAtResult result;
  const ide::PlaceNote* note = view.places().noteAt(line);
  if (!note) return result;
  for (const std::string& caller : note->contexts)
    result.peers.push_back({caller, {}});
  if (!note->dependsOnCaller) result.peers = {{note->peer, note->via}};
  return result;
}

} // namespace

void bindInspection(Binder& binder) {
  binder.request("aqua/sync", sync);
  binder.request("aqua/status", status);
  binder.request("aqua/view", viewStage);
  binder.request("aqua/air", air);
  binder.request("aqua/route", routeOf);
  binder.query("aqua/peerAt", peerAt);
}

} // namespace aqua::lsp
