#include "Problems.h"

#include <algorithm>

namespace aqua::syntax {

void Problems::spoil(Pass pass, SourceRange line) {
  spoiled_[static_cast<size_t>(pass)].push_back(line);
}

bool Problems::isSpoiled(uint32_t offset) const {
  return std::any_of(std::begin(spoiled_), std::end(spoiled_), [&](const auto& lines) {
    const auto line = std::partition_point(lines.begin(), lines.end(),
                                           [&](SourceRange range) { return range.end < offset; });
    return line != lines.end() && line->begin <= offset;
  });
}

void Problems::moveTo(support::DiagnosticSink& diags, size_t limit) {
  sink_.sort();
  const std::vector<support::Diagnostic>& all = sink_.all();
  const size_t shown = std::min(all.size(), limit);
  for (size_t i = 0; i < shown; ++i)
    diags.add(all[i]);
  const size_t more = all.size() - shown + uncomposed_;
  if (more > 0)
    diags.report(support::diag::TooManySyntaxErrors, all[std::min(shown, all.size() - 1)].loc,
                 more);
}

} // namespace aqua::syntax
