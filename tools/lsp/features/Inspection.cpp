// Requests of our own: what the server is doing, and what the compiler makes of a document
// (spec/08 B17).

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"

#include "Features.h"
#include "air/Print.h"
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

} // namespace

void bindInspection(Binder& binder) {
  binder.request("aqua/sync", sync);
  binder.request("aqua/status", status);
  binder.request("aqua/view", viewStage);
  binder.request("aqua/air", air);
}

} // namespace aqua::lsp
