#include "Report.h"

#include "llvm/Support/Path.h"

#include "Fold.h"
#include "Formats.h"

namespace aqua::report {

std::optional<Format> formatByFileName(llvm::StringRef fileName) {
  const llvm::StringRef extension = llvm::sys::path::extension(fileName);
  if (extension == ".svg") return Format::Svg;
  if (extension == ".html" || extension == ".htm") return Format::Html;
  if (extension == ".mmd") return Format::Mermaid;
  if (extension == ".json") return Format::Json;
  return std::nullopt;
}

Counts count(const network::RunResult& result) {
  const network::Outcome& outcome = result.outcome;
  Counts counts;
  counts.messages = outcome.stats.hops;
  counts.undelivered = outcome.undelivered.size();
  counts.invocations = outcome.stats.vmInvocations;
  counts.calls = outcome.calls.size();
  counts.bytes = outcome.stats.bytesMoved;
  counts.virtualMs = outcome.stats.virtualMs;
  for (const network::LogEvent& event : result.log) {
    if (event.kind != network::LogEvent::Kind::Send || event.undelivered != network::none) continue;
    if (result.peers[event.peer].isInit || result.peers[event.to].isInit) ++counts.clientMessages;
  }
  return counts;
}

void print(const network::RunResult& result, Format format, const Source& source,
           llvm::raw_ostream& out) {
  if (format == Format::Json) return printJson(makeRoute(result, source), out);
  const Route route = foldPeers(makeRoute(result, source));
  switch (format) {
  case Format::Svg: return printSvg(route, Links::None, out);
  case Format::Html: return printHtml(route, out);
  case Format::Mermaid: return printMermaid(route, out);
  case Format::Json: return; // has all, see above
  }
}

} // namespace aqua::report
