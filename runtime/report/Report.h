// What happened in a run, for people: route diagrams, tables and counts (spec/07 §17.1, --report).

#pragma once

#include <functional>
#include <optional>

#include "air/Air.h"
#include "network/Outcome.h"

namespace aqua::report {

/// The forms of a report.
enum class Format : uint8_t {
  Svg,     // sequence diagram, self-contained
  Html,    // the diagram with tables of counts, calls and losses, in one file
  Mermaid, // `sequenceDiagram` for Markdown
  Json,    // the same facts for programs
};

/// By the extension: .svg, .html or .htm, .mmd, .json.
[[nodiscard]] std::optional<Format> formatByFileName(llvm::StringRef fileName);

struct NoAnswer;

/// A file of the program.
struct SourceText {
  std::string path;
  std::string text;
};

/// What the maker of the script knows of it. All may be empty.
struct Source {
  /// Where in the source an instruction comes from, like `main.aqua:12:3`; empty if it does not.
  std::function<std::string(uint32_t instruction)> place;
  std::vector<SourceText> files; // that places name; for reports that show the program
  const air::Script* script = nullptr;
  const NoAnswer* noAnswer = nullptr; // null if there was an answer
};

/// The figures of a run that people compare.
struct Counts {
  uint64_t messages = 0;       // delivered or on their way
  uint64_t clientMessages = 0; // of these: sent or received by the init peer
  uint64_t undelivered = 0;
  uint64_t invocations = 0;
  uint64_t calls = 0;
  uint64_t bytes = 0; // moved by the messages
  uint64_t virtualMs = 0;
};

/// The run must have been made with its log on, as for print().
[[nodiscard]] Counts count(const network::RunResult& result);

/// Equal runs give equal bytes.
void print(const network::RunResult& result, Format format, const Source& source,
           llvm::raw_ostream& out);

/// What happened, a line each, for terminals: time, peer, event, line of the source.
void printTimeline(const network::RunResult& result, const Source& source, llvm::raw_ostream& out);

} // namespace aqua::report
