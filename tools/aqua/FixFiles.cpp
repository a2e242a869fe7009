#include "FixFiles.h"

#include <map>
#include <set>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "OutputFiles.h"

namespace aqua::cli {
namespace {

constexpr int maxRounds = 10;

/// A file while it is being fixed.
struct FixedFile {
  std::string before;
  std::string text;
  std::set<std::string> rules; // whose fixes are in it
  std::set<std::string> seen;  // what the text was, to notice rules that undo each other
  size_t fixes = 0;
  size_t errors = 0; // before
  bool isLeft = false;
};

/// By path: the order in which files are written and reported.
using FixedFiles = std::map<std::string, FixedFile>;

/// The edits of a round in one file, not overlapping.
struct Round {
  std::vector<support::TextEdit> edits;
  size_t fixes = 0;
  std::set<std::string> rules;
};

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fileSystemWith(const FixedFiles& files) {
  auto real = llvm::vfs::getRealFileSystem();
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  if (auto folder = real->getCurrentWorkingDirectory())
    static_cast<void>(memory->setCurrentWorkingDirectory(*folder));
  for (const auto& [path, file] : files)
    memory->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(file.text));
  auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(real);
  overlay->pushOverlay(memory);
  return overlay;
}

size_t errorsIn(const driver::Compilation& compilation, support::FileId file) {
  return static_cast<size_t>(
      llvm::count_if(compilation.diagnostics().all(), [&](const support::Diagnostic& problem) {
        return problem.severity() == support::Severity::Error && problem.loc.file == file;
      }));
}

bool overlaps(const support::TextEdit& edit, llvm::ArrayRef<support::TextEdit> others) {
  return llvm::any_of(others, [&](const support::TextEdit& other) {
    return edit.loc.range.begin < other.loc.range.end + 1 &&
           other.loc.range.begin < edit.loc.range.end + 1;
  });
}

/// Takes a fix if it does not touch what was taken before: the first by position wins.
bool take(const support::Fix& fix, Round& round) {
  for (const support::TextEdit& edit : fix.edits)
    if (overlaps(edit, round.edits)) return false;
  llvm::append_range(round.edits, fix.edits);
  ++round.fixes;
  return true;
}

void apply(Round& round, std::string& text) {
  llvm::stable_sort(round.edits, [](const support::TextEdit& a, const support::TextEdit& b) {
    return a.loc.range.begin > b.loc.range.begin;
  });
  for (const support::TextEdit& edit : round.edits)
    text.replace(edit.loc.range.begin, edit.loc.range.end - edit.loc.range.begin, edit.text);
}

class Fixer {
public:
  Fixer(const std::vector<std::string>& roots, const driver::CompileOptions& options,
        FixScope scope, FindingsOf findings)
      : roots_(roots), options_(options), scope_(scope), findings_(findings) {}

  llvm::Expected<FixReport> run() {
    for (int round = 0; round < maxRounds && fixOnce(); ++round)
      leaveBroken();
    return write();
  }

private:
  /// True if something has changed.
  bool fixOnce() {
    const auto files = fileSystemWith(files_);
    driver::Compilation compilation(roots_, options_, *files);
    std::map<support::FileId, Round> rounds;
    std::vector<lint::Finding> findings = findings_(compilation);
    llvm::stable_sort(findings, [](const lint::Finding& a, const lint::Finding& b) {
      return a.diagnostic.loc.range.begin < b.diagnostic.loc.range.begin;
    });
    for (const lint::Finding& finding : findings) {
      const support::Diagnostic& problem = finding.diagnostic;
      if (finding.isSuppressed || problem.fixes.empty()) continue;
      const support::Fix& fix = problem.fixes.front();
      if (fix.safety == support::FixSafety::Unsafe && scope_ == FixScope::Safe) continue;
      Round& round = rounds[problem.loc.file];
      if (take(fix, round)) round.rules.insert(std::string(problem.info().code));
    }
    bool hasChanged = false;
    for (auto& [id, round] : rounds)
      hasChanged |= change(compilation, id, round);
    return hasChanged;
  }

  bool change(const driver::Compilation& compilation, support::FileId id, Round& round) {
    const support::SourceFile& source = compilation.sources().file(id);
    llvm::SmallString<256> path(source.path());
    static_cast<void>(llvm::sys::fs::make_absolute(path));
    const auto [at, isNew] = files_.try_emplace(path.str().str());
    FixedFile& file = at->second;
    if (file.isLeft) return false;
    if (isNew) {
      file.before = file.text = source.text().str();
      file.errors = errorsIn(compilation, id);
    }
    file.seen.insert(file.text);
    apply(round, file.text);
    file.fixes += round.fixes;
    file.rules.insert(round.rules.begin(), round.rules.end());
    if (!file.seen.contains(file.text)) return true;
    leave(at->first, file, "its fixes undo each other");
    return true;
  }

  /// Fixes must not lead to errors: then the file is as it was.
  void leaveBroken() {
    const auto files = fileSystemWith(files_);
    const driver::Compilation compilation(roots_, options_, *files);
    for (auto& [path, file] : files_)
      for (const sema::CheckedModule& module : compilation.modules()) {
        llvm::SmallString<256> own(compilation.sources().file(module.module.file).path());
        static_cast<void>(llvm::sys::fs::make_absolute(own));
        if (!file.isLeft && own == path && errorsIn(compilation, module.module.file) > file.errors)
          leave(path, file, "a fix leads to an error");
      }
  }

  void leave(const std::string& path, FixedFile& file, llvm::StringRef why) {
    file.text = file.before;
    file.isLeft = true;
    report_.problems.push_back("`" + path + "` was left as it was: " + why.str() + " (" +
                               llvm::join(file.rules, ", ") + ")");
  }

  llvm::Expected<FixReport> write() {
    std::vector<OutputFile> outputs;
    std::vector<std::pair<std::string, llvm::sys::fs::perms>> permissions;
    for (const auto& [path, file] : files_) {
      if (file.isLeft || file.text == file.before) continue;
      llvm::SmallString<256> place; // not the link to it
      if (const std::error_code error = llvm::sys::fs::real_path(path, place))
        return llvm::createStringError(error, "cannot write `" + path + "`: " + error.message());
      const auto current = llvm::MemoryBuffer::getFile(place);
      const llvm::StringRef content = current ? (*current)->getBuffer() : llvm::StringRef();
      if (!content.ends_with(file.before)) { // but for a byte order mark it is what was read
        report_.problems.push_back("`" + path + "` has changed meanwhile");
        continue;
      }
      outputs.push_back(
          {place.str().str(), content.drop_back(file.before.size()).str() + file.text});
      if (const auto mode = llvm::sys::fs::getPermissions(place))
        permissions.emplace_back(place.str().str(), *mode);
      report_.fixes += file.fixes;
      ++report_.files;
    }
    if (llvm::Error error = writeFiles(outputs)) return error;
    for (const auto& [path, mode] : permissions)
      if (const std::error_code error = llvm::sys::fs::setPermissions(path, mode))
        return llvm::createStringError(error, "`" + path + "`: " + error.message());
    return report_;
  }

  const std::vector<std::string>& roots_;
  const driver::CompileOptions& options_;
  FixScope scope_;
  FindingsOf findings_;
  FixedFiles files_;
  FixReport report_;
};

} // namespace

llvm::Expected<FixReport> fixFiles(const std::vector<std::string>& roots,
                                   const driver::CompileOptions& options, FixScope scope,
                                   FindingsOf findings) {
  return Fixer(roots, options, scope, findings).run();
}

} // namespace aqua::cli
