// One self-contained page: the diagram, the counts, the calls and the losses.

#include "llvm/ADT/STLExtras.h"

#include "Formats.h"
#include "Text.h"

#include <fmt/format.h>

namespace aqua::report {

namespace {

constexpr llvm::StringLiteral htmlStyle = R"css(
  body { margin: 2rem auto; max-width: 1200px; padding: 0 1.5rem; color: #1e293b; background: #f8fafc;
         font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
  h2 { font-size: 1.05rem; margin: 2rem 0 0.6rem; color: #0f172a; }
  .diagram { overflow-x: auto; background: #fff; border: 1px solid #e2e8f0; border-radius: 10px; }
  .counts { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 1rem 0; }
  .counts div { background: #fff; border: 1px solid #e2e8f0; border-radius: 10px; padding: 0.5rem 1rem; }
  .counts b { display: block; font-size: 1.2rem; color: #0f172a; }
  .counts span { color: #64748b; font-size: 0.8rem; }
  table { border-collapse: collapse; width: 100%; background: #fff; border: 1px solid #e2e8f0; }
  th, td { text-align: left; padding: 0.3rem 0.7rem; border-bottom: 1px solid #eef2f6; vertical-align: top; }
  th { font-size: 0.75rem; color: #64748b; font-weight: 600; }
  td.mono { font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
  td.time { white-space: nowrap; color: #64748b; }
  .bad { color: #b91c1c; }
)css";

/// Values can be megabytes; the JSON report has them in full.
constexpr size_t kMaxValue = 500;

void printCounts(const Route& route, llvm::raw_ostream& out) {
  out << "<div class=\"counts\">\n";
  for (const auto& [label, number] : countRows(route))
    out << "<div><b>" << escapeXml(number) << "</b><span>" << escapeXml(label) << "</span></div>\n";
  out << "</div>\n";
}

void printHeader(llvm::ArrayRef<llvm::StringRef> columns, llvm::raw_ostream& out) {
  out << "<table>\n<tr>";
  for (const llvm::StringRef column : columns)
    out << "<th>" << column << "</th>";
  out << "</tr>\n";
}

void printCall(const Route& route, const CallFact& call, llvm::raw_ostream& out) {
  const vm::CallRequest& request = call.record->request;
  const host::Answer& answer = call.record->answer;
  const network::PeerNames& names = route.result->names;
  const bool isLost = call.record->loss != network::AnswerLoss::None;
  const bool hasAnswer = !answer.never && answer.fault.empty() && !isLost;
  const std::string result =
      hasAnswer ? valueText(answer.value, names)
      : isLost  ? fmt::format("lost: {}", network::lossText(call.record->loss).str())
                : "no answer";
  const std::string times = call.answered
                                ? fmt::format("{} – {} ms", call.record->time, *call.answered)
                                : fmt::format("{} ms –", call.record->time);
  out << "<tr><td class=\"time\">" << times << "</td><td>" << escapeXml(route.lanes[call.lane].name)
      << "</td><td class=\"mono\">"
      << escapeXml(shorten(fmt::format("{}.{}({})", withNames(request.service, names),
                                       request.function, argumentsText(request.arguments, names)),
                           kMaxValue))
      << "</td><td class=\"mono" << (hasAnswer && answer.code == 0 ? "" : " bad") << "\">"
      << escapeXml(shorten(result, kMaxValue)) << "</td><td class=\"mono\">"
      << escapeXml(call.place) << "</td></tr>\n";
}

void printCalls(const Route& route, llvm::raw_ostream& out) {
  out << "<h2>Calls</h2>\n";
  printHeader({"time", "peer", "call", "answer", "source"}, out);
  for (const CallFact& call : route.calls)
    printCall(route, call, out);
  out << "</table>\n";
}

void printProblems(const Route& route, llvm::raw_ostream& out) {
  if (!route.result->outcome.vmErrors.empty()) {
    out << "<h2>Errors of the VM</h2>\n";
    printHeader({"peer", "code", "message"}, out);
    for (const network::VmError& error : route.result->outcome.vmErrors)
      out << "<tr><td>" << escapeXml(route.result->peers[error.peer].name) << "</td><td>"
          << error.code << "</td><td class=\"mono bad\">"
          << escapeXml(withNames(error.message, route.result->names)) << "</td></tr>\n";
    out << "</table>\n";
  }
  if (!route.result->outcome.faults.empty()) {
    out << "<h2>Faults of the scenario</h2>\n";
    printHeader({"time", "what"}, out);
    for (const network::FaultRecord& fault : route.result->outcome.faults)
      out << "<tr><td class=\"time\">" << fault.time << " ms</td><td class=\"bad\">"
          << escapeXml(network::faultText(*route.result, fault)) << "</td></tr>\n";
    out << "</table>\n";
  }
  if (route.counts.undelivered == 0) return;
  out << "<h2>Not delivered</h2>\n";
  printHeader({"time", "from", "to", "reason", "source"}, out);
  for (const Message& message : route.messages)
    if (message.isLost())
      out << "<tr><td class=\"time\">" << message.sent << " ms</td><td>"
          << escapeXml(route.lanes[message.from].name) << "</td><td>" << escapeXml(message.toText)
          << "</td><td class=\"bad\">" << escapeXml(message.obstacle) << "</td><td class=\"mono\">"
          << escapeXml(message.place) << "</td></tr>\n";
  out << "</table>\n";
}

} // namespace

void printHtml(const Route& route, llvm::raw_ostream& out) {
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      << "<title>" << escapeXml("The way of the particle: " + statusLine(route)) << "</title>\n"
      << "<style>" << htmlStyle << "</style>\n</head>\n<body>\n<div class=\"diagram\">\n";
  printSvg(route, out);
  out << "</div>\n";
  printCounts(route, out);
  printCalls(route, out);
  printProblems(route, out);
  out << "</body>\n</html>\n";
}

} // namespace aqua::report
