// AIR text to tree (spec/04 §2–§5).

#pragma once

#include <optional>

#include "Air.h"

namespace aqua::air {

/// A problem of a script text: byte range and words of AquaVM.
struct ScriptError {
  TextSpan span;
  std::string message;
};

/// A script, or the errors for which AquaVM refuses it.
struct ParseResult {
  std::optional<Script> script;    // present iff there are no errors
  std::vector<ScriptError> errors; // syntax errors, or reports of the validator
};

/// Parses and validates. Accepts exactly what AquaVM 0.62 accepts. Never throws; bounded depth:
/// more than 10,000 open instructions is an error.
[[nodiscard]] ParseResult parseScript(llvm::StringRef text);

/// The rules V1–V7 of spec/04 §4 over a tree, in their order. Also for built trees (spans are empty
/// then).
[[nodiscard]] std::vector<ScriptError> validate(const Script& script);

/// The errors as AquaVM reports them: "air can't be parsed:\n…" with excerpt and labels.
[[nodiscard]] std::string errorText(llvm::StringRef script, llvm::ArrayRef<ScriptError> errors);

} // namespace aqua::air
