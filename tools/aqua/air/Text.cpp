// `aqua air parse`, `fmt` and `beautify`: a script in, another form of it out.

#include "AirCommands.h"
#include "CommonOptions.h"
#include "OutputFiles.h"
#include "air/AstJson.h"
#include "air/Beautify.h"
#include "air/Format.h"

namespace aqua::cli {
namespace {

struct ParseSettings {
  std::string path;
  bool pretty = false;
};

ExitCode runParse(const ParseSettings& settings) {
  ExitCode exit = ExitCode::Success;
  if (const auto read = readScript(settings.path, exit))
    air::printAst(read->script, read->text, llvm::outs(),
                  settings.pretty ? air::JsonLayout::Indented : air::JsonLayout::Compact);
  return exit;
}

struct AirFmtSettings {
  std::string path;
  bool compact = false;
  bool check = false;
  bool write = false;
};

ExitCode runAirFmt(const AirFmtSettings& settings) {
  ExitCode exit = ExitCode::Success;
  const auto read = readScript(settings.path, exit);
  if (!read) return exit;
  const air::FormatResult formatted =
      air::formatText(read->text, settings.compact ? air::Layout::Compact : air::Layout::Indented);
  if (settings.check) {
    if (formatted.text == read->text) return ExitCode::Success;
    llvm::outs() << settings.path << "\n";
    return ExitCode::SourceErrors;
  }
  if (!settings.write || settings.path == "-") {
    llvm::outs() << formatted.text;
    return ExitCode::Success;
  }
  if (formatted.text == read->text) return ExitCode::Success;
  if (llvm::Error error = writeFiles({{settings.path, formatted.text}})) {
    complain(llvm::toString(std::move(error)));
    return ExitCode::InputOutput;
  }
  return ExitCode::Success;
}

struct BeautifySettings {
  std::string path;
  bool patterns = false;
};

ExitCode runBeautify(const BeautifySettings& settings) {
  ExitCode exit = ExitCode::Success;
  if (const auto read = readScript(settings.path, exit))
    air::beautify(read->script, llvm::outs(),
                  settings.patterns ? air::Patterns::Named : air::Patterns::AsWritten);
  return exit;
}

} // namespace

void addAirParse(CLI::App& air, ExitCode& exit) {
  auto settings = std::make_shared<ParseSettings>();
  CLI::App* command = air.add_subcommand(
      "parse", "Print the tree of a script as JSON, as AquaVM's `ast` does, or its errors");
  addScriptOption(*command, settings->path);
  command->add_flag("--pretty", settings->pretty, "With line breaks");
  command->callback([settings, &exit] { exit = runParse(*settings); });
}

void addAirFmt(CLI::App& air, ExitCode& exit) {
  auto settings = std::make_shared<AirFmtSettings>();
  CLI::App* command = air.add_subcommand("fmt", "Print a script in its canonical layout");
  addScriptOption(*command, settings->path);
  command->add_flag("--compact", settings->compact, "In one line, without comments");
  command->add_flag("--check", settings->check,
                    "Only name the file if it would change; status 1 then");
  command->add_flag("--write", settings->write, "Change the file instead of printing");
  command->callback([settings, &exit] { exit = runAirFmt(*settings); });
}

void addAirBeautify(CLI::App& air, ExitCode& exit) {
  auto settings = std::make_shared<BeautifySettings>();
  CLI::App* command =
      air.add_subcommand("beautify",
                         "Print a script for reading: calls as assignments, no brackets")
          ->alias("b");
  addScriptOption(*command, settings->path);
  command->add_flag("--patterns", settings->patterns, "Name what compilers write for one idea");
  command->callback([settings, &exit] { exit = runBeautify(*settings); });
}

} // namespace aqua::cli
