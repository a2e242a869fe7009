// SARIF, for code scanning services. Paths are relative to where aqua runs, with forward slashes
// and percent-encoded; a fingerprint is the hash of the line without blanks, so it survives moved
// lines.

#include <map>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

#include "WholeReports.h"

namespace aqua::support {
namespace {

namespace json = llvm::json;

llvm::StringRef text(std::string_view view) {
  return {view.data(), view.size()};
}

llvm::StringRef sarifLevel(Severity severity) {
  switch (severity) {
  case Severity::Error: return "error";
  case Severity::Warning: return "warning";
  case Severity::Info:
  case Severity::Hint: return "note";
  }
  return "none";
}

std::string encoded(llvm::StringRef path) {
  std::string result;
  for (const char c : path) {
    const bool isPlain = llvm::isAlnum(c) || llvm::StringRef("-._~/").contains(c);
    if (isPlain)
      result += c;
    else
      result += "%" + llvm::utohexstr(static_cast<unsigned char>(c), false, 2);
  }
  return result;
}

/// The message of a code, with dots for what differs from case to case.
std::string withoutPlaceholders(std::string_view message) {
  std::string result;
  for (size_t i = 0; i < message.size(); ++i) {
    if (message[i] == '{' && i + 2 < message.size() && message[i + 2] == '}') {
      result += "…";
      i += 2;
    } else {
      result += message[i];
    }
  }
  return result;
}

class SarifWriter {
public:
  SarifWriter(llvm::ArrayRef<const Diagnostic*> diagnostics, const SourceManager& sources,
              const RenderOptions& options)
      : diagnostics_(diagnostics), sources_(sources), options_(options) {
    for (const Diagnostic* diagnostic : diagnostics_)
      rules_.try_emplace(text(diagnostic->info().code), &diagnostic->info());
    int64_t number = 0;
    for (const auto& [code, info] : rules_)
      ruleNumbers_[code] = number++;
  }

  json::Value log() {
    json::Array results;
    for (const Diagnostic* diagnostic : diagnostics_)
      results.push_back(result(*diagnostic));
    json::Object run{
        {"tool", json::Object{{"driver", driver()}}},
        {"columnKind", "unicodeCodePoints"},
        {"originalUriBaseIds",
         json::Object{{"SRCROOT", json::Object{{"description", message("where aqua runs")}}}}},
        {"artifacts", std::move(artifacts_)},
        {"results", std::move(results)},
        {"invocations", json::Array{json::Object{{"executionSuccessful", true}}}}};
    return json::Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                        {"version", "2.1.0"},
                        {"runs", json::Array{std::move(run)}}};
  }

private:
  static json::Object message(llvm::StringRef words) {
    return json::Object{{"text", json::fixUTF8(words)}};
  }

  json::Object driver() {
    json::Array rules;
    for (const auto& [code, info] : rules_)
      rules.push_back(rule(code, *info));
    return json::Object{
        {"name", "aqua"}, {"semanticVersion", options_.version}, {"rules", std::move(rules)}};
  }

  json::Object rule(llvm::StringRef code, const DiagInfo& info) {
    json::Object rule{
        {"id", code},
        {"name", text(info.name)},
        {"shortDescription", message(withoutPlaceholders(info.message))},
        {"defaultConfiguration", json::Object{{"level", sarifLevel(info.severity)}}},
        {"properties", json::Object{{"problem.severity",
                                     info.severity == Severity::Error ? "error" : "warning"}}}};
    const llvm::StringRef page = options_.pageOf ? options_.pageOf(code) : llvm::StringRef();
    if (!page.empty())
      rule["help"] = json::Object{{"text", json::fixUTF8(page)}, {"markdown", json::fixUTF8(page)}};
    return rule;
  }

  // -- Places

  json::Object artifact(FileId id) {
    const auto [known, isNew] =
        artifactNumbers_.try_emplace(id, static_cast<int64_t>(artifacts_.size()));
    std::string path = sources_.file(id).path().str();
    std::replace(path.begin(), path.end(), '\\', '/');
    json::Object location;
    if (llvm::sys::path::is_absolute(path)) {
      location["uri"] = "file://" + encoded(path);
    } else {
      llvm::StringRef relative = path;
      relative.consume_front("./");
      location["uri"] = encoded(relative);
      location["uriBaseId"] = "SRCROOT";
    }
    if (isNew) artifacts_.push_back(json::Object{{"location", json::Object(location)}});
    location["index"] = known->second;
    return location;
  }

  json::Object region(const Loc& loc) {
    const SourceFile& file = sources_.file(loc.file);
    const LineColumn begin = file.lineColumn(loc.range.begin);
    const LineColumn end = file.lineColumn(loc.range.end);
    return json::Object{{"startLine", begin.line},
                        {"startColumn", begin.column},
                        {"endLine", end.line},
                        {"endColumn", end.column}};
  }

  json::Object location(const Loc& loc) {
    return json::Object{{"physicalLocation", json::Object{{"artifactLocation", artifact(loc.file)},
                                                          {"region", region(loc)}}}};
  }

  // -- Results

  json::Object result(const Diagnostic& diagnostic) {
    const llvm::StringRef code = text(diagnostic.info().code);
    std::string words = diagnostic.message;
    for (const std::string& note : diagnostic.notes)
      words += "\n" + note;
    if (!diagnostic.help.empty()) words += "\nhelp: " + diagnostic.help;
    json::Object result{{"ruleId", code},
                        {"ruleIndex", ruleNumbers_[code]},
                        {"level", sarifLevel(diagnostic.severity())},
                        {"message", message(words)},
                        {"locations", json::Array{}}};
    if (!diagnostic.loc.isValid()) return result;
    result["locations"] = json::Array{location(diagnostic.loc)};
    result["partialFingerprints"] =
        json::Object{{"primaryLocationLineHash/v1", fingerprint(code, diagnostic.loc)}};
    addLabels(diagnostic, result);
    if (!diagnostic.fixes.empty()) result["fixes"] = fixes(diagnostic);
    return result;
  }

  void addLabels(const Diagnostic& diagnostic, json::Object& result) {
    json::Array related;
    for (const Label& label : diagnostic.labels) {
      json::Object place = location(label.loc);
      place["id"] = static_cast<int64_t>(related.size() + 1);
      if (!label.text.empty()) place["message"] = message(label.text);
      related.push_back(std::move(place));
    }
    if (!related.empty()) result["relatedLocations"] = std::move(related);
  }

  json::Array fixes(const Diagnostic& diagnostic) {
    json::Array fixes;
    for (const Fix& fix : diagnostic.fixes) {
      std::map<FileId, json::Array> replacements;
      for (const TextEdit& edit : fix.edits)
        replacements[edit.loc.file].push_back(json::Object{
            {"deletedRegion", region(edit.loc)}, {"insertedContent", message(edit.text)}});
      json::Array changes;
      for (auto& [file, list] : replacements)
        changes.push_back(
            json::Object{{"artifactLocation", artifact(file)}, {"replacements", std::move(list)}});
      fixes.push_back(json::Object{{"description", message(fix.title)},
                                   {"artifactChanges", std::move(changes)}});
    }
    return fixes;
  }

  std::string fingerprint(llvm::StringRef code, const Loc& loc) {
    const SourceFile& file = sources_.file(loc.file);
    const llvm::StringRef all = file.text();
    const size_t before = all.take_front(loc.range.begin).rfind('\n');
    const size_t start = before == llvm::StringRef::npos ? 0 : before + 1;
    std::string line;
    for (const char c : all.slice(start, all.find('\n', start)))
      if (!llvm::isSpace(c)) line += c;
    const std::string hash = llvm::utohexstr(llvm::xxh3_64bits(line), true, 16);
    const unsigned occurrence = ++occurrences_[code.str() + file.path().str() + hash];
    return hash + ":" + std::to_string(occurrence);
  }

  llvm::ArrayRef<const Diagnostic*> diagnostics_;
  const SourceManager& sources_;
  const RenderOptions& options_;
  std::map<llvm::StringRef, const DiagInfo*> rules_; // by code
  std::map<llvm::StringRef, int64_t> ruleNumbers_;
  std::map<FileId, int64_t> artifactNumbers_;
  json::Array artifacts_;
  std::map<std::string, unsigned> occurrences_;
};

} // namespace

void writeSarif(llvm::ArrayRef<const Diagnostic*> diagnostics, const SourceManager& sources,
                const RenderOptions& options, llvm::raw_ostream& out) {
  out << llvm::formatv("{0:2}", SarifWriter(diagnostics, sources, options).log()) << '\n';
}

} // namespace aqua::support
