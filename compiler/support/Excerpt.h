// The lines of a source file that a diagnostic speaks of, with marks below them.
//
//   4 |   z = 1 < 2 < 3
//     |             ^
//     |         - the first comparison

#pragma once

#include <string>
#include <vector>

#include "llvm/Support/raw_ostream.h"

#include "Source.h"

namespace aqua::support {

/// A marked range. The primary one has carets, the others dashes.
struct Mark {
  enum class Rank : uint8_t { Primary, Secondary };
  SourceRange range;
  Rank rank = Rank::Primary;
  std::string text; // may be empty
};

/// How the parts of an excerpt are coloured: escape sequences or nothing.
struct ExcerptColors {
  std::string gutter, primary, secondary, reset;
};

/// Prints the lines of the marks, in the order of the text. Tabs are widened, wide characters
/// counted as two columns, control characters replaced; very long lines are cut around the mark.
/// `gutter` is the width of the line numbers.
void printExcerpt(const SourceFile& file, const std::vector<Mark>& marks, unsigned gutter,
                  const ExcerptColors& colors, llvm::raw_ostream& out);

/// The number of digits that the line numbers of these marks need.
[[nodiscard]] unsigned gutterWidth(const SourceFile& file, const std::vector<Mark>& marks);

/// A text of the user, safe for a terminal: control characters other than line ends are replaced.
[[nodiscard]] std::string withoutControls(llvm::StringRef text);

} // namespace aqua::support
