// AIR tree to text (spec/03 §11).

#pragma once

#include "Air.h"

namespace aqua::air {

/// How the text of a script is laid out.
enum class Layout : uint8_t {
  Compact,  // one line, single spaces: what travels
  Indented, // one instruction per line, indentation = depth: for reading
};

/// Prints a script. Parsing the text gives an equal tree. Ends with a newline in both layouts.
void print(const Script& script, llvm::raw_ostream& out, Layout layout = Layout::Compact);
[[nodiscard]] std::string toText(const Script& script, Layout layout = Layout::Compact);

/// Half-open range of bytes in a printed script.
struct TextRange {
  size_t begin = 0;
  size_t end = 0;
};
/// The same text, and where each instruction stands in it, from bracket to bracket: by id.
struct MappedText {
  std::string text;
  std::vector<TextRange> ranges;
};
[[nodiscard]] MappedText toMappedText(const Script& script, Layout layout = Layout::Compact);

/// The instruction alone, without children, as AquaVM quotes it in errors (spec/04 §11.2):
/// `call "peer" ("s" "f") [x] y`.
[[nodiscard]] std::string headText(const Script& script, const Instruction& instruction);
[[nodiscard]] std::string operandText(const Script& script, const Operand& operand);
/// `.$.a.[0]` or `.length`.
[[nodiscard]] std::string lensText(const Script& script, const Lens& lens);

} // namespace aqua::air
