// What the client can do, as far as answers depend on it.

#pragma once

#include <algorithm>

#include "protocol/Json.h"

namespace aqua::lsp {

/// Capabilities that only say whether something may be registered later.
struct DynamicRegistrationCapability {
  bool dynamicRegistration = false;

  static void members(auto& visit, auto& self) {
    visit.defaulted("dynamicRegistration", self.dynamicRegistration);
  }
};

struct RefreshCapability {
  bool refreshSupport = false;

  static void members(auto& visit, auto& self) {
    visit.defaulted("refreshSupport", self.refreshSupport);
  }
};

struct LinkCapability {
  bool linkSupport = false;

  static void members(auto& visit, auto& self) { visit.defaulted("linkSupport", self.linkSupport); }
};

/// The numbers of an enumeration that the client knows.
struct ValueSet {
  std::optional<std::vector<uint32_t>> valueSet;

  static void members(auto& visit, auto& self) { visit("valueSet", self.valueSet); }
  /// Without a set it knows those up to a number that the protocol says.
  [[nodiscard]] bool has(uint32_t value, uint32_t knownWithoutSet) const {
    if (!valueSet) return value <= knownWithoutSet;
    return std::find(valueSet->begin(), valueSet->end(), value) != valueSet->end();
  }
};

/// Kinds of markup in the order of preference, also those that we do not know.
using MarkupKinds = std::vector<std::string>;

struct WorkspaceEditCapability {
  bool documentChanges = false;
  std::optional<llvm::json::Value> changeAnnotationSupport;

  static void members(auto& visit, auto& self) {
    visit.defaulted("documentChanges", self.documentChanges);
    visit("changeAnnotationSupport", self.changeAnnotationSupport);
  }
};

struct WorkspaceSymbolCapability {
  ValueSet symbolKind;

  static void members(auto& visit, auto& self) { visit.defaulted("symbolKind", self.symbolKind); }
};

struct WorkspaceCapabilities {
  bool applyEdit = false;
  bool configuration = false;
  WorkspaceEditCapability workspaceEdit;
  DynamicRegistrationCapability didChangeConfiguration;
  DynamicRegistrationCapability didChangeWatchedFiles;
  WorkspaceSymbolCapability symbol;
  RefreshCapability semanticTokens;
  RefreshCapability inlayHint;
  RefreshCapability diagnostics;
  std::optional<DynamicRegistrationCapability> textDocumentContent;

  static void members(auto& visit, auto& self) {
    visit.defaulted("applyEdit", self.applyEdit);
    visit.defaulted("configuration", self.configuration);
    visit.defaulted("workspaceEdit", self.workspaceEdit);
    visit.defaulted("didChangeConfiguration", self.didChangeConfiguration);
    visit.defaulted("didChangeWatchedFiles", self.didChangeWatchedFiles);
    visit.defaulted("symbol", self.symbol);
    visit.defaulted("semanticTokens", self.semanticTokens);
    visit.defaulted("inlayHint", self.inlayHint);
    visit.defaulted("diagnostics", self.diagnostics);
    visit("textDocumentContent", self.textDocumentContent);
  }
};

struct PublishDiagnosticsCapability {
  bool relatedInformation = false;
  bool codeDescriptionSupport = false;
  bool dataSupport = false;
  std::optional<ValueSet> tagSupport;

  static void members(auto& visit, auto& self) {
    visit.defaulted("relatedInformation", self.relatedInformation);
    visit.defaulted("codeDescriptionSupport", self.codeDescriptionSupport);
    visit.defaulted("dataSupport", self.dataSupport);
    visit("tagSupport", self.tagSupport);
  }
};

struct CompletionItemCapability {
  bool snippetSupport = false;
  bool commitCharactersSupport = false;
  bool insertReplaceSupport = false;
  bool labelDetailsSupport = false;
  MarkupKinds documentationFormat;

  static void members(auto& visit, auto& self) {
    visit.defaulted("snippetSupport", self.snippetSupport);
    visit.defaulted("commitCharactersSupport", self.commitCharactersSupport);
    visit.defaulted("insertReplaceSupport", self.insertReplaceSupport);
    visit.defaulted("labelDetailsSupport", self.labelDetailsSupport);
    visit.defaulted("documentationFormat", self.documentationFormat);
  }
};

struct CompletionCapability {
  CompletionItemCapability completionItem;
  ValueSet completionItemKind;

  static void members(auto& visit, auto& self) {
    visit.defaulted("completionItem", self.completionItem);
    visit.defaulted("completionItemKind", self.completionItemKind);
  }
};

struct HoverCapability {
  MarkupKinds contentFormat;

  static void members(auto& visit, auto& self) {
    visit.defaulted("contentFormat", self.contentFormat);
  }
};

struct ParameterInformationCapability {
  bool labelOffsetSupport = false;

  static void members(auto& visit, auto& self) {
    visit.defaulted("labelOffsetSupport", self.labelOffsetSupport);
  }
};

struct SignatureInformationCapability {
  MarkupKinds documentationFormat;
  ParameterInformationCapability parameterInformation;
  bool noActiveParameterSupport = false;

  static void members(auto& visit, auto& self) {
    visit.defaulted("documentationFormat", self.documentationFormat);
    visit.defaulted("parameterInformation", self.parameterInformation);
    visit.defaulted("noActiveParameterSupport", self.noActiveParameterSupport);
  }
};

struct SignatureHelpCapability {
  SignatureInformationCapability signatureInformation;

  static void members(auto& visit, auto& self) {
    visit.defaulted("signatureInformation", self.signatureInformation);
  }
};

struct DocumentSymbolCapability {
  bool hierarchicalDocumentSymbolSupport = false;
  ValueSet symbolKind;

  static void members(auto& visit, auto& self) {
    visit.defaulted("hierarchicalDocumentSymbolSupport", self.hierarchicalDocumentSymbolSupport);
    visit.defaulted("symbolKind", self.symbolKind);
  }
};

struct CodeActionCapability {
  std::optional<llvm::json::Value> codeActionLiteralSupport;
  bool isPreferredSupport = false;

  static void members(auto& visit, auto& self) {
    visit("codeActionLiteralSupport", self.codeActionLiteralSupport);
    visit.defaulted("isPreferredSupport", self.isPreferredSupport);
  }
};

struct RenameCapability {
  bool honorsChangeAnnotations = false;

  static void members(auto& visit, auto& self) {
    visit.defaulted("honorsChangeAnnotations", self.honorsChangeAnnotations);
  }
};

struct CollapsedTextCapability {
  bool collapsedText = false;

  static void members(auto& visit, auto& self) {
    visit.defaulted("collapsedText", self.collapsedText);
  }
};

struct FoldingRangeCapability {
  std::optional<uint32_t> rangeLimit;
  bool lineFoldingOnly = false;
  CollapsedTextCapability foldingRange;

  static void members(auto& visit, auto& self) {
    visit("rangeLimit", self.rangeLimit);
    visit.defaulted("lineFoldingOnly", self.lineFoldingOnly);
    visit.defaulted("foldingRange", self.foldingRange);
  }
};

struct TextDocumentCapabilities {
  PublishDiagnosticsCapability publishDiagnostics;
  CompletionCapability completion;
  HoverCapability hover;
  SignatureHelpCapability signatureHelp;
  LinkCapability declaration;
  LinkCapability definition;
  LinkCapability typeDefinition;
  LinkCapability implementation;
  DocumentSymbolCapability documentSymbol;
  CodeActionCapability codeAction;
  RenameCapability rename;
  FoldingRangeCapability foldingRange;
  std::optional<DynamicRegistrationCapability> diagnostic; // it asks for diagnostics itself

  static void members(auto& visit, auto& self) {
    visit.defaulted("publishDiagnostics", self.publishDiagnostics);
    visit.defaulted("completion", self.completion);
    visit.defaulted("hover", self.hover);
    visit.defaulted("signatureHelp", self.signatureHelp);
    visit.defaulted("declaration", self.declaration);
    visit.defaulted("definition", self.definition);
    visit.defaulted("typeDefinition", self.typeDefinition);
    visit.defaulted("implementation", self.implementation);
    visit.defaulted("documentSymbol", self.documentSymbol);
    visit.defaulted("codeAction", self.codeAction);
    visit.defaulted("rename", self.rename);
    visit.defaulted("foldingRange", self.foldingRange);
    visit("diagnostic", self.diagnostic);
  }
};

struct WindowCapabilities {
  bool workDoneProgress = false;

  static void members(auto& visit, auto& self) {
    visit.defaulted("workDoneProgress", self.workDoneProgress);
  }
};

struct GeneralCapabilities {
  std::vector<std::string> positionEncodings; // also those that we do not know

  static void members(auto& visit, auto& self) {
    visit.defaulted("positionEncodings", self.positionEncodings);
  }
};

struct ClientCapabilities {
  WorkspaceCapabilities workspace;
  TextDocumentCapabilities textDocument;
  WindowCapabilities window;
  GeneralCapabilities general;

  static void members(auto& visit, auto& self) {
    visit.defaulted("workspace", self.workspace);
    visit.defaulted("textDocument", self.textDocument);
    visit.defaulted("window", self.window);
    visit.defaulted("general", self.general);
  }
};

} // namespace aqua::lsp
