// The canonical layout of a program (spec/08 D): one text for each program, whatever its author's
// spacing. Comments stay, and so does every token.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "support/Diagnostics.h"

namespace aqua::format {

/// All that can be chosen (spec/08 D1.6).
struct Style {
  uint32_t indent = 4; // blanks for each block: 2 or 4
  uint32_t width = 100;
};

/// Lines of a text, from 1, both included.
struct LineRange {
  uint32_t first = 1;
  uint32_t last = 1;
};

/// What to do with a text that has syntax errors.
enum class OnErrors : uint8_t {
  Refuse,
  FormatTheRest, // the definitions without errors are formatted, the others copied
};

struct Request {
  Style style;
  std::optional<LineRange> lines; // if set: only the definitions and header lines that meet them
  OnErrors onErrors = OnErrors::Refuse;
};

/// Replaces a range of the text, whole lines.
struct Edit {
  support::SourceRange range;
  std::string text;
};

enum class Outcome : uint8_t {
  Formatted,    // `text` is the result, which may be equal to what was given
  SyntaxErrors, // they are in the diagnostics; nothing was done, or not everything with
                // FormatTheRest
  Fault,        // ours: the result would have been another program; nothing was done
};

struct Result {
  Outcome outcome = Outcome::Formatted;
  std::string text;        // the input if nothing was done
  std::vector<Edit> edits; // from the input to `text`; in order, apart from each other
};

/// Formats a text: valid UTF-8 without byte-order mark. Keeps all tokens and comments in their
/// order, and checks that it did: the result is the same program, or the text is left alone.
/// Formatting the result again changes nothing. Linear in the length of the text. Pure.
[[nodiscard]] Result formatText(support::FileId file, llvm::StringRef text, const Request& request,
                                support::DiagnosticSink& diags);

} // namespace aqua::format
