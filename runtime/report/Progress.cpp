#include "Progress.h"

namespace aqua::report {

namespace {

/// To the start of the line, and clear it.
constexpr const char* kErase = "\r\x1b[K";

} // namespace

std::string Progress::update(double elapsedMs, llvm::function_ref<std::string()> text) {
  if (elapsedMs < next_) return "";
  next_ = elapsedMs + kBetween;
  isShown_ = true;
  return kErase + text();
}

std::string Progress::erase() {
  if (!isShown_) return "";
  isShown_ = false;
  return kErase;
}

} // namespace aqua::report
