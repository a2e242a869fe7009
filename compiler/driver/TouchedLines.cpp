#include "TouchedLines.h"

#include "llvm/ADT/STLExtras.h"

#include "LineEdits.h"

namespace aqua::driver {

namespace {

uint32_t lineAt(llvm::StringRef text, uint32_t offset) {
  return static_cast<uint32_t>(text.take_front(offset).count('\n')) + 1;
}

/// The lines of the new text that come from the edits. Where lines went away: those beside the gap.
std::vector<format::LineRange> touchedLines(llvm::StringRef before,
                                            const std::vector<format::Edit>& edits) {
  std::vector<format::LineRange> touched;
  uint32_t added = 0, removed = 0;
  for (const format::Edit& edit : edits) {
    const uint32_t first = lineAt(before, edit.range.begin) + added - removed;
    const auto count = static_cast<uint32_t>(llvm::StringRef(edit.text).count('\n'));
    touched.push_back(count > 0 ? format::LineRange{first, first + count - 1}
                                : format::LineRange{std::max(first, 2U) - 1, first});
    added += count;
    removed += static_cast<uint32_t>(before.slice(edit.range.begin, edit.range.end).count('\n'));
  }
  return touched;
}

/// True if the layout changes these lines and no others.
bool staysInside(llvm::StringRef text, const format::Result& result, format::LineRange lines) {
  return llvm::all_of(result.edits, [&](const format::Edit& edit) {
    const uint32_t first = lineAt(text, edit.range.begin);
    const uint32_t last = std::max(first, lineAt(text, edit.range.end) - 1);
    return lines.first <= first && last <= lines.last;
  });
}

} // namespace

std::string formatTouchedLines(llvm::StringRef before, std::string after,
                               const format::Style& style) {
  format::Style other = style;
  other.indent = style.indent == 4 ? 2 : 4;
  const std::vector<format::LineRange> touched = touchedLines(before, lineEdits(before, after));
  // From the last to the first, so that the numbers of lines above stay true.
  for (const format::LineRange lines : llvm::reverse(touched)) {
    std::optional<format::Result> best; // that changes least
    for (const format::Style& each : {style, other}) {
      support::DiagnosticSink unused;
      format::Result result = format::formatText({}, after, {each, lines}, unused);
      if (result.outcome != format::Outcome::Formatted || !staysInside(after, result, lines))
        continue;
      if (!best || result.edits.size() < best->edits.size()) best = std::move(result);
    }
    if (best) after = std::move(best->text);
  }
  return after;
}

} // namespace aqua::driver
