#include "FixTexts.h"

#include <map>
#include <set>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include "TouchedLines.h"
#include "lint/SuppressionEdits.h"

namespace aqua::driver {
namespace {

constexpr int maxRounds = 10;

/// A file while it is being fixed.
struct FixedFile {
  std::string shown; // its name
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

using FileSystem = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

FileSystem overlayed(const FileSystem& real, const FixedFiles& files) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  if (auto folder = real->getCurrentWorkingDirectory())
    static_cast<void>(memory->setCurrentWorkingDirectory(*folder));
  for (const auto& [path, file] : files)
    memory->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(file.text));
  auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(real);
  overlay->pushOverlay(memory);
  return overlay;
}

size_t errorsIn(const Compilation& compilation, support::FileId file) {
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
  Fixer(const std::vector<std::string>& roots, const CompileOptions& options, FileSystem files)
      : roots_(roots), options_(options), real_(std::move(files)) {}

  FixResult fix(FixScope scope, FindingsOf findings) {
    for (int round = 0; round < maxRounds && fixOnce(scope, findings); ++round)
      leaveBroken();
    return result();
  }

  FixResult suppress(llvm::StringRef reason, FindingsOf findings) {
    suppressOnce(reason, findings);
    leaveBroken();
    return result();
  }

private:
  void suppressOnce(llvm::StringRef reason, FindingsOf findingsOf) {
    const auto files = overlayed(real_, files_);
    Compilation compilation(roots_, options_, *files);
    const std::vector<lint::Finding> findings = findingsOf(compilation);
    for (const sema::CheckedModule& module : compilation.modules()) {
      const support::FileId id = module.module.file;
      Round round;
      round.edits = lint::suppressionEdits(findings, compilation.tree(module),
                                           compilation.sources().file(id), reason);
      round.fixes = round.edits.size();
      if (!round.edits.empty()) static_cast<void>(change(compilation, id, round));
    }
  }

  /// True if something has changed.
  bool fixOnce(FixScope scope, FindingsOf findingsOf) {
    const auto files = overlayed(real_, files_);
    Compilation compilation(roots_, options_, *files);
    std::map<support::FileId, Round> rounds;
    std::vector<lint::Finding> findings = findingsOf(compilation);
    llvm::stable_sort(findings, [](const lint::Finding& a, const lint::Finding& b) {
      return a.diagnostic.loc.range.begin < b.diagnostic.loc.range.begin;
    });
    for (const lint::Finding& finding : findings) {
      const support::Diagnostic& problem = finding.diagnostic;
      if (finding.isSuppressed || problem.fixes.empty()) continue;
      const support::Fix& fix = problem.fixes.front();
      if (fix.safety == support::FixSafety::Unsafe && scope == FixScope::Safe) continue;
      Round& round = rounds[problem.loc.file];
      if (take(fix, round)) round.rules.insert(std::string(problem.info().code));
    }
    style_ = compilation.projectStyle();
    bool hasChanged = false;
    for (auto& [id, round] : rounds)
      hasChanged |= change(compilation, id, round);
    return hasChanged;
  }

  bool change(const Compilation& compilation, support::FileId id, Round& round) {
    const support::SourceFile& source = compilation.sources().file(id);
    llvm::SmallString<256> path(source.path());
    static_cast<void>(real_->makeAbsolute(path));
    const auto [at, isNew] = files_.try_emplace(path.str().str());
    FixedFile& file = at->second;
    if (file.isLeft) return false;
    if (isNew) {
      file.shown = source.path().str();
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
    const auto files = overlayed(real_, files_);
    const Compilation compilation(roots_, options_, *files);
    for (auto& [path, file] : files_)
      for (const sema::CheckedModule& module : compilation.modules()) {
        llvm::SmallString<256> own(compilation.sources().file(module.module.file).path());
        static_cast<void>(real_->makeAbsolute(own));
        if (!file.isLeft && own == path && errorsIn(compilation, module.module.file) > file.errors)
          leave(path, file, "a fix leads to an error");
      }
  }

  void leave(const std::string& path, FixedFile& file, llvm::StringRef why) {
    file.text = file.before;
    file.isLeft = true;
    result_.problems.push_back("`" + path + "` was left as it was: " + why.str() + " (" +
                               llvm::join(file.rules, ", ") + ")");
  }

  FixResult result() {
    for (auto& [path, file] : files_) {
      if (file.isLeft || file.text == file.before) continue;
      if (style_) file.text = formatTouchedLines(file.before, std::move(file.text), *style_);
      result_.texts.push_back({path, file.shown, file.before, file.text, file.fixes});
    }
    return std::move(result_);
  }

  const std::vector<std::string>& roots_;
  const CompileOptions& options_;
  FileSystem real_;
  FixedFiles files_;
  std::optional<format::Style> style_; // of lines that fixes change; comments stay as they are put
  FixResult result_;
};

} // namespace

FixResult fixTexts(const std::vector<std::string>& roots, const CompileOptions& options,
                   FixScope scope, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files,
                   FindingsOf findings) {
  return Fixer(roots, options, std::move(files)).fix(scope, findings);
}

FixResult addSuppressions(const std::vector<std::string>& roots, const CompileOptions& options,
                          llvm::StringRef reason,
                          llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files,
                          FindingsOf findings) {
  return Fixer(roots, options, std::move(files)).suppress(reason, findings);
}

} // namespace aqua::driver
