// The sequence diagram in Mermaid's notation, for Markdown.

#include "llvm/ADT/STLExtras.h"

#include "Formats.h"
#include "Text.h"

#include <fmt/format.h>

namespace aqua::report {

namespace {

constexpr size_t noteWidth = 60;

/// `;` and `#` would end the statement; line ends and HTML would break it.
std::string escape(llvm::StringRef text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
    case ';': result += "#59;"; break;
    case '#': result += "#35;"; break;
    case '<': result += "#lt;"; break;
    case '>': result += "#gt;"; break;
    case '\n': result += "<br/>"; break;
    default: result += static_cast<uint8_t>(c) < 0x20 ? ' ' : c; break;
    }
  }
  return result;
}

std::string noteOf(const Step& step) {
  std::string note = step.count > 1 ? fmt::format("{}× ", step.count) : "";
  note += escape(shorten(step.title, noteWidth));
  for (const std::string& line : step.lines)
    note += (note.empty() ? "" : "<br/>") + escape(shorten(line, noteWidth));
  if (const std::string place = shortPlace(step.place); !place.empty())
    note += "<br/>" + escape(place);
  return note;
}

struct Entry {
  uint64_t time = 0;
  std::string text;
};

std::vector<Entry> entriesOf(const Route& route) {
  std::vector<Entry> entries;
  for (const Message& message : route.messages) {
    if (message.isLost() && !message.hasLane)
      entries.push_back(
          {message.sent, fmt::format("Note over p{}: not delivered to {}: {}", message.from,
                                     escape(message.toText), message.obstacle)});
    else if (message.isLost())
      entries.push_back(
          {message.sent, fmt::format("p{}--xp{}: {}", message.from, message.to, message.obstacle)});
    else
      entries.push_back(
          {message.arrival, fmt::format("p{}->>p{}: {}{} ms", message.from, message.to,
                                        message.count > 1 ? fmt::format("{}× ", message.count) : "",
                                        message.arrival)});
  }
  for (const Step& step : route.steps)
    entries.push_back({step.time, fmt::format("Note over p{}: {}", step.lane, noteOf(step))});
  llvm::stable_sort(entries, [](const Entry& a, const Entry& b) { return a.time < b.time; });
  return entries;
}

} // namespace

void printMermaid(const Route& route, llvm::raw_ostream& out) {
  out << "sequenceDiagram\n";
  for (const auto& [index, lane] : llvm::enumerate(route.lanes))
    out << fmt::format("  {} p{} as {}\n", lane.isInit ? "actor" : "participant", index,
                       escape(lane.name));
  for (const Entry& entry : entriesOf(route))
    out << "  " << entry.text << "\n";
}

} // namespace aqua::report
