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

size_t Problems::spoiledLines(SourceRange within) const {
  std::vector<uint32_t> starts;
  for (const std::vector<SourceRange>& lines : spoiled_) {
    auto line = std::partition_point(lines.begin(), lines.end(),
                                     [&](SourceRange range) { return range.begin < within.begin; });
    for (; line != lines.end() && line->begin < within.end; ++line)
      starts.push_back(line->begin);
  }
  std::sort(starts.begin(), starts.end());
  return static_cast<size_t>(std::unique(starts.begin(), starts.end()) - starts.begin());
}

void Problems::dropLastIfSpoiled(uint32_t line) {
  consequences_.emplace_back(sink_.all().size() - 1, line);
}

void Problems::moveTo(support::DiagnosticSink& diags, size_t limit) {
  support::DiagnosticSink kept;
  auto consequence = consequences_.begin();
  for (size_t i = 0; i < sink_.all().size(); ++i) {
    const bool isConditional = consequence != consequences_.end() && consequence->first == i;
    if (!isConditional || !isSpoiled((consequence++)->second)) kept.add(sink_.all()[i]);
  }
  kept.sort();
  const auto& all = kept.all();
  const size_t shown = std::min(all.size(), limit);
  for (size_t i = 0; i < shown; ++i)
    diags.add(all[i]);
  const size_t more = all.size() - shown + uncomposed_;
  if (more > 0)
    diags.report(support::diag::TooManySyntaxErrors, all[std::min(shown, all.size() - 1)].loc,
                 more);
}

} // namespace aqua::syntax
