// The programs that several tests of this folder run over: one-feature inputs with the verdict of
// the reference compiler, and the golden programs.

#pragma once

#include <random>
#include <string>
#include <vector>

#include "llvm/ADT/StringRef.h"

namespace aqua::syntax {

/// A line of inputs.jsonl.
struct Input {
  enum class Reference { Compiles, Parses, SyntaxError, Crashes };
  Reference reference = Reference::Compiles; // `Parses`: only later errors
  std::string text;
  std::string ours; // the codes of our diagnostics, reviewed: "E0131 E0147"
  size_t line = 0;  // in the file
};

/// All inputs; empty if the file cannot be read.
[[nodiscard]] std::vector<Input> readInputs();

/// The texts of inputs.jsonl and of the golden programs of the syntax.
[[nodiscard]] std::vector<std::string> readCorpus();

/// Changes a text in a few places: drops, doubles, swaps and inserts tokens, changes indentation.
[[nodiscard]] std::string mutate(llvm::StringRef text, std::mt19937& random);

} // namespace aqua::syntax
