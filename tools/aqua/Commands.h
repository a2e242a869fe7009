// The subcommands. Each file adds its command to the app and sets `exit` when it has run.

#pragma once

#include "CLI/CLI.hpp"

#include "ExitCode.h"

namespace aqua::cli {

void addCompileCommand(CLI::App& app, ExitCode& exit);
void addCheckCommand(CLI::App& app, ExitCode& exit);
void addRunCommand(CLI::App& app, ExitCode& exit);
void addLintCommand(CLI::App& app, ExitCode& exit);
void addFmtCommand(CLI::App& app, ExitCode& exit);
void addExplainCommand(CLI::App& app, ExitCode& exit);
void addLspCommand(CLI::App& app, ExitCode& exit);
void addAirCommand(CLI::App& app, ExitCode& exit);

} // namespace aqua::cli
