#include "Workspaces.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace aqua::lsp {

namespace {

bool isInside(llvm::StringRef path, llvm::StringRef folder) {
  return path.consume_front(folder) && (folder.ends_with("/") || path.starts_with("/"));
}

} // namespace

void Schedule::edited(TimePoint now) {
  if (!firstEdit_) firstEdit_ = now;
  checksDue_ = std::min(now + quietBeforeChecks, *firstEdit_ + longestBeforeChecks);
  lintDue_ = now + quietBeforeLint;
}

void Schedule::hurry() {
  if (checksDue_) checksDue_ = TimePoint::min();
  if (lintDue_) lintDue_ = TimePoint::min();
}

Workspaces::Workspaces(const Documents& documents, FileSystem disk)
    : documents_(documents), disk_(std::move(disk)) {}

Root& Workspaces::makeRoot(llvm::StringRef folder) {
  auto analysis =
      std::make_unique<driver::Workspace>(folder.str(), driver::CompileOptions(), disk_);
  return *roots_.emplace_back(std::make_unique<Root>(folder.str(), std::move(analysis)));
}

void Workspaces::addFolder(llvm::StringRef folder) {
  if (llvm::any_of(roots_, [&](const auto& root) { return root->folder == folder; })) return;
  makeRoot(folder);
  distribute();
}

void Workspaces::removeFolder(llvm::StringRef folder) {
  llvm::erase_if(roots_, [&](const auto& root) { return root->folder == folder; });
  distribute();
}

Root* Workspaces::find(llvm::StringRef path) const {
  Root* best = nullptr;
  for (const std::unique_ptr<Root>& root : roots_)
    if ((root->folder.empty() || isInside(path, root->folder)) &&
        (!best || root->folder.size() > best->folder.size()))
      best = root.get();
  return best;
}

Root& Workspaces::changed(const Document& document) {
  Root* root = find(document.path);
  if (!root) root = &makeRoot("");
  root->workspace->setBuffer(document.path, document.source().str());
  return *root;
}

Root* Workspaces::closed(llvm::StringRef path) {
  Root* root = find(path);
  if (root) root->workspace->dropBuffer(path);
  return root;
}

void Workspaces::filesChanged() {
  for (const std::unique_ptr<Root>& root : roots_)
    root->workspace->filesChanged();
}

void Workspaces::distribute() {
  for (const auto& [path, document] : documents_.all()) {
    const Root& owner = changed(document);
    for (const std::unique_ptr<Root>& root : roots_)
      if (root.get() != &owner) root->workspace->dropBuffer(path);
  }
}

} // namespace aqua::lsp
