#include "Slider.h"

#include <fmt/format.h>

namespace aqua::trace {

MaybeError Slider::setWindow(Interval window) {
  if (!hasWindow(window))
    return TraceError{
        fmt::format("executed trace has {} elements, but tried to set {} subtrace_len and {} "
                    "position",
                    trace_.size(), window.length, window.begin)};
  enter(window);
  return std::nullopt;
}

TraceError Slider::lengthError(uint32_t length) const {
  return {fmt::format("executed trace has {} elements and current position is {}, but tried to set "
                      "{} subtrace_len",
                      trace_.size(), position_, length)};
}

} // namespace aqua::trace
