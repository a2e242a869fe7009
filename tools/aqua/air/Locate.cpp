// `aqua air locate`: the place in the source of an error of AquaVM.

#include <memory>
#include <optional>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

#include "AirCommands.h"
#include "CommonOptions.h"

namespace aqua::cli {
namespace {

namespace json = llvm::json;

struct LocateSettings {
  std::string map;
  std::string error = "-";
};

/// What AquaVM says about an error (spec/04 §11.2).
struct VmError {
  std::string instruction;
  std::string message;
  std::string peer;
};

/// The text as a JSON object; complains if it is none.
std::optional<json::Object> readObject(const std::string& path, ExitCode& exit) {
  const auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path);
  if (!buffer) {
    complain("cannot read `" + path + "`: " + buffer.getError().message());
    exit = ExitCode::InputOutput;
    return std::nullopt;
  }
  llvm::Expected<json::Value> value = json::parse((*buffer)->getBuffer());
  if (!value)
    complain("`" + path + "` is not JSON: " + llvm::toString(value.takeError()));
  else if (json::Object* object = value->getAsObject())
    return std::move(*object);
  else
    complain("`" + path + "` holds no JSON object");
  exit = ExitCode::Usage;
  return std::nullopt;
}

std::string textOf(const json::Object& object, llvm::StringRef field) {
  return object.getString(field).value_or("").str();
}

/// `a.aqua:3:5`, if the instruction of a map has a place in the source.
std::optional<std::string> placeOf(const json::Object& instruction, const json::Array& sources) {
  const json::Object* source = instruction.getObject("source");
  const json::Object* start = source ? source->getObject("start") : nullptr;
  const auto file = source ? source->getInteger("file") : std::nullopt;
  if (!start || !file || *file < 0 || static_cast<size_t>(*file) >= sources.size())
    return std::nullopt;
  const auto path = sources[static_cast<size_t>(*file)].getAsString();
  const auto line = start->getInteger("line");
  const auto column = start->getInteger("column");
  if (!path || !line || !column) return std::nullopt;
  return path->str() + ":" + std::to_string(*line) + ":" + std::to_string(*column);
}

/// The places of all instructions that AquaVM quotes like this, in the order of the script. None if
/// no instruction is quoted like this.
std::optional<std::vector<std::string>> placesOf(llvm::StringRef quote, const json::Array& sources,
                                                 const json::Array& instructions) {
  std::vector<std::string> places;
  bool isKnown = false;
  for (const json::Value& value : instructions) {
    const json::Object* instruction = value.getAsObject();
    // The quotation of a call without output ends with a blank, which not every tool keeps.
    if (!instruction || llvm::StringRef(textOf(*instruction, "quote")).rtrim() != quote.rtrim())
      continue;
    isKnown = true;
    if (const auto place = placeOf(*instruction, sources);
        place && !llvm::is_contained(places, *place))
      places.push_back(*place);
  }
  if (!isKnown) return std::nullopt;
  return places;
}

ExitCode runLocate(const LocateSettings& settings) {
  ExitCode exit = ExitCode::Success;
  const std::optional<json::Object> map = readObject(settings.map, exit);
  if (!map) return exit;
  const json::Array* sources = map->getArray("sources");
  const json::Array* instructions = map->getArray("instructions");
  if (map->getInteger("version") != 1 || !sources || !instructions) {
    complain("`" + settings.map + "` is no source map of `aqua compile --source-map`");
    return ExitCode::Usage;
  }
  const std::optional<json::Object> object = readObject(settings.error, exit);
  if (!object) return exit;
  const VmError error{textOf(*object, "instruction"), textOf(*object, "message"),
                      textOf(*object, "peer_id")};
  if (error.instruction.empty()) {
    complain("the error names no `instruction`");
    return ExitCode::Usage;
  }
  const auto places = placesOf(error.instruction, *sources, *instructions);
  if (!places) {
    complain("`" + textOf(*map, "script") + "` has no instruction `" + error.instruction +
             "`: is the map of another script?");
    return ExitCode::SourceErrors;
  }
  if (places->empty())
    complain("the instruction `" + error.instruction + "` stands for nothing in the source");
  for (const std::string& place : *places) {
    llvm::outs() << place << ": " << error.message;
    if (!error.peer.empty()) llvm::outs() << " (on peer " << error.peer << ")";
    llvm::outs() << "\n";
  }
  return places->empty() ? ExitCode::SourceErrors : ExitCode::Success;
}

} // namespace

void addAirLocate(CLI::App& air, ExitCode& exit) {
  auto settings = std::make_shared<LocateSettings>();
  CLI::App* locate = air.add_subcommand(
      "locate", "Say where in the source an error of AquaVM comes from; all places, if several "
                "instructions read the same");
  locate->add_option("--map", settings->map, "The map of the script (aqua compile --source-map)")
      ->type_name("FILE")
      ->required();
  locate->add_option("error", settings->error, "The error object as JSON; standard input if absent")
      ->type_name("FILE");
  locate->callback([settings, &exit] { exit = runLocate(*settings); });
}

} // namespace aqua::cli
