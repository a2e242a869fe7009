// The commands of `aqua air`, one file each, and what they share.

#pragma once

#include <memory>
#include <optional>

#include "CLI/CLI.hpp"

#include "ExitCode.h"
#include "air/Parse.h"

namespace aqua::cli {

void addAirParse(CLI::App& air, ExitCode& exit);
void addAirFmt(CLI::App& air, ExitCode& exit);
void addAirBeautify(CLI::App& air, ExitCode& exit);
void addAirLint(CLI::App& air, ExitCode& exit);
void addAirStats(CLI::App& air, ExitCode& exit);
void addAirRun(CLI::App& air, ExitCode& exit);
void addAirLocate(CLI::App& air, ExitCode& exit);

/// The option for the script of a command.
void addScriptOption(CLI::App& command, std::string& path);

/// The content of a file, `-` is the standard input. Complains if it cannot be read.
[[nodiscard]] std::optional<std::string> readText(const std::string& path, ExitCode& exit);

/// The same for a script, which is UTF-8.
[[nodiscard]] std::optional<std::string> readScriptText(const std::string& path, ExitCode& exit);

/// A script and the text it was parsed from.
struct ScriptText {
  std::string text;
  air::Script script;
};
/// Shows the errors of the script as AquaVM does, and gives nothing then.
[[nodiscard]] std::optional<ScriptText> readScript(const std::string& path, ExitCode& exit);

/// The same for a text; `path` is its name in errors.
[[nodiscard]] std::optional<ScriptText> parseText(std::string text, const std::string& path,
                                                  ExitCode& exit);

/// A place in a text, from 1; columns are in characters.
struct TextPlace {
  size_t line = 1;
  size_t column = 1;
};

/// Finds the places of offsets. Going forward it never reads twice.
class PlaceFinder {
public:
  explicit PlaceFinder(llvm::StringRef text) : text_(text) {}
  [[nodiscard]] TextPlace find(size_t offset);

private:
  llvm::StringRef text_;
  size_t offset_ = 0; // of the last place
  TextPlace place_;
};

/// `FILE:LINE:COLUMN`.
[[nodiscard]] std::string placeText(const std::string& path, TextPlace place);
/// The same of one offset.
[[nodiscard]] std::string placeText(const std::string& path, llvm::StringRef text, size_t offset);

} // namespace aqua::cli
