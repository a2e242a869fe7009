// Definitions, references, highlights, symbols, hovers.

#pragma once

#include "Basics.h"

namespace aqua::lsp {

/// Links, if the client knows them.
using DefinitionResult = std::variant<std::vector<Location>, std::vector<LocationLink>>;

struct ReferenceContext {
  bool includeDeclaration = false;

  static void members(auto& visit, auto& self) {
    visit("includeDeclaration", self.includeDeclaration);
  }
};

struct ReferenceParams {
  TextDocumentIdentifier textDocument;
  Position position;
  ReferenceContext context;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("position", self.position);
    visit("context", self.context);
  }
};

enum class DocumentHighlightKind : uint8_t { Text = 1, Read = 2, Write = 3 };

struct DocumentHighlight {
  Range range;
  DocumentHighlightKind kind = DocumentHighlightKind::Text;

  static void members(auto& visit, auto& self) {
    visit("range", self.range);
    visit("kind", self.kind);
  }
};

enum class SymbolKind : uint8_t {
  Module = 2,
  Class = 5,
  Method = 6,
  Field = 8,
  Interface = 11,
  Function = 12,
  Variable = 13,
  Constant = 14,
  Struct = 23,
  Event = 24,
  TypeParameter = 26,
};

struct DocumentSymbol {
  std::string name;
  std::optional<std::string> detail;
  SymbolKind kind = SymbolKind::Variable;
  Range range;
  Range selectionRange;
  std::vector<DocumentSymbol> children;

  static void members(auto& visit, auto& self) {
    visit("name", self.name);
    visit("detail", self.detail);
    visit("kind", self.kind);
    visit("range", self.range);
    visit("selectionRange", self.selectionRange);
    visit("children", self.children);
  }
};

struct SymbolInformation {
  std::string name;
  SymbolKind kind = SymbolKind::Variable;
  Location location;
  std::optional<std::string> containerName;

  static void members(auto& visit, auto& self) {
    visit("name", self.name);
    visit("kind", self.kind);
    visit("location", self.location);
    visit("containerName", self.containerName);
  }
};

/// A tree, if the client knows trees.
using DocumentSymbolResult =
    std::variant<std::vector<DocumentSymbol>, std::vector<SymbolInformation>>;

struct WorkspaceSymbolParams {
  std::string query;

  static void members(auto& visit, auto& self) { visit("query", self.query); }
};

struct Hover {
  MarkupContent contents;
  Range range;

  static void members(auto& visit, auto& self) {
    visit("contents", self.contents);
    visit("range", self.range);
  }
};

struct CallHierarchyItem {
  std::string name;
  SymbolKind kind = SymbolKind::Function;
  std::optional<std::string> detail;
  Uri uri;
  Range range;
  Range selectionRange;

  static void members(auto& visit, auto& self) {
    visit("name", self.name);
    visit("kind", self.kind);
    visit("detail", self.detail);
    visit("uri", self.uri);
    visit("range", self.range);
    visit("selectionRange", self.selectionRange);
  }
};

struct CallHierarchyCallsParams {
  CallHierarchyItem item;

  static void members(auto& visit, auto& self) { visit("item", self.item); }
};

struct CallHierarchyIncomingCall {
  CallHierarchyItem from;
  std::vector<Range> fromRanges;

  static void members(auto& visit, auto& self) {
    visit("from", self.from);
    visit("fromRanges", self.fromRanges);
  }
};

struct CallHierarchyOutgoingCall {
  CallHierarchyItem to;
  std::vector<Range> fromRanges;

  static void members(auto& visit, auto& self) {
    visit("to", self.to);
    visit("fromRanges", self.fromRanges);
  }
};

} // namespace aqua::lsp
