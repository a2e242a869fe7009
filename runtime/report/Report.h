// What happened in a run, for people: route diagrams, tables and counts (spec/07 §17.1, --report).

#pragma once

#include <functional>
#include <optional>

#include "network/Outcome.h"

namespace aqua::report {

enum class Format : uint8_t {
  Svg,     // sequence diagram, self-contained
  Html,    // the diagram with tables of counts, calls and losses, in one file
  Mermaid, // `sequenceDiagram` for Markdown
  Json,    // the same facts for programs
};

/// By the extension: .svg, .html or .htm, .mmd, .json.
[[nodiscard]] std::optional<Format> formatByFileName(llvm::StringRef fileName);

/// Where in the source an instruction comes from, like `main.aqua:12:3`; empty if it does not.
using PlaceText = std::function<std::string(uint32_t instruction)>;

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

/// Equal runs give equal bytes. `place` may be empty.
void print(const network::RunResult& result, Format format, const PlaceText& place,
           llvm::raw_ostream& out);

} // namespace aqua::report
