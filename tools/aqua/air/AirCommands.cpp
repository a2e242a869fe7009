// `aqua air`: tools for scripts.

#include "AirCommands.h"

#include <fmt/format.h>

#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

#include "Commands.h"
#include "CommonOptions.h"

namespace aqua::cli {

void addAirCommand(CLI::App& app, ExitCode& exit) {
  CLI::App* air = app.add_subcommand("air", "Tools for AIR scripts");
  air->require_subcommand(1);
  addAirParse(*air, exit);
  addAirFmt(*air, exit);
  addAirBeautify(*air, exit);
  addAirLint(*air, exit);
  addAirStats(*air, exit);
  addAirRun(*air, exit);
  addAirLocate(*air, exit);
}

void addScriptOption(CLI::App& command, std::string& path) {
  command.add_option("script", path, "An AIR file; `-` is the standard input")
      ->type_name("FILE")
      ->required();
}

std::optional<std::string> readText(const std::string& path, ExitCode& exit) {
  const auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path);
  if (buffer) return (*buffer)->getBuffer().str();
  complain(fmt::format("cannot read `{}`: {}", path, buffer.getError().message()));
  exit = ExitCode::InputOutput;
  return std::nullopt;
}

std::optional<std::string> readScriptText(const std::string& path, ExitCode& exit) {
  std::optional<std::string> text = readText(path, exit);
  size_t offset = 0;
  if (!text || llvm::json::isUTF8(*text, &offset)) return text;
  complain(fmt::format("{}: not UTF-8", placeText(path, *text, offset)));
  exit = ExitCode::SourceErrors;
  return std::nullopt;
}

std::optional<ScriptText> readScript(const std::string& path, ExitCode& exit) {
  std::optional<std::string> text = readScriptText(path, exit);
  if (!text) return std::nullopt;
  return parseText(std::move(*text), path, exit);
}

std::optional<ScriptText> parseText(std::string text, const std::string& path, ExitCode& exit) {
  air::ParseResult parsed = air::parseScript(text);
  if (parsed.script) return ScriptText{std::move(text), std::move(*parsed.script)};
  llvm::errs() << path << ": " << air::errorText(text, parsed.errors);
  exit = ExitCode::SourceErrors;
  return std::nullopt;
}

TextPlace PlaceFinder::find(size_t offset) {
  if (offset < offset_) *this = PlaceFinder(text_);
  for (const char c : text_.slice(offset_, offset)) {
    const bool isContinuation = (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
    if (c == '\n')
      place_ = {place_.line + 1, 1};
    else if (!isContinuation)
      ++place_.column;
  }
  offset_ = offset;
  return place_;
}

std::string placeText(const std::string& path, TextPlace place) {
  return fmt::format("{}:{}:{}", path, place.line, place.column);
}

std::string placeText(const std::string& path, llvm::StringRef text, size_t offset) {
  return placeText(path, PlaceFinder(text).find(offset));
}

} // namespace aqua::cli
