// Folders, files and settings change.

#include "Features.h"
#include "Uris.h"

namespace aqua::lsp {

namespace {

void didChangeWatchedFiles(Context& context, const DidChangeWatchedFilesParams&) {
  context.filesChanged();
}

void didChangeWorkspaceFolders(Context& context, const DidChangeWorkspaceFoldersParams& params) {
  for (const WorkspaceFolder& folder : params.event.removed)
    context.workspaces.removeFolder(pathOf(folder.uri));
  for (const WorkspaceFolder& folder : params.event.added)
    context.workspaces.addFolder(pathOf(folder.uri));
  context.filesChanged();
}

/// Old clients send the settings with it, others only say that they changed.
void didChangeConfiguration(Context& context, const DidChangeConfigurationParams& params) {
  if (context.capabilities.workspace.configuration) return context.askForSettings();
  const llvm::json::Object* settings = params.settings ? params.settings->getAsObject() : nullptr;
  if (const llvm::json::Value* section = settings ? settings->get("aqua") : nullptr)
    context.configure(*section);
}

void setTrace(Context&, const SetTraceParams&) {}

} // namespace

void bindWorkspace(Binder& binder) {
  binder.notification("workspace/didChangeWatchedFiles", didChangeWatchedFiles);
  binder.notification("workspace/didChangeWorkspaceFolders", didChangeWorkspaceFolders);
  binder.notification("workspace/didChangeConfiguration", didChangeConfiguration);
  binder.notification("$/setTrace", setTrace);
}

} // namespace aqua::lsp
