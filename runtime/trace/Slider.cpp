#include "Slider.h"

#include <fmt/format.h>

namespace aqua::trace {

const State* Slider::next() {
  if (seen_ >= length_ || position_ >= trace_.size()) return nullptr;
  ++seen_;
  return &trace_[position_++];
}

MaybeError Slider::setWindow(Interval window) {
  if (window.length != 0 && uint64_t{window.begin} + window.length > trace_.size())
    return TraceError{
        fmt::format("executed trace has {} elements, but tried to set {} subtrace_len and {} "
                    "position",
                    trace_.size(), window.length, window.begin)};
  position_ = window.begin;
  length_ = window.length;
  seen_ = 0;
  return std::nullopt;
}

MaybeError Slider::setLength(uint32_t length) {
  // Beyond the end (after an empty window there) the real VM traps.
  if (position_ > trace_.size() || trace_.size() - position_ < length)
    return TraceError{
        fmt::format("executed trace has {} elements and current position is {}, but tried to set "
                    "{} subtrace_len",
                    trace_.size(), position_, length)};
  length_ = length;
  seen_ = 0;
  return std::nullopt;
}

} // namespace aqua::trace
