// `aqua lsp --check`: whether the editor features contradict each other in some files.

#pragma once

#include "CommonOptions.h"

namespace aqua::cli {

struct LspCheckSettings {
  bool isWanted = false;
  size_t renames = 3; // to try out in each file
  CommonOptions common;
};

/// Asks every feature at every position; contradictions go to the standard output.
[[nodiscard]] ExitCode checkEditorFeatures(const LspCheckSettings& settings);

} // namespace aqua::cli
