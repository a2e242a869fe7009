// What most parts of the protocol are made of.

#pragma once

#include "protocol/Json.h"

namespace aqua::lsp {

/// As the client writes it.
struct Uri {
  std::string text;

  friend bool operator==(const Uri&, const Uri&) = default;
  friend auto operator<=>(const Uri&, const Uri&) = default;
};

template <>
struct Codec<Uri> {
  static bool read(const llvm::json::Value& value, Uri& out, llvm::json::Path path) {
    return readJson(value, out.text, path);
  }
  static llvm::json::Value write(const Uri& uri) { return uri.text; }
};

/// What `character` of a position counts.
enum class PositionEncoding : uint8_t { Utf8, Utf16, Utf32 };

template <>
struct EnumTexts<PositionEncoding> {
  static constexpr llvm::StringLiteral texts[] = {"utf-8", "utf-16", "utf-32"};
};

struct Position {
  uint32_t line = 0;
  uint32_t character = 0;

  static void members(auto& visit, auto& self) {
    visit("line", self.line);
    visit("character", self.character);
  }
  friend bool operator==(const Position&, const Position&) = default;
  friend auto operator<=>(const Position&, const Position&) = default;
};

struct Range {
  Position start;
  Position end;

  static void members(auto& visit, auto& self) {
    visit("start", self.start);
    visit("end", self.end);
  }
  friend bool operator==(const Range&, const Range&) = default;
};

struct Location {
  Uri uri;
  Range range;

  static void members(auto& visit, auto& self) {
    visit("uri", self.uri);
    visit("range", self.range);
  }
  friend bool operator==(const Location&, const Location&) = default;
};

struct LocationLink {
  Range originSelectionRange;
  Uri targetUri;
  Range targetRange;
  Range targetSelectionRange;

  static void members(auto& visit, auto& self) {
    visit("originSelectionRange", self.originSelectionRange);
    visit("targetUri", self.targetUri);
    visit("targetRange", self.targetRange);
    visit("targetSelectionRange", self.targetSelectionRange);
  }
};

struct TextEdit {
  Range range;
  std::string newText;

  static void members(auto& visit, auto& self) {
    visit("range", self.range);
    visit("newText", self.newText);
  }
};

enum class MarkupKind : uint8_t { PlainText, Markdown };

template <>
struct EnumTexts<MarkupKind> {
  static constexpr llvm::StringLiteral texts[] = {"plaintext", "markdown"};
};

struct MarkupContent {
  MarkupKind kind = MarkupKind::PlainText;
  std::string value;

  static void members(auto& visit, auto& self) {
    visit("kind", self.kind);
    visit("value", self.value);
  }
};

struct TextDocumentIdentifier {
  Uri uri;

  static void members(auto& visit, auto& self) { visit("uri", self.uri); }
};

/// Parameters of requests about a whole document.
struct TextDocumentParams {
  TextDocumentIdentifier textDocument;

  static void members(auto& visit, auto& self) { visit("textDocument", self.textDocument); }
};

/// Parameters of requests about a place in a document.
struct TextDocumentPositionParams {
  TextDocumentIdentifier textDocument;
  Position position;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("position", self.position);
  }
};

/// Parameters of requests about a part of a document.
struct TextDocumentRangeParams {
  TextDocumentIdentifier textDocument;
  Range range;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("range", self.range);
  }
};

} // namespace aqua::lsp
