#include "FoldLore.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "llvm/Support/MathExtras.h"

namespace aqua::trace {

namespace {

Fallible<uint32_t, TraceError> generationAt(llvm::ArrayRef<State> trace, uint32_t position) {
  if (position >= trace.size())
    return TraceError{fmt::format("requested an element at position '{}', but executed trace "
                                  "contains only '{}' elements",
                                  position, trace.size())};
  const State& state = trace[position];
  if (const auto* ap = std::get_if<ApState>(&state)) return ap->generation;
  const auto* call = std::get_if<CallState>(&state);
  if (call && call->kind == CallState::Kind::Stream) return call->number;
  return TraceError{
      fmt::format("expected a state of CallResult(Value::Stream) or Ap types but '{}' obtained",
                  displayText(state))};
}

/// Sums of lengths of the entries [first, end) of one generation: an iteration's window before
/// `next` reaches over all later iterations, the one after it over all earlier ones.
MaybeError sumGeneration(const FoldState& fold, size_t first, size_t end,
                         llvm::MutableArrayRef<ElementWindows> windows, uint32_t& total) {
  uint32_t after = 0;
  for (size_t i = first; i < end; ++i) {
    const FoldEntry& entry = fold.lore[i];
    bool overflow = false;
    total = llvm::SaturatingAdd(total, entry.before.length, &overflow);
    if (!overflow) total = llvm::SaturatingAdd(total, entry.after.length, &overflow);
    if (overflow)
      return TraceError{fmt::format("the first {} subtrace descriptors lens of fold {} overflows",
                                    i, debugPayload(fold))};
    after += entry.after.length;
    windows[i] = {entry.before, {entry.after.begin, after}};
  }
  uint32_t before = after;
  for (size_t i = end; i-- > first;) {
    before += fold.lore[i].before.length;
    windows[i].before.length = before;
  }
  return std::nullopt;
}

/// Requires that a value position repeats.
uint32_t firstRepetition(const FoldState& fold) {
  std::set<uint32_t> seen;
  const auto repeats = [&](const FoldEntry& e) { return !seen.insert(e.valuePosition).second; };
  return std::ranges::find_if(fold.lore, repeats)->valuePosition;
}

} // namespace

Fallible<FoldLore, TraceError> FoldLore::resolve(const FoldState& fold,
                                                 llvm::ArrayRef<State> trace) {
  FoldLore resolved;
  std::vector<ElementWindows> windows(fold.lore.size());
  uint32_t lastGeneration = 0;
  size_t first = 0;
  const auto close = [&](size_t end) {
    return sumGeneration(fold, first, end, windows, resolved.totalLength_);
  };
  for (size_t i = 0; i < fold.lore.size(); ++i) {
    auto generation = generationAt(trace, fold.lore[i].valuePosition);
    if (!generation) return std::move(generation.error());
    if (*generation == lastGeneration) continue;
    if (i > 0)
      if (MaybeError error = close(i)) return std::move(*error);
    lastGeneration = *generation;
    first = i;
  }
  if (MaybeError error = close(fold.lore.size())) return std::move(*error);

  resolved.entries_.reserve(fold.lore.size());
  for (size_t i = 0; i < fold.lore.size(); ++i)
    resolved.entries_.push_back({fold.lore[i].valuePosition, false, windows[i]});
  std::ranges::sort(resolved.entries_, {}, &Entry::valuePosition);
  if (std::ranges::adjacent_find(resolved.entries_, {}, &Entry::valuePosition) !=
      resolved.entries_.end())
    return TraceError{fmt::format("{} contains several subtraces with the same value_pos {}",
                                  debugPayload(fold), firstRepetition(fold))};
  return resolved;
}

std::optional<ElementWindows> FoldLore::take(uint32_t valuePosition) {
  const auto found = std::ranges::lower_bound(entries_, valuePosition, {}, &Entry::valuePosition);
  if (found == entries_.end() || found->valuePosition != valuePosition || found->isTaken)
    return std::nullopt;
  found->isTaken = true;
  return found->windows;
}

std::string FoldLore::debugText() const {
  const auto interval = [](const Interval& i) {
    return fmt::format("SubTraceDesc {{ begin_pos: {}, subtrace_len: {} }}", i.begin, i.length);
  };
  std::string lore;
  for (const auto& [position, isTaken, windows] : entries_) {
    if (isTaken) continue;
    if (!lore.empty()) lore += ", ";
    lore += fmt::format("{}: ResolvedSubTraceDescs {{ before_subtrace: {}, after_subtrace: {} }}",
                        position, interval(windows.before), interval(windows.after));
  }
  return fmt::format("ResolvedFold {{ lore: {{{}}}, fold_states_count: {} }}", lore, totalLength_);
}

} // namespace aqua::trace
