// A cursor over an old trace that sees a window of it (spec/05 §11.1).

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "State.h"
#include "llvm/ADT/ArrayRef.h"

namespace aqua::trace {

/// Why two traces and the script do not fit together: the text that follows "trace handler
/// encountered an error" in AquaVM's messages.
struct TraceError {
  std::string text;
};
/// Nothing: all is well.
using MaybeError = std::optional<TraceError>;

/// A window over an old trace, which is read from its front.
class Slider {
public:
  explicit Slider(llvm::ArrayRef<State> trace)
      : trace_(trace), end_(static_cast<uint32_t>(trace.size())) {}

  /// The next state of the window, or null at its end.
  const State* next() { return position_ < end_ ? &trace_[position_++] : nullptr; }
  /// The same, to be seen again.
  [[nodiscard]] const State* peek() const {
    return position_ < end_ ? &trace_[position_] : nullptr;
  }
  /// Moves to a window. One of length 0 may lie anywhere.
  MaybeError setWindow(Interval window);
  /// Lets the window begin here.
  MaybeError setLength(uint32_t length) {
    if (!hasLength(length)) return lengthError(length);
    enter({position_, length});
    return std::nullopt;
  }
  /// The same, if the window is longer.
  void narrow(uint32_t length) { end_ = position_ + length; }
  // The same, for the end of a branch or fold: a window that lies outside of the trace is ignored,
  // the slider stays where it is (spec/04 §12.3).
  void setWindowIfPossible(Interval window) {
    if (hasWindow(window)) enter(window);
  }
  void setLengthIfPossible(uint32_t length) {
    if (hasLength(length)) enter({position_, length});
  }

  [[nodiscard]] uint32_t position() const { return position_; }
  /// States of the window that were not seen yet.
  [[nodiscard]] uint32_t rest() const { return end_ - position_; }
  [[nodiscard]] llvm::ArrayRef<State> trace() const { return trace_; }

  [[nodiscard]] bool hasWindow(Interval window) const {
    return window.length == 0 || uint64_t{window.begin} + window.length <= trace_.size();
  }
  /// To a window that lies in the trace.
  void enter(Interval window) {
    position_ = window.begin;
    end_ = window.begin + window.length;
  }

private:
  /// Beyond the end (after an empty window there) the real VM traps.
  [[nodiscard]] bool hasLength(uint32_t length) const {
    return position_ <= trace_.size() && trace_.size() - position_ >= length;
  }
  [[nodiscard]] TraceError lengthError(uint32_t length) const;

  llvm::ArrayRef<State> trace_;
  uint32_t position_ = 0;
  uint32_t end_ = 0; // of the window; in the trace, unless it is empty
};

} // namespace aqua::trace
