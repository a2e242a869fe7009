#include "Progress.h"

namespace aqua::report {

namespace {

/// To the start of the line, and clear it.
constexpr const char* eraseLine = "\r\x1b[K";

} // namespace

std::string Progress::update(double elapsedMs, llvm::function_ref<std::string()> text) {
  if (elapsedMs < next_) return "";
  next_ = elapsedMs + betweenMs;
  isShown_ = true;
  return eraseLine + text();
}

std::string Progress::erase() {
  if (!isShown_) return "";
  isShown_ = false;
  return eraseLine;
}

} // namespace aqua::report
