// One self-contained page: the outcome, the counts, the diagram, the timeline, and the program, to
// whose lines everything leads.

#include <set>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "Fold.h"
#include "Formats.h"
#include "NoAnswer.h"
#include "Text.h"
#include "Timeline.h"

#include <fmt/format.h>

namespace aqua::report {

namespace {

constexpr llvm::StringLiteral htmlStyle = R"css(
  body { margin: 0 auto; max-width: 1240px; padding: 1.2rem 1.5rem 3rem; color: #1e293b; background: #f8fafc;
         font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
  h2 { font-size: 1.05rem; margin: 1.8rem 0 0.6rem; color: #0f172a; }
  a { color: #2563eb; text-decoration: none; } a:hover { text-decoration: underline; }
  .diagram { overflow-x: auto; background: #fff; border: 1px solid #e2e8f0; border-radius: 10px; }
  .counts { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 0 0 1rem; }
  .counts div { background: #fff; border: 1px solid #e2e8f0; border-radius: 10px; padding: 0.4rem 0.9rem; }
  .counts b { display: block; font-size: 1.15rem; color: #0f172a; }
  .counts span { color: #64748b; font-size: 0.8rem; }
  .problem { background: #fef2f2; border: 1px solid #fca5a5; border-left: 5px solid #dc2626; border-radius: 10px;
             padding: 0.7rem 1.1rem; margin: 0 0 1rem; }
  .problem h2 { margin: 0 0 0.3rem; color: #b91c1c; }
  .problem .look { font-weight: 600; margin-top: 0.4rem; }
  table { border-collapse: collapse; width: 100%; background: #fff; border: 1px solid #e2e8f0; }
  th, td { text-align: left; padding: 0.25rem 0.7rem; border-bottom: 1px solid #eef2f6; vertical-align: top; }
  th { font-size: 0.75rem; color: #64748b; font-weight: 600; }
  td.mono, code { font: 12px/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
  td.time, td.source { white-space: nowrap; color: #64748b; font-size: 12px; }
  .bad td.mono, td.bad { color: #b91c1c; } .bad { background: #fef2f2; }
  .waiting { background: #fffbeb; } .waiting td.mono { color: #92400e; }
  .good { background: #f0fdf4; } .good td.mono { color: #166534; }
  .quiet td { color: #94a3b8; }
  .program { background: #fff; border: 1px solid #e2e8f0; border-radius: 10px; padding: 0.5rem 0; overflow-x: auto;
             font: 12px/1.55 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
  .program div { white-space: pre; padding-right: 1rem; border-left: 4px solid transparent; }
  .program div.used { border-color: #93c5fd; } .program div.broken { border-color: #dc2626; background: #fef2f2; }
  .program div:target { background: #fef9c3; }
  .program i { display: inline-block; width: 3.2rem; margin-right: 1rem; text-align: right; color: #94a3b8; font-style: normal; }
)css";

/// Values can be megabytes; the JSON report has them in full.
constexpr size_t maxValueLength = 500;
/// More rows freeze browsers; the JSON report has them all.
constexpr size_t maxRows = 5000;

/// Words in backticks as code.
std::string withCode(llvm::StringRef text) {
  std::string html;
  for (bool isCode = false; !text.empty(); isCode = !isCode) {
    const auto [part, rest] = text.split('`');
    html += isCode ? "<code>" + escapeXml(part) + "</code>" : escapeXml(part);
    text = rest;
  }
  return html;
}

class Page {
public:
  Page(const Route& route, llvm::raw_ostream& out) : route_(route), out_(out) {}

  void print();

private:
  void printCounts();
  void printProblem();
  void printTimeline();
  void printFaults();
  void printProgram();
  void printHeader(llvm::ArrayRef<llvm::StringRef> columns);
  void printRow(const TimelineRow& row);
  [[nodiscard]] std::string placeOf(uint32_t instruction) const {
    const auto& place = route_.source->place;
    return place && instruction != network::none ? place(instruction) : "";
  }
  /// The place as a link, if the page has its line.
  [[nodiscard]] std::string link(const std::string& place) const;
  [[nodiscard]] std::string lineOf(llvm::StringRef place) const;

  const Route& route_;
  llvm::raw_ostream& out_;
};

std::string Page::link(const std::string& place) const {
  const std::string text = escapeXml(shortPlace(place));
  const std::string anchor = anchorOf(*route_.source, place);
  return anchor.empty() ? text : fmt::format("<a href=\"#{}\">{}</a>", anchor, text);
}

std::string Page::lineOf(llvm::StringRef place) const {
  const auto [file, number] = place.rsplit(':').first.rsplit(':');
  unsigned index = 0;
  if (number.getAsInteger(10, index) || index == 0) return "";
  for (const SourceText& one : route_.source->files) {
    if (one.path != file) continue;
    llvm::SmallVector<llvm::StringRef> lines;
    llvm::StringRef(one.text).split(lines, '\n');
    return index <= lines.size() ? lines[index - 1].trim().str() : "";
  }
  return "";
}

void Page::printCounts() {
  out_ << "<div class=\"counts\">\n";
  for (const auto& [label, number] : countRows(route_))
    out_ << "<div><b>" << escapeXml(number) << "</b><span>" << escapeXml(label)
         << "</span></div>\n";
  out_ << "</div>\n";
}

/// Why no answer came, as on the terminal.
void Page::printProblem() {
  const NoAnswer* reasons = route_.source->noAnswer;
  if (!reasons) return;
  const auto placed = [&](uint32_t instruction) {
    const std::string place = placeOf(instruction);
    return place.empty() ? ""
                         : fmt::format("{} <code>{}</code>", link(place), escapeXml(lineOf(place)));
  };
  out_ << "<div class=\"problem\">\n<h2>No answer</h2>\n";
  for (const ExplanationLine& line : explanationLines(*reasons, *route_.result)) {
    out_ << fmt::format("<div style=\"margin-left: {:.1f}rem\">", 1.4 * line.depth)
         << withCode(line.text);
    if (const std::string place = placed(line.instruction); !place.empty()) out_ << ": " << place;
    out_ << "</div>\n";
  }
  if (const std::string place = placed(reasons->lookAt); !place.empty())
    out_ << "<div class=\"look\">Look at " << place << "</div>\n";
  out_ << "</div>\n";
}

void Page::printHeader(llvm::ArrayRef<llvm::StringRef> columns) {
  out_ << "<table>\n<tr>";
  for (const llvm::StringRef column : columns)
    out_ << "<th>" << column << "</th>";
  out_ << "</tr>\n";
}

llvm::StringRef lookClass(TimelineRow::Look look) {
  switch (look) {
  case TimelineRow::Look::Plain: return "plain";
  case TimelineRow::Look::Quiet: return "quiet";
  case TimelineRow::Look::Waiting: return "waiting";
  case TimelineRow::Look::Good: return "good";
  case TimelineRow::Look::Bad: return "bad";
  }
  llvm_unreachable("all looks are listed");
}

void Page::printRow(const TimelineRow& row) {
  out_ << "<tr class=\"" << lookClass(row.look) << "\"><td class=\"time\">" << row.time
       << " ms</td><td>" << escapeXml(route_.lanes[row.lane].name) << "</td><td class=\"mono\">"
       << escapeXml(shorten(row.event, maxValueLength)) << "</td><td class=\"mono\">"
       << escapeXml(shorten(row.outcome, maxValueLength)) << "</td><td class=\"source\">"
       << link(row.place) << "</td></tr>\n";
}

void Page::printTimeline() {
  out_ << "<h2>Timeline</h2>\n";
  printHeader({"time", "peer", "event", "outcome", "source"});
  const std::vector<TimelineRow> rows = timelineOf(route_);
  for (const TimelineRow& row : llvm::ArrayRef(rows).take_front(maxRows))
    printRow(row);
  out_ << "</table>\n";
  if (rows.size() > maxRows)
    out_ << "<p>… and " << plural(rows.size() - maxRows, "more event") << ", not shown</p>\n";
}

void Page::printFaults() {
  if (route_.result->outcome.faults.empty()) return;
  out_ << "<h2>Faults of the scenario</h2>\n";
  printHeader({"time", "what"});
  for (const network::FaultRecord& fault : route_.result->outcome.faults)
    out_ << "<tr><td class=\"time\">" << fault.time << " ms</td><td class=\"bad\">"
         << escapeXml(network::faultText(*route_.result, fault)) << "</td></tr>\n";
  out_ << "</table>\n";
}

/// The lines at which something happened are marked, in red if it went wrong.
void Page::printProgram() {
  std::set<std::string> used;
  std::set<std::string> broken;
  for (const TimelineRow& row : timelineOf(route_)) {
    const bool isBad = row.look == TimelineRow::Look::Bad || row.look == TimelineRow::Look::Waiting;
    (isBad ? broken : used).insert(anchorOf(*route_.source, row.place));
  }
  for (const auto& [index, file] : llvm::enumerate(route_.source->files)) {
    out_ << "<h2>" << escapeXml(file.path) << "</h2>\n<div class=\"program\">\n";
    llvm::SmallVector<llvm::StringRef> lines;
    llvm::StringRef(file.text).rtrim().split(lines, '\n');
    for (const auto& [number, line] : llvm::enumerate(lines)) {
      const std::string anchor = fmt::format("file{}-{}", index + 1, number + 1);
      out_ << "<div id=\"" << anchor << "\""
           << (broken.contains(anchor) ? " class=\"broken\""
               : used.contains(anchor) ? " class=\"used\""
                                       : "")
           << "><i>" << number + 1 << "</i>" << escapeXml(line.rtrim()) << "</div>\n";
    }
    out_ << "</div>\n";
  }
}

void Page::print() {
  out_ << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
       << "<title>" << escapeXml("The way of the particle: " + statusLine(route_)) << "</title>\n"
       << "<style>" << htmlStyle << "</style>\n</head>\n<body>\n";
  printProblem();
  printCounts();
  if (const std::string folded = foldText(route_); !folded.empty())
    out_ << "<p>" << escapeXml(folded)
         << ": like events there at about the same time are one, with a count. The report in JSON "
            "has all.</p>\n";
  out_ << "<div class=\"diagram\">\n";
  printSvg(route_, Links::InPage, out_);
  out_ << "</div>\n";
  printTimeline();
  printFaults();
  printProgram();
  out_ << "</body>\n</html>\n";
}

} // namespace

void printHtml(const Route& route, llvm::raw_ostream& out) {
  Page(route, out).print();
}

} // namespace aqua::report
