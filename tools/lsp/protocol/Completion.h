// Completion and signature help.

#pragma once

#include "Basics.h"

namespace aqua::lsp {

enum class CompletionItemKind : uint8_t {
  Text = 1,
  Method = 2,
  Function = 3,
  Field = 5,
  Variable = 6,
  Class = 7,
  Interface = 8,
  Module = 9,
  Value = 12,
  Keyword = 14,
  Snippet = 15,
  File = 17,
  Constant = 21,
  Struct = 22,
  Event = 23,
  TypeParameter = 25,
};

enum class InsertTextFormat : uint8_t { PlainText = 1, Snippet = 2 };

struct InsertReplaceEdit {
  std::string newText;
  Range insert;
  Range replace;

  static void members(auto& visit, auto& self) {
    visit("newText", self.newText);
    visit("insert", self.insert);
    visit("replace", self.replace);
  }
};

struct CompletionItemLabelDetails {
  std::optional<std::string> description;

  static void members(auto& visit, auto& self) { visit("description", self.description); }
};

struct CompletionItem {
  std::string label;
  std::optional<CompletionItemLabelDetails> labelDetails;
  CompletionItemKind kind = CompletionItemKind::Text;
  std::optional<std::string> detail;
  std::optional<MarkupContent> documentation;
  std::string sortText;
  std::string filterText;
  InsertTextFormat insertTextFormat = InsertTextFormat::PlainText;
  std::variant<TextEdit, InsertReplaceEdit> textEdit;
  std::optional<std::vector<TextEdit>> additionalTextEdits;
  std::optional<std::vector<std::string>> commitCharacters;

  static void members(auto& visit, auto& self) {
    visit("label", self.label);
    visit("labelDetails", self.labelDetails);
    visit("kind", self.kind);
    visit("detail", self.detail);
    visit("documentation", self.documentation);
    visit("sortText", self.sortText);
    visit("filterText", self.filterText);
    visit("insertTextFormat", self.insertTextFormat);
    visit("textEdit", self.textEdit);
    visit("additionalTextEdits", self.additionalTextEdits);
    visit("commitCharacters", self.commitCharacters);
  }
};

struct CompletionList {
  bool isIncomplete = false;
  std::vector<CompletionItem> items;

  static void members(auto& visit, auto& self) {
    visit("isIncomplete", self.isIncomplete);
    visit("items", self.items);
  }
};

/// The text of the parameter, or its place in the label of the signature.
using ParameterLabel = std::variant<std::string, std::vector<uint32_t>>;

struct ParameterInformation {
  ParameterLabel label;

  static void members(auto& visit, auto& self) { visit("label", self.label); }
};

struct SignatureInformation {
  std::string label;
  std::optional<MarkupContent> documentation;
  std::vector<ParameterInformation> parameters;

  static void members(auto& visit, auto& self) {
    visit("label", self.label);
    visit("documentation", self.documentation);
    visit("parameters", self.parameters);
  }
};

struct SignatureHelp {
  std::vector<SignatureInformation> signatures;
  uint32_t activeSignature = 0;
  std::variant<std::nullptr_t, uint32_t> activeParameter = nullptr;

  static void members(auto& visit, auto& self) {
    visit("signatures", self.signatures);
    visit("activeSignature", self.activeSignature);
    visit("activeParameter", self.activeParameter);
  }
};

} // namespace aqua::lsp
