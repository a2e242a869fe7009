// The texts that are open in the editor, as it edits them (spec/08 B3).

#pragma once

#include <map>
#include <optional>
#include <string>

#include "Positions.h"
#include "protocol/Documents.h"

namespace aqua::lsp {

struct Document {
  Uri uri; // as the client writes it
  std::string path;
  int32_t version = 0;
  std::string text;         // as the client has it: perhaps with a byte-order mark
  bool isOutOfSync = false; // a change was lost; features wait for the whole text

  /// What the compiler gets.
  [[nodiscard]] llvm::StringRef source() const;
};

/// By path.
class Documents {
public:
  explicit Documents(PositionEncoding encoding) : encoding_(encoding) {}

  /// Also brings a document that is open already back into sync.
  Document& open(const TextDocumentItem& item);
  /// Applies the changes in their order. An error says why they were not, and that the document is
  /// out of sync from now on.
  [[nodiscard]] llvm::Error change(const DidChangeTextDocumentParams& params);
  /// False if it was not open.
  bool close(llvm::StringRef path);

  [[nodiscard]] const Document* find(llvm::StringRef path) const;
  [[nodiscard]] const std::map<std::string, Document, std::less<>>& all() const {
    return documents_;
  }
  [[nodiscard]] PositionEncoding encoding() const { return encoding_; }

private:
  const PositionEncoding encoding_;
  std::map<std::string, Document, std::less<>> documents_;
};

} // namespace aqua::lsp
