// What may be typed at the cursor (spec/08 B7).

#pragma once

#include <optional>
#include <string>

#include "Snapshot.h"

namespace aqua::ide {

enum class CompletionKind : uint8_t {
  Name, // `symbol` says of what
  Keyword,
  Snippet,
  ScalarType,
  Literal,
  Path,   // a file or folder in an import
  RuleId, // in a suppression
};

struct CompletionItem {
  std::string label = {}; // the bare name: also what is compared with what was typed
  CompletionKind kind = CompletionKind::Name;
  sema::SymbolKind symbol = sema::SymbolKind::Variable; // if kind is Name
  std::string detail = {};                              // type or signature; may be empty
  std::string description = {}; // the file it would be imported from; may be empty
  std::string documentation = {};
  std::string text = {};    // what to insert, without placeholders
  std::string snippet = {}; // the same with placeholders in the LSP notation; empty: as `text`
  std::string sortKey = {}; // the items are sorted by it already
  std::vector<support::TextEdit> additionalEdits = {}; // the import line of an auto-import
};

struct Completion {
  support::SourceRange replaced; // the word that the cursor is in, up to its end
  std::vector<CompletionItem> items;
  bool isCut = false; // there were more than the limit
};

struct CompletionOptions {
  bool wantsAutoImports = true;
  size_t limit = 200;
};

/// Best first. The part of the word before the cursor filters, case aside and with gaps.
[[nodiscard]] Completion completions(const Snapshot& snapshot, Cursor cursor,
                                     const CompletionOptions& options = {});

} // namespace aqua::ide
