// Every fix that a diagnostic offers is applied alone: the diagnostic must be gone, and nothing
// else be wrong.

#pragma once

#include "GoldenFile.h"

namespace aqua::golden {

/// What is wrong with the fixes that `result`, the result of `golden`, offers; empty if nothing is.
[[nodiscard]] std::string complainOfFixes(const GoldenFile& golden, const StageResult& result);

} // namespace aqua::golden
