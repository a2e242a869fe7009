// `aqua lsp --check`: whether the editor features contradict each other in some files.

#pragma once

#include "CommonOptions.h"
#include "ExitCode.h"

namespace aqua::cli {

struct LspCheckSettings {
  bool isWanted = false;
  size_t renames = 3; // to try out in each file
  CommonOptions common;
};

void addLspCheckOptions(CLI::App& command, LspCheckSettings& settings);

/// Asks every feature at every position and prints the contradictions, then how much was asked.
[[nodiscard]] ExitCode checkEditorFiles(const LspCheckSettings& settings);

} // namespace aqua::cli
