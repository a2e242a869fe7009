#include "FixCheck.h"

#include <algorithm>
#include <map>

namespace aqua::golden {
namespace {

/// How often each code occurs, wherever it is: a fix moves what follows, and may change what other
/// messages say.
using Problems = std::map<std::string, int>;

Problems problemsOf(const StageResult& result) {
  Problems problems;
  for (const Finding& finding : result.findings)
    ++problems[finding.code];
  return problems;
}

/// Empty if the edits overlap.
std::vector<VirtualFile> applied(const OfferedFix& fix, std::vector<VirtualFile> files) {
  std::vector<FixEdit> edits = fix.edits;
  std::stable_sort(edits.begin(), edits.end(), [](const FixEdit& a, const FixEdit& b) {
    return std::pair(a.file, a.begin) > std::pair(b.file, b.begin);
  });
  for (size_t i = 0; i < edits.size(); ++i) {
    const FixEdit& edit = edits[i];
    if (i > 0 && edits[i - 1].file == edit.file && edit.end > edits[i - 1].begin) return {};
    files[edit.file].text.replace(edit.begin, edit.end - edit.begin, edit.text);
  }
  return files;
}

/// `name … is not defined`, and the name is what the fix removes: it is used further down.
bool isUseOfRemoved(const Finding& found, const OfferedFix& fix, const GoldenFile& golden) {
  if (found.code != "E0301") return false;
  const std::string name = llvm::StringRef(found.message).split('`').second.split('`').first.str();
  return std::any_of(fix.edits.begin(), fix.edits.end(), [&](const FixEdit& edit) {
    const std::string& text = golden.files[edit.file].text;
    return edit.text.empty() && llvm::StringRef(text).slice(edit.begin, edit.end).contains(name);
  });
}

std::string complaint(const GoldenFile& golden, const StageResult& before, const OfferedFix& fix) {
  const Finding& problem = before.findings[fix.finding];
  const std::string where = "the fix `" + fix.title + "` for " + problem.code + " in line " +
                            std::to_string(problem.begin.line) + ": ";
  const std::vector<VirtualFile> files = applied(fix, golden.files);
  if (files.empty()) return where + "its edits overlap\n";
  const StageResult result = runStage(golden.stage, golden.options, files);
  Problems old = problemsOf(before);
  --old[problem.code];
  Problems now = problemsOf(result);
  std::string text;
  for (const Finding& found : result.findings) {
    // What cannot be compiled yet is not reported in a file with other errors.
    const bool counts = found.severity == "error" && found.code != "E0701";
    if (isUseOfRemoved(found, fix, golden)) continue;
    if ((counts || found.code == problem.code) && now[found.code] > old[found.code])
      text += where + "leads to " + describe(found) + "\n";
  }
  return text;
}

} // namespace

std::string complainOfFixes(const GoldenFile& golden, const StageResult& result) {
  std::string text;
  for (const OfferedFix& fix : result.fixes)
    text += complaint(golden, result, fix);
  return text;
}

} // namespace aqua::golden
