// Source files and positions in them. A position is a 32-bit byte offset; lines and columns are
// computed only when something is shown.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "llvm/ADT/StringRef.h"

namespace aqua::support {

/// Names a file of a SourceManager. Value 0 is "no file".
struct FileId {
  uint32_t value = 0;

  [[nodiscard]] bool isValid() const { return value != 0; }
  friend bool operator==(FileId, FileId) = default;
  friend auto operator<=>(FileId, FileId) = default;
};

/// Half-open range of byte offsets in a file that is known from the context.
struct SourceRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  [[nodiscard]] bool isEmpty() const { return begin == end; }
  [[nodiscard]] bool contains(uint32_t offset) const { return begin <= offset && offset < end; }
  friend bool operator==(SourceRange, SourceRange) = default;
};

/// The smallest range that covers both.
[[nodiscard]] inline SourceRange cover(SourceRange a, SourceRange b) {
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

/// A range together with its file: what survives inlining across modules.
struct Loc {
  FileId file;
  SourceRange range;

  [[nodiscard]] bool isValid() const { return file.isValid(); }
  friend bool operator==(Loc, Loc) = default;
};

/// 1-based line and column; a column counts Unicode code points (spec/07 §17.4).
struct LineColumn {
  uint32_t line = 1;
  uint32_t column = 1;
  friend bool operator==(LineColumn, LineColumn) = default;
};

/// One source text with the table of its lines. Immutable.
class SourceFile {
public:
  SourceFile(std::string path, std::string text);

  /// As given by the user or made relative for display; never an absolute path of ours.
  [[nodiscard]] llvm::StringRef path() const { return path_; }
  /// Valid UTF-8 without byte-order mark.
  [[nodiscard]] llvm::StringRef text() const { return text_; }
  /// Position of a byte offset; an offset past the end is the end.
  [[nodiscard]] LineColumn lineColumn(uint32_t offset) const;
  [[nodiscard]] uint32_t lineCount() const { return static_cast<uint32_t>(lines_.size()); }
  /// The text of a 1-based line without its line end.
  [[nodiscard]] llvm::StringRef line(uint32_t number) const;
  /// Byte offset at which a 1-based line starts.
  [[nodiscard]] uint32_t lineStart(uint32_t number) const;

private:
  std::string path_;
  std::string text_;
  std::vector<uint32_t> lines_; // offsets of line starts
};

/// Owns the texts of one compilation. They live as long as the manager, unless they are replaced.
class SourceManager {
public:
  /// Adds a text. Malformed UTF-8 must have been replaced by the caller.
  FileId add(std::string path, std::string text);
  /// Gives a file another text. The old one lives on where it is shared.
  void replace(FileId id, std::string text);
  [[nodiscard]] const SourceFile& file(FileId id) const;
  [[nodiscard]] std::shared_ptr<const SourceFile> share(FileId id) const;
  [[nodiscard]] uint32_t fileCount() const { return static_cast<uint32_t>(files_.size()); }

private:
  [[nodiscard]] size_t indexOf(FileId id) const;

  std::vector<std::shared_ptr<const SourceFile>> files_;
};

} // namespace aqua::support
