// Every program is formatted in many ways: it stays the same program, and formatting it again
// changes nothing (spec/08 D1).

#pragma once

#include "GoldenFile.h"

namespace aqua::golden {

/// What is wrong with the layout of the test's files; empty if nothing is. Files with syntax errors
/// are only asked to be left alone.
[[nodiscard]] std::string complainOfFormat(const GoldenFile& golden);

} // namespace aqua::golden
