#include "Workspaces.h"

#include "llvm/ADT/STLExtras.h"

#include "modules/FindRoots.h"

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

modules::ImportOptions Workspaces::importsOf(llvm::StringRef folder) const {
  llvm::StringRef opened;
  for (const std::string& one : folders_)
    if ((folder == one || isInside(folder, one)) && one.size() > opened.size()) opened = one;
  return imports_.in(opened);
}

Root& Workspaces::makeRoot(llvm::StringRef folder) {
  driver::CompileOptions options;
  options.imports = importsOf(folder);
  auto analysis = std::make_unique<driver::Workspace>(folder.str(), std::move(options), disk_);
  return *roots_.emplace_back(std::make_unique<Root>(folder.str(), std::move(analysis)));
}

std::vector<std::unique_ptr<Root>> Workspaces::filesChanged() {
  std::set<std::string> wanted = folders_;
  for (const std::string& folder : folders_)
    for (std::string& project : modules::nestedProjects(folder, *disk_))
      wanted.insert(std::move(project));
  std::vector<std::unique_ptr<Root>> gone;
  for (std::unique_ptr<Root>& root : roots_)
    if (!root->folder.empty() && wanted.erase(root->folder) == 0) gone.push_back(std::move(root));
  llvm::erase(roots_, nullptr);
  for (const std::unique_ptr<Root>& root : roots_)
    root->workspace->filesChanged();
  for (const std::string& folder : wanted)
    makeRoot(folder);
  if (!wanted.empty() || !gone.empty()) distribute();
  return gone;
}

void Workspaces::setImports(const ImportSettings& imports) {
  if (imports == imports_) return;
  imports_ = imports;
  for (const std::unique_ptr<Root>& root : roots_)
    root->workspace->setImports(importsOf(root->folder));
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

void Workspaces::distribute() {
  for (const auto& [path, document] : documents_.all()) {
    const Root& owner = changed(document);
    for (const std::unique_ptr<Root>& root : roots_)
      if (root.get() != &owner) root->workspace->dropBuffer(path);
  }
}

} // namespace aqua::lsp
