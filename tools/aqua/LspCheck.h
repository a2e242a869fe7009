// `aqua lsp --check`: whether the editor features contradict each other in some files.

#pragma once

#include "CommonOptions.h"

namespace aqua::cli {

struct LspCheckSettings {
  bool check = false;
  size_t renames = 3; // tried out in each file
  CommonOptions common;
};

/// Prints the contradictions, and how much was asked.
[[nodiscard]] ExitCode checkEditorFeatures(const LspCheckSettings& settings);

} // namespace aqua::cli
