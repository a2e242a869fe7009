// A line that tells how far a long run is.

#pragma once

#include <string>

#include "llvm/ADT/STLFunctionalExtras.h"

namespace aqua::report {

/// Decides when to write and what; knows neither clock nor terminal. Short runs write nothing.
class Progress {
public:
  /// What to write now, `elapsedMs` after the start; empty most of the time. Asks for `text` only
  /// if it is going to be written.
  [[nodiscard]] std::string update(double elapsedMs, llvm::function_ref<std::string()> text);
  /// What makes the line disappear; empty if there is none.
  [[nodiscard]] std::string erase();

private:
  bool isShown_ = false;
  double next_ = firstMs;

  static constexpr double firstMs = 500;
  static constexpr double betweenMs = 100;
};

} // namespace aqua::report
