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

class Slider {
public:
  explicit Slider(llvm::ArrayRef<State> trace)
      : trace_(trace), length_(static_cast<uint32_t>(trace.size())) {}

  /// The next state of the window, or null at its end.
  const State* next();
  /// Moves to a window. One of length 0 may lie anywhere.
  MaybeError setWindow(Interval window);
  /// Lets the window begin here.
  MaybeError setLength(uint32_t length);

  [[nodiscard]] uint32_t position() const { return position_; }
  /// States of the window that were not seen yet.
  [[nodiscard]] uint32_t rest() const { return length_ - seen_; }
  [[nodiscard]] llvm::ArrayRef<State> trace() const { return trace_; }

private:
  llvm::ArrayRef<State> trace_;
  uint32_t position_ = 0;
  uint32_t length_ = 0;
  uint32_t seen_ = 0;
};

} // namespace aqua::trace
