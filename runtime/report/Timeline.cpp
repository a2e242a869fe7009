#include "Timeline.h"

#include <algorithm>

#include "Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace aqua::report {

namespace {

using Look = TimelineRow::Look;

/// `976× store.get("k")`
std::string counted(size_t count, std::string event) {
  return count > 1 ? fmt::format("{}× {}", count, event) : std::move(event);
}

TimelineRow rowOf(const Message& message) {
  TimelineRow row;
  row.time = message.sent;
  row.lane = message.from;
  row.place = message.place;
  row.event = counted(message.count, "→ " + message.toText);
  if (message.isLost()) {
    row.outcome = "not delivered: " + message.obstacle;
    row.look = message.isDetour ? Look::Quiet : Look::Bad;
  } else {
    row.outcome =
        fmt::format("arrives at {}, {}",
                    timesText(message.arrival, std::max(message.arrival, message.lastArrival)),
                    bytesText(message.bytes));
    row.look = Look::Quiet;
  }
  return row;
}

Look lookOf(const Step& step) {
  if (step.failed || step.kind == Step::Kind::Fault || step.kind == Step::Kind::Error ||
      step.kind == Step::Kind::Crash)
    return Look::Bad;
  if (step.pending) return Look::Waiting;
  if (step.kind == Step::Kind::Result) return Look::Good;
  return step.kind == Step::Kind::Join ? Look::Quiet : Look::Plain;
}

TimelineRow rowOf(const Step& step, const Route& route) {
  TimelineRow row;
  row.time = step.time;
  row.lane = step.lane;
  row.place = step.place;
  row.look = lookOf(step);
  row.event = counted(step.count, step.title.empty() ? llvm::join(step.lines, ", ") : step.title);
  if (!step.title.empty()) row.outcome = llvm::join(step.lines, "; ");
  const bool isEnd = step.kind == Step::Kind::Result || step.kind == Step::Kind::Error;
  if (step.call == noCall || isEnd) return row; // nobody waits for an answer to the result
  if (const auto& answered = route.calls[step.call].answered)
    row.outcome += fmt::format(" at {} ms", *answered);
  return row;
}

constexpr size_t maxNameLength = 16;
constexpr size_t maxEventLength = 120;

} // namespace

std::vector<TimelineRow> timelineOf(const Route& route) {
  std::vector<TimelineRow> rows;
  // What a peer did comes before what it sent then.
  for (const Step& step : route.steps)
    rows.push_back(rowOf(step, route));
  for (const Message& message : route.messages)
    rows.push_back(rowOf(message));
  llvm::stable_sort(rows, [](const auto& a, const auto& b) { return a.time < b.time; });
  return rows;
}

void printTimeline(const network::RunResult& result, const Source& source, llvm::raw_ostream& out) {
  const Route route = makeRoute(result, source);
  size_t width = 0;
  for (const Lane& lane : route.lanes)
    width = std::max(width, std::min(textWidth(lane.name), maxNameLength));
  for (const TimelineRow& row : timelineOf(route)) {
    const std::string name = shorten(route.lanes[row.lane].name, maxNameLength);
    const char mark = row.look == Look::Bad ? '!' : row.look == Look::Waiting ? '?' : ' ';
    out << fmt::format("{:>6} ms {} {}{}", row.time, mark, name,
                       std::string(width - textWidth(name), ' '));
    out << "  " << shorten(row.event, maxEventLength);
    if (!row.outcome.empty()) out << "  " << shorten(row.outcome, maxEventLength);
    if (!row.place.empty()) out << "  (" << shortPlace(row.place) << ")";
    out << "\n";
  }
}

} // namespace aqua::report
