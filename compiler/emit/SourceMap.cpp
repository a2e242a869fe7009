#include "SourceMap.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

namespace aqua::emit {
namespace {

namespace json = llvm::json;

class MapWriter {
public:
  explicit MapWriter(const support::SourceManager& sources) : sources_(sources) {}

  json::Object instruction(const air::Script& script, uint32_t id, air::TextRange range,
                           support::Loc origin) {
    json::Object entry{
        {"air", json::Array{static_cast<int64_t>(range.begin), static_cast<int64_t>(range.end)}},
        {"quote", air::headText(script, script.instruction(id))}};
    if (origin.isValid()) entry["source"] = place(origin);
    return entry;
  }

  /// The paths of all files that were mentioned, by their number.
  json::Array paths() const {
    json::Array paths;
    for (const support::FileId file : files_)
      paths.push_back(sources_.file(file).path());
    return paths;
  }

private:
  json::Object place(support::Loc origin) {
    auto found = llvm::find(files_, origin.file);
    if (found == files_.end()) found = files_.insert(files_.end(), origin.file);
    return json::Object{{"file", static_cast<int64_t>(found - files_.begin())},
                        {"start", position(origin, origin.range.begin)},
                        {"end", position(origin, origin.range.end)}};
  }

  json::Object position(support::Loc origin, uint32_t offset) const {
    const support::LineColumn at = sources_.file(origin.file).lineColumn(offset);
    return json::Object{{"line", at.line}, {"column", at.column}};
  }

  const support::SourceManager& sources_;
  std::vector<support::FileId> files_;
};

} // namespace

std::string sourceMapText(const AirScript& script, const air::MappedText& text,
                          llvm::StringRef scriptName, const support::SourceManager& sources) {
  MapWriter writer(sources);
  std::vector<std::string> lines;
  for (uint32_t id = 0; id < script.script.size(); ++id) {
    json::Object entry = writer.instruction(script.script, id, text.ranges[id], script.origins[id]);
    llvm::raw_string_ostream(lines.emplace_back()) << json::Value(std::move(entry));
  }
  std::string result;
  llvm::raw_string_ostream out(result);
  out << "{\"version\":1,\"script\":" << json::Value(scriptName)
      << ",\"sources\":" << json::Value(writer.paths()) << ",\"instructions\":[\n";
  llvm::interleave(lines, out, ",\n");
  out << "\n]}\n";
  return result;
}

} // namespace aqua::emit
