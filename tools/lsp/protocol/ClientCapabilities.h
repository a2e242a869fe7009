// What the client can do, as far as answers depend on it.

#pragma once

#include "Json.h"

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
  [[nodiscard]] bool has(uint32_t value, uint32_t knownWithoutSet) const {
    if (!valueSet) return value <= knownWithoutSet;
    return std::find(valueSet->begin(), valueSet->end(), value) != valueSet->end();
  }
};

struct WorkspaceEditCapability {
  bool documentChanges = false;

  static void members(auto& visit, auto& self) {
    visit.defaulted("documentChanges", self.documentChanges);
  }
};

struct WorkspaceCapabilities {
  bool applyEdit = false;
  bool configuration = false;
  bool workspaceFolders = false;
  WorkspaceEditCapability workspaceEdit;
  DynamicRegistrationCapability didChangeConfiguration;
  DynamicRegistrationCapability didChangeWatchedFiles;
  RefreshCapability semanticTokens;
  RefreshCapability inlayHint;

  static void members(auto& visit, auto& self) {
    visit.defaulted("applyEdit", self.applyEdit);
    visit.defaulted("configuration", self.configuration);
    visit.defaulted("workspaceFolders", self.workspaceFolders);
    visit.defaulted("workspaceEdit", self.workspaceEdit);
    visit.defaulted("didChangeConfiguration", self.didChangeConfiguration);
    visit.defaulted("didChangeWatchedFiles", self.didChangeWatchedFiles);
    visit.defaulted("semanticTokens", self.semanticTokens);
    visit.defaulted("inlayHint", self.inlayHint);
  }
};

struct PublishDiagnosticsCapability {
  bool relatedInformation = false;
  bool codeDescriptionSupport = false;
  std::optional<ValueSet> tagSupport;

  static void members(auto& visit, auto& self) {
    visit.defaulted("relatedInformation", self.relatedInformation);
    visit.defaulted("codeDescriptionSupport", self.codeDescriptionSupport);
    visit("tagSupport", self.tagSupport);
  }
};

struct TextDocumentCapabilities {
  PublishDiagnosticsCapability publishDiagnostics;
  LinkCapability definition;

  static void members(auto& visit, auto& self) {
    visit.defaulted("publishDiagnostics", self.publishDiagnostics);
    visit.defaulted("definition", self.definition);
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
