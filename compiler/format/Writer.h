// Writes the pieces of a text one after the other, and remembers which lines became which.

#pragma once

#include <string>
#include <vector>

#include "LineWriter.h"

namespace aqua::format {

/// The lines of a piece, with the blank lines before it, before and after.
struct Written {
  support::SourceRange before; // in the text
  support::SourceRange after;  // in the result
};

struct Output {
  std::string text;
  std::vector<Written> pieces; // one for each piece; without gaps in both texts
};

/// Writes all pieces of a text.
[[nodiscard]] Output writePieces(llvm::StringRef text, const syntax::LaidOutText& laidOut,
                                 const std::vector<Piece>& pieces, const Style& style);

} // namespace aqua::format
