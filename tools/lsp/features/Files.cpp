// Files and folders are renamed, made and deleted.

#include "protocol/Files.h"
#include "Features.h"
#include "Uris.h"
#include "WorkspaceEdits.h"
#include "ide/FileRenames.h"

namespace aqua::lsp {

namespace {

/// Before it happens: the imports that follow. What lies in no folder is not looked for.
Answer<std::optional<WorkspaceEdit>> willRenameFiles(Context& context,
                                                     const RenameFilesParams& params) {
  std::vector<ide::FileRename> renames;
  for (const FileRename& file : params.files)
    renames.push_back({pathOf(file.oldUri), pathOf(file.newUri)});
  WorkspaceEdit result;
  for (const std::unique_ptr<Root>& root : context.workspaces.all()) {
    const ide::Snapshot& snapshot = root->workspace->snapshot();
    const SnapshotFiles files(snapshot, context.documents);
    WorkspaceEdits edits(context.capabilities, files);
    for (const support::TextEdit& edit : ide::fileRenameEdits(snapshot, renames))
      edits.add(edit);
    append(result, edits.take());
  }
  if (isEmpty(result)) return std::optional<WorkspaceEdit>();
  return std::optional(std::move(result));
}

/// They concern the disk, whatever the files are.
void filesChanged(Context& context, const Nothing&) {
  context.filesChanged();
}

} // namespace

void bindFiles(Binder& binder) {
  binder.request("workspace/willRenameFiles", willRenameFiles);
  binder.notification("workspace/didRenameFiles", filesChanged);
  binder.notification("workspace/didCreateFiles", filesChanged);
  binder.notification("workspace/didDeleteFiles", filesChanged);
}

} // namespace aqua::lsp
