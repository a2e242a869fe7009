// Checks of our own invariants. A failed check is a bug of ours, never of the user's input.

#pragma once

namespace aqua::support {

/// Prints what is broken and how to report it, then ends the process with exit code 70.
[[noreturn]] void invariantBroken(const char* condition, const char* text, const char* file,
                                  int line);

} // namespace aqua::support

/// Holds in release builds, too; for costly conditions use assert.
#define AQUA_CHECK(condition, text)                                                                \
  (static_cast<bool>(condition)                                                                    \
       ? static_cast<void>(0)                                                                      \
       : ::aqua::support::invariantBroken(#condition, text, __FILE__, __LINE__))
