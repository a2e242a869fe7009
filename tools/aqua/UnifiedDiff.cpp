#include "UnifiedDiff.h"

#include <algorithm>

#include "driver/LineEdits.h"
#include "fmt/format.h"
#include "llvm/ADT/ArrayRef.h"

namespace aqua::cli {

namespace {

constexpr size_t context = 3;

/// Lines first … last-1 of the old text become `added`.
struct Change {
  size_t first = 0, last = 0;
  std::vector<llvm::StringRef> added;
};

std::vector<Change> changesOf(llvm::StringRef text, const std::vector<format::Edit>& edits) {
  std::vector<Change> changes;
  size_t line = 0;
  uint32_t at = 0;
  const auto lineAt = [&](uint32_t offset) {
    line += text.slice(at, offset).count('\n');
    at = offset;
    const bool isInside = offset > 0 && text[offset - 1] != '\n'; // the last line has no end
    return line + (isInside ? 1 : 0);
  };
  for (const format::Edit& edit : edits) {
    Change change;
    change.first = lineAt(edit.range.begin);
    change.last = lineAt(edit.range.end);
    change.added = driver::linesOf(edit.text);
    changes.push_back(std::move(change));
  }
  return changes;
}

class DiffWriter {
public:
  explicit DiffWriter(llvm::StringRef text) : lines_(driver::linesOf(text)) {}

  /// One hunk: changes that are so close that their contexts meet.
  void write(llvm::ArrayRef<Change> changes) {
    const size_t begin = changes.front().first - std::min(changes.front().first, context);
    const size_t end = std::min(changes.back().last + context, lines_.size());
    std::string body;
    size_t added = 0;
    size_t removed = 0;
    size_t at = begin;
    const auto copyUntil = [&](size_t line) {
      for (; at < line; ++at)
        put(' ', lines_[at], body);
    };
    for (const Change& change : changes) {
      copyUntil(change.first);
      for (; at < change.last; ++at)
        put('-', lines_[at], body);
      for (const llvm::StringRef line : change.added)
        put('+', line, body);
      added += change.added.size();
      removed += change.last - change.first;
    }
    copyUntil(end);
    const size_t oldSize = end - begin;
    const size_t newSize = oldSize - removed + added;
    out_ += fmt::format("@@ -{} +{} @@\n", place(begin, oldSize), place(begin + growth_, newSize)) +
            body;
    growth_ += added - removed;
  }

  std::string take() { return std::move(out_); }

private:
  /// `first line,number of lines`; an empty part is named by the line before it.
  static std::string place(size_t begin, size_t size) {
    if (size == 1) return fmt::to_string(begin + 1);
    return fmt::format("{},{}", size == 0 ? begin : begin + 1, size);
  }

  static void put(char sign, llvm::StringRef line, std::string& out) {
    out += sign;
    out += line;
    if (!line.ends_with("\n")) out += "\n\\ No newline at end of file\n";
  }

  std::vector<llvm::StringRef> lines_;
  std::string out_;
  size_t growth_ = 0; // lines added less those removed; wraps around below zero, as it may
};

} // namespace

std::string unifiedDiff(llvm::StringRef name, llvm::StringRef text,
                        const std::vector<format::Edit>& edits) {
  if (edits.empty()) return "";
  const std::vector<Change> changes = changesOf(text, edits);
  DiffWriter writer(text);
  for (size_t first = 0; first < changes.size();) {
    size_t last = first + 1;
    while (last < changes.size() && changes[last].first <= changes[last - 1].last + 2 * context)
      ++last;
    writer.write(llvm::ArrayRef(changes).slice(first, last - first));
    first = last;
  }
  return fmt::format("--- {0}\n+++ {0}\n", std::string_view(name)) + writer.take();
}

} // namespace aqua::cli
