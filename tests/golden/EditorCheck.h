// Every program, sound or broken, is asked everything that an editor may ask: no two answers
// contradict each other.

#pragma once

#include "GoldenFile.h"

namespace aqua::golden {

/// The contradictions, a line for each.
[[nodiscard]] std::string complainOfEditor(const GoldenFile& golden);

} // namespace aqua::golden
