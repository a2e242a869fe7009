#include "Context.h"

#include <algorithm>
#include <utility>

#include "Indexing.h"
#include "Uris.h"

namespace aqua::lsp {

std::vector<support::Diagnostic> View::findings() const {
  std::vector<support::Diagnostic> findings;
  if (!settings.lint.enable) return findings;
  for (lint::Finding& finding : root.workspace->lint(module.file, settings.lint.choice()))
    if (!finding.isSuppressed) findings.push_back(std::move(finding.diagnostic));
  return findings;
}

modules::LayoutSettings View::layout() const {
  support::SourceManager sources;
  support::DiagnosticSink ignored; // those of the project file are published with the checks
  return modules::readProject({module.path}, {}, *disk, sources, ignored).layout;
}

Context::Context(Client& peer, const Clock& time, const Workspaces::FileSystem& disk,
                 ClientCapabilities features, PositionEncoding encoding, Pages documentation)
    : client(peer), pages(std::move(documentation)), clock(time), capabilities(std::move(features)),
      documents(encoding), workspaces(documents, disk),
      publisher(client, workspaces, documents, capabilities, pages), disk_(disk) {}

Answer<View> Context::view(const Uri& uri) {
  const std::string path = pathOf(uri);
  const Document* document = documents.find(path);
  if (document && document->isOutOfSync)
    return ResponseError{ErrorCode::ContentModified,
                         "a change of the document was lost: " + uri.text};
  Root* root = workspaces.find(path);
  if (!root)
    return ResponseError{ErrorCode::InvalidParams, "the document is not open: " + uri.text};
  const ide::Snapshot& snapshot = root->workspace->snapshot();
  const ide::Module* module = snapshot.module(path);
  if (!module)
    return ResponseError{ErrorCode::InvalidParams, "the document is not open: " + uri.text};
  return View{capabilities, settings, tokens,
              routes,       *root,    disk_,
              snapshot,     *module,  SnapshotFiles(snapshot, documents)};
}

void Context::configure(const llvm::json::Value& section) {
  ReadSettings read = readSettings(section);
  settings = std::move(read.settings);
  workspaces.setImports(settings.imports);
  if (read.problems != shownProblems_)
    for (const std::string& problem : read.problems)
      client.show("settings: " + problem, MessageType::Warning);
  shownProblems_ = std::move(read.problems);
  recheck();
}

void Context::askForSettings() {
  if (!capabilities.workspace.configuration) return;
  const ConfigurationParams params{{{std::nullopt, "aqua"}}};
  client.request<std::vector<llvm::json::Value>>(
      "workspace/configuration", params, [this](const std::vector<llvm::json::Value>& sections) {
        if (!sections.empty() && sections[0].kind() != llvm::json::Value::Null)
          configure(sections[0]);
      });
}

void Context::filesChanged() {
  for (const std::unique_ptr<Root>& root : workspaces.filesChanged())
    publisher.forget(*root);
  recheck();
}

void Context::recheck() {
  for (const std::unique_ptr<Root>& root : workspaces.all())
    root->schedule.edited(clock.now());
}

std::optional<TimePoint> Context::checksDue() const {
  std::optional<TimePoint> first;
  for (const std::unique_ptr<Root>& root : workspaces.all())
    if (const auto due = root->schedule.checksDue(); due && (!first || *due < *first)) first = due;
  return first;
}

std::optional<TimePoint> Context::lintDue() const {
  std::optional<TimePoint> first;
  for (const std::unique_ptr<Root>& root : workspaces.all()) {
    const auto due = root->unlinted.empty() ? root->schedule.lintDue() : TimePoint::min();
    if (due && (!first || *due < *first)) first = due;
  }
  return first;
}

bool Context::doDueChecks() {
  for (const std::unique_ptr<Root>& root : workspaces.all()) {
    const auto due = root->schedule.checksDue();
    if (!due || *due > clock.now()) continue;
    root->schedule.checksDone();
    const TimePoint start = clock.now();
    index(*root);
    publisher.publishChecks(*root);
    lastAnalysis_ = std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - start);
    return true;
  }
  return false;
}

void Context::index(Root& root) {
  if (root.isIndexed || !capabilities.window.workDoneProgress) return;
  root.isIndexed = true;
  Indexing progress(client, clock, "aqua-indexing-" + std::to_string(++indexings_));
  root.workspace->setProgress([&](size_t done, size_t all) { progress.report(done, all); });
  static_cast<void>(root.workspace->snapshot());
  root.workspace->setProgress({});
}

bool Context::doDueLint() {
  for (const std::unique_ptr<Root>& root : workspaces.all()) {
    const auto due = root->schedule.lintDue();
    if (due && *due <= clock.now()) {
      root->schedule.lintDone();
      root->unlinted = publisher.lintedFiles(*root);
      std::reverse(root->unlinted.begin(), root->unlinted.end());
    } else if (root->unlinted.empty()) {
      continue;
    }
    if (!root->unlinted.empty()) {
      const std::string path = std::move(root->unlinted.back());
      root->unlinted.pop_back();
      lookClosely(*root, path);
    }
    return true;
  }
  askForRefresh();
  return false;
}

void Context::askForRefresh() {
  const WorkspaceCapabilities& can = capabilities.workspace;
  if (std::exchange(routesChanged_, false) && can.inlayHint.refreshSupport)
    client.request<Nothing>("workspace/inlayHint/refresh", Nothing());
  if (publisher.takeChange() && can.diagnostics.refreshSupport)
    client.request<Nothing>("workspace/diagnostic/refresh", Nothing());
}

void Context::lookClosely(Root& root, llvm::StringRef path) {
  publisher.publishLint(root, path, settings.lint);
  const ide::Module* module = root.workspace->snapshot().module(path);
  if (settings.wantsRoutes() && module && documents.find(path))
    routesChanged_ |= routes.update(root, *module);
}

void Context::finishWork() {
  for (const std::unique_ptr<Root>& root : workspaces.all())
    root->schedule.hurry();
  while (doDueChecks() || doDueLint()) {
  }
}

} // namespace aqua::lsp
