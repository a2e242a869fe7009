// Colours, folds, selections, links and hints: what an editor shows of a text's structure.

#pragma once

#include "Basics.h"

namespace aqua::lsp {

struct SemanticTokens {
  std::optional<std::string> resultId;
  std::vector<uint32_t> data;

  static void members(auto& visit, auto& self) {
    visit("resultId", self.resultId);
    visit("data", self.data);
  }
};

struct SemanticTokensEdit {
  uint32_t start = 0;
  uint32_t deleteCount = 0;
  std::vector<uint32_t> data;

  static void members(auto& visit, auto& self) {
    visit("start", self.start);
    visit("deleteCount", self.deleteCount);
    visit("data", self.data);
  }
};

struct SemanticTokensDelta {
  std::string resultId;
  std::vector<SemanticTokensEdit> edits;

  static void members(auto& visit, auto& self) {
    visit("resultId", self.resultId);
    visit("edits", self.edits);
  }
};

struct SemanticTokensDeltaParams {
  TextDocumentIdentifier textDocument;
  std::string previousResultId;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("previousResultId", self.previousResultId);
  }
};

using SemanticTokensDeltaResult = std::variant<SemanticTokens, SemanticTokensDelta>;

enum class FoldingRangeKind : uint8_t { Comment, Imports };

template <>
struct EnumTexts<FoldingRangeKind> {
  static constexpr llvm::StringLiteral texts[] = {"comment", "imports"};
};

struct FoldingRange {
  uint32_t startLine = 0;
  std::optional<uint32_t> startCharacter;
  uint32_t endLine = 0;
  std::optional<uint32_t> endCharacter;
  std::optional<FoldingRangeKind> kind;
  std::optional<std::string> collapsedText;

  static void members(auto& visit, auto& self) {
    visit("startLine", self.startLine);
    visit("startCharacter", self.startCharacter);
    visit("endLine", self.endLine);
    visit("endCharacter", self.endCharacter);
    visit("kind", self.kind);
    visit("collapsedText", self.collapsedText);
  }
};

struct SelectionRangeParams {
  TextDocumentIdentifier textDocument;
  std::vector<Position> positions;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("positions", self.positions);
  }
};

/// In the protocol each range holds the next larger one.
struct SelectionRange {
  std::vector<Range> ranges; // the innermost first, not empty
};

template <>
struct Codec<SelectionRange> {
  static llvm::json::Value write(const SelectionRange& value) {
    llvm::json::Value outer = nullptr;
    for (size_t i = value.ranges.size(); i-- > 0;) {
      llvm::json::Object object{{"range", writeJson(value.ranges[i])}};
      if (i + 1 < value.ranges.size()) object["parent"] = std::move(outer);
      outer = std::move(object);
    }
    return outer;
  }
};

struct DocumentLink {
  Range range;
  Uri target;
  std::optional<std::string> tooltip;

  static void members(auto& visit, auto& self) {
    visit("range", self.range);
    visit("target", self.target);
    visit("tooltip", self.tooltip);
  }
};

enum class InlayHintKind : uint8_t { Type = 1, Parameter = 2 };

struct InlayHintLabelPart {
  std::string value;
  std::optional<Location> location;

  static void members(auto& visit, auto& self) {
    visit("value", self.value);
    visit("location", self.location);
  }
};

struct InlayHint {
  Position position;
  std::vector<InlayHintLabelPart> label;
  std::optional<InlayHintKind> kind;
  std::optional<std::string> tooltip;
  std::optional<std::vector<TextEdit>> textEdits;
  bool paddingLeft = false;
  bool paddingRight = false;

  static void members(auto& visit, auto& self) {
    visit("position", self.position);
    visit("label", self.label);
    visit("kind", self.kind);
    visit("tooltip", self.tooltip);
    visit("textEdits", self.textEdits);
    visit("paddingLeft", self.paddingLeft);
    visit("paddingRight", self.paddingRight);
  }
};

} // namespace aqua::lsp
