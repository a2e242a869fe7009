// One source file from the file system to text, with all that can be wrong with it.

#pragma once

#include <optional>
#include <string>

#include "llvm/Support/VirtualFileSystem.h"

#include "support/Diagnostics.h"

namespace aqua::modules {

/// Where the first byte stands that is not UTF-8.
struct BadByte {
  size_t fileOffset = 0;
  support::SourceRange range; // of its replacement in the text
};

/// Text of a source: valid UTF-8 without byte-order mark.
struct SourceText {
  std::string text;
  bool hadByteOrderMark = false;
  /// If there is one, all of them are replaced by U+FFFD in `text`.
  std::optional<BadByte> badByte;
};

/// Reads a file. What cannot be read is reported at `loc` (an import, or no place), under the name
/// `shown`. Not a problem here: bytes that are not UTF-8; they need the text to be reported in.
[[nodiscard]] std::optional<SourceText> readSource(llvm::vfs::FileSystem& files,
                                                   llvm::StringRef path, llvm::StringRef shown,
                                                   support::Loc loc,
                                                   support::DiagnosticSink& diags);

/// Drops a byte-order mark and replaces what is not UTF-8.
[[nodiscard]] SourceText decode(llvm::StringRef bytes);

} // namespace aqua::modules
