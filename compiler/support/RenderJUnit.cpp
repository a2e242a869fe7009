// JUnit XML, which most CI servers show as test results.

#include <map>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"

#include "WholeReports.h"

namespace aqua::support {
namespace {

/// XML knows no control characters, not even escaped ones.
std::string escaped(llvm::StringRef text) {
  std::string result;
  for (const char c : llvm::json::fixUTF8(text)) {
    const bool isControl = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    switch (c) {
    case '<': result += "&lt;"; break;
    case '>': result += "&gt;"; break;
    case '&': result += "&amp;"; break;
    case '"': result += "&quot;"; break;
    case '\'': result += "&apos;"; break;
    case '\n': result += "&#10;"; break;
    default: isControl ? result += "\xEF\xBF\xBD" : result += c; break;
    }
  }
  return result;
}

using ByCode = std::map<std::string, std::vector<const Diagnostic*>>;

void writeCase(llvm::StringRef path, llvm::StringRef code,
               llvm::ArrayRef<const Diagnostic*> diagnostics, const SourceManager& sources,
               llvm::raw_ostream& out) {
  out << "    <testcase classname=\"" << escaped(path) << "\" name=\"" << escaped(code)
      << "\" time=\"0\">\n";
  for (const Diagnostic* diagnostic : diagnostics) {
    std::string place;
    if (diagnostic->loc.isValid()) {
      const LineColumn at =
          sources.file(diagnostic->loc.file).lineColumn(diagnostic->loc.range.begin);
      place = std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
    }
    out << "      <failure type=\"" << severityName(diagnostic->severity()) << "\" message=\""
        << escaped(place + diagnostic->message) << "\">" << escaped(diagnostic->help)
        << "</failure>\n";
  }
  out << "    </testcase>\n";
}

} // namespace

void writeJUnit(llvm::ArrayRef<const Diagnostic*> diagnostics, const SourceManager& sources,
                const RenderOptions& options, llvm::raw_ostream& out) {
  std::map<std::string, ByCode> suites; // by path
  for (const FileId file : options.files)
    suites[sources.file(file).path().str()];
  for (const Diagnostic* diagnostic : diagnostics) {
    const bool hasFile = diagnostic->loc.isValid();
    const std::string path = hasFile ? sources.file(diagnostic->loc.file).path().str() : "aqua";
    suites[path][std::string(diagnostic->info().code)].push_back(diagnostic);
  }
  size_t tests = 0, failures = 0;
  for (const auto& [path, byCode] : suites) {
    tests += std::max<size_t>(byCode.size(), 1);
    failures += byCode.size();
  }
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"" << tests
      << "\" failures=\"" << failures << "\" errors=\"0\" time=\"0\">\n";
  for (const auto& [path, byCode] : suites) {
    out << "  <testsuite name=\"" << escaped(path) << "\" tests=\""
        << std::max<size_t>(byCode.size(), 1) << "\" failures=\"" << byCode.size()
        << "\" errors=\"0\" time=\"0\">\n";
    for (const auto& [code, list] : byCode)
      writeCase(path, code, list, sources, out);
    if (byCode.empty())
      out << "    <testcase classname=\"" << escaped(path) << "\" name=\"clean\" time=\"0\"/>\n";
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

} // namespace aqua::support
