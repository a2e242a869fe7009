// Analyses everything anew after each change.

#include "Workspace.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace aqua::driver {

namespace {

using FileSystemRef = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

/// The disk with the buffers before it.
FileSystemRef withBuffers(const FileSystemRef& disk,
                          const std::map<std::string, std::string, std::less<>>& buffers) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto& [path, text] : buffers)
    memory->addFile(path, 0, llvm::MemoryBuffer::getMemBuffer(text, path));
  auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(disk);
  overlay->pushOverlay(memory);
  return overlay;
}

bool isInside(llvm::StringRef path, llvm::StringRef folder) {
  return !folder.empty() && path.consume_front(folder) && llvm::sys::path::is_separator(path.empty() ? ' ' : path[0]);
}

} // namespace

struct Workspace::State {
  State(llvm::ArrayRef<std::string> roots, const CompileOptions& options, FileSystemRef fileSystem)
      : files(std::move(fileSystem)), compilation(roots, options, *files) {
    snapshot.sources = &compilation.sources();
    for (const sema::CheckedModule& checked : compilation.modules())
      snapshot.modules.push_back(view(checked));
    snapshot.diagnostics = compilation.diagnostics().all();
  }

  ide::Module view(const sema::CheckedModule& checked) const {
    const modules::LoadedModule& loaded = compilation.loaded(checked);
    ide::Module module{loaded.file, loaded.path, &loaded.ast, &checked.index, {}, loaded.isRoot};
    for (const modules::Dependency& dependency : loaded.dependencies) {
      const auto* import = llvm::dyn_cast<ast::Import>(dependency.line);
      const support::SourceRange path =
          import ? import->pathRange : llvm::cast<ast::Use>(dependency.line)->pathRange;
      const sema::CheckedModule& target = compilation.modules()[dependency.module];
      module.imports.push_back({dependency.line, path, compilation.loaded(target).file});
    }
    return module;
  }

  const FileSystemRef files;
  Compilation compilation;
  ide::Snapshot snapshot;
};

Workspace::Workspace(std::string folder, CompileOptions options, FileSystemRef disk)
    : folder_(std::move(folder)), options_([&] {
        options.check.wantsIndex = true;
        return std::move(options);
      }()),
      disk_(std::move(disk)) {}

Workspace::~Workspace() = default;

void Workspace::setBuffer(llvm::StringRef path, std::string text) {
  buffers_[path.str()] = std::move(text);
  state_.reset();
}

void Workspace::dropBuffer(llvm::StringRef path) {
  buffers_.erase(path.str());
  state_.reset();
}

void Workspace::filesChanged() {
  state_.reset();
}

const ide::Snapshot& Workspace::snapshot() {
  if (state_) return state_->snapshot;
  std::vector<std::string> roots;
  if (!folder_.empty()) roots.push_back(folder_);
  for (const auto& [path, text] : buffers_)
    if (!isInside(path, folder_)) roots.push_back(path);
  state_ = std::make_unique<State>(roots, options_, withBuffers(disk_, buffers_));
  work_.modulesParsed += state_->snapshot.modules.size();
  work_.modulesChecked += state_->snapshot.modules.size();
  return state_->snapshot;
}

std::vector<lint::Finding> Workspace::lint(support::FileId file) {
  static_cast<void>(snapshot());
  // What is wrong in the settings is reported by the command line.
  llvm::Expected<lint::Config> config = lint::Config::from(state_->compilation.projectLintChoice());
  if (!config) {
    llvm::consumeError(config.takeError());
    return {};
  }
  std::vector<lint::Finding> findings = state_->compilation.lint(*config);
  llvm::erase_if(findings,
                 [&](const lint::Finding& finding) { return finding.diagnostic.loc.file != file; });
  return findings;
}

} // namespace aqua::driver
