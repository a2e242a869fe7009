// Lines and characters of the protocol to byte offsets and back: the only place that knows of
// encodings (spec/08 B2).

#pragma once

#include <vector>

#include "protocol/Basics.h"
#include "support/Source.h"

namespace aqua::lsp {

inline constexpr llvm::StringLiteral byteOrderMark = "\xEF\xBB\xBF";

/// The table of the lines of one text. Lines end with LF, CR LF or CR, as in the protocol.
class Positions {
public:
  /// `text` is UTF-8 and outlives this. A byte-order mark counts for the client only: offsets are
  /// those behind it.
  Positions(llvm::StringRef text, PositionEncoding encoding);

  /// A position behind the end of its line is that end, and one behind the last line the end of the
  /// text. One inside a character is its start.
  [[nodiscard]] uint32_t offset(Position position) const;
  [[nodiscard]] Position position(uint32_t offset) const;

  [[nodiscard]] support::SourceRange offsets(const Range& range) const;
  [[nodiscard]] Range range(support::SourceRange range) const;

  /// Without the mark.
  [[nodiscard]] uint32_t textSize() const { return static_cast<uint32_t>(text_.size()) - mark_; }
  [[nodiscard]] uint32_t lineCount() const { return static_cast<uint32_t>(lines_.size()); }
  /// Where a line ends, before its line end.
  [[nodiscard]] uint32_t lineEnd(uint32_t line) const;
  /// How many characters of the protocol a part of the text has, which is within a line.
  [[nodiscard]] uint32_t length(support::SourceRange range) const;

private:
  const llvm::StringRef text_; // with the mark
  const PositionEncoding encoding_;
  const uint32_t mark_; // bytes of it
  std::vector<uint32_t> lines_;
};

} // namespace aqua::lsp
