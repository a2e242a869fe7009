// The options that compile, check and run share (spec/07 §17.2), and what they mean.

#pragma once

#include <string>
#include <vector>

#include "CLI/CLI.hpp"

#include "ExitCode.h"
#include "driver/Compilation.h"
#include "support/Render.h"

namespace aqua::cli {

struct CommonOptions {
  std::vector<std::string> paths;
  std::vector<std::string> importFolders;
  std::string importMap;
  std::string projectFile;
  bool noNodeModules = false;
  std::vector<std::string> constants;
  bool noRelay = false;
  bool noXor = false;
  bool emptyResponse = false;
  bool tracing = false;
  std::string preset;
  bool denyWarnings = false;
  bool quiet = false;
  std::string format = "human";
  std::string color = "auto";
};

/// Adds the options to a subcommand; `options` must outlive the parsing.
void addCommonOptions(CLI::App& command, CommonOptions& options);

/// The compiler's options, or an error for a malformed constant.
[[nodiscard]] llvm::Expected<driver::CompileOptions> compileOptions(const CommonOptions& options);

/// Prints the diagnostics where their format belongs: human and short to stderr, others to stdout.
void showDiagnostics(const driver::Compilation& compilation, const CommonOptions& options);

/// Prints diagnostics that come beside those of the compilation: without a summary, and in formats
/// that are one document as lines on stderr.
void showDiagnostics(const support::DiagnosticSink& diagnostics,
                     const driver::Compilation& compilation, const CommonOptions& options);

/// Success, SourceErrors or InputOutput, by what the diagnostics say.
[[nodiscard]] ExitCode verdict(const driver::Compilation& compilation,
                               const CommonOptions& options);

/// Checks an option that holds milliseconds since 1970: CLI11 takes -1 for a great number, and too
/// great ones for the greatest. Empty, or why it is wrong.
[[nodiscard]] std::string timeProblem(const std::string& text);

/// Prints `aqua: text` to stderr.
void complain(llvm::StringRef text);

} // namespace aqua::cli
