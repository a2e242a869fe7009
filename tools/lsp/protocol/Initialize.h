// The first request: who the client is, and what this server can do.

#pragma once

#include "Basics.h"
#include "ClientCapabilities.h"

namespace aqua::lsp {

struct WorkspaceFolder {
  Uri uri;
  std::string name;

  static void members(auto& visit, auto& self) {
    visit("uri", self.uri);
    visit.defaulted("name", self.name);
  }
};

struct InitializeParams {
  std::optional<int64_t> processId;
  std::optional<Uri> rootUri;
  std::optional<std::vector<WorkspaceFolder>> workspaceFolders;
  ClientCapabilities capabilities;
  std::optional<llvm::json::Value> initializationOptions;

  static void members(auto& visit, auto& self) {
    visit("processId", self.processId);
    visit("rootUri", self.rootUri);
    visit("workspaceFolders", self.workspaceFolders);
    visit("capabilities", self.capabilities);
    visit("initializationOptions", self.initializationOptions);
  }
};

struct SaveOptions {
  bool includeText = false;

  static void members(auto& visit, auto& self) { visit("includeText", self.includeText); }
};

enum class TextDocumentSyncKind : uint8_t { None = 0, Full = 1, Incremental = 2 };

struct TextDocumentSyncOptions {
  bool openClose = true;
  TextDocumentSyncKind change = TextDocumentSyncKind::Incremental;
  SaveOptions save;
  bool willSave = false;
  bool willSaveWaitUntil = false;

  static void members(auto& visit, auto& self) {
    visit("openClose", self.openClose);
    visit("change", self.change);
    visit("save", self.save);
    visit("willSave", self.willSave);
    visit("willSaveWaitUntil", self.willSaveWaitUntil);
  }
};

struct WorkspaceFoldersOptions {
  bool supported = true;
  bool changeNotifications = true;

  static void members(auto& visit, auto& self) {
    visit("supported", self.supported);
    visit("changeNotifications", self.changeNotifications);
  }
};

struct WorkspaceOptions {
  WorkspaceFoldersOptions workspaceFolders;

  static void members(auto& visit, auto& self) { visit("workspaceFolders", self.workspaceFolders); }
};

struct ServerCapabilities {
  PositionEncoding positionEncoding = PositionEncoding::Utf16;
  TextDocumentSyncOptions textDocumentSync;
  bool definitionProvider = true;
  WorkspaceOptions workspace;

  static void members(auto& visit, auto& self) {
    visit("positionEncoding", self.positionEncoding);
    visit("textDocumentSync", self.textDocumentSync);
    visit("definitionProvider", self.definitionProvider);
    visit("workspace", self.workspace);
  }
};

struct ServerInfo {
  std::string name;
  std::string version;

  static void members(auto& visit, auto& self) {
    visit("name", self.name);
    visit("version", self.version);
  }
};

struct InitializeResult {
  ServerCapabilities capabilities;
  ServerInfo serverInfo;

  static void members(auto& visit, auto& self) {
    visit("capabilities", self.capabilities);
    visit("serverInfo", self.serverInfo);
  }
};

} // namespace aqua::lsp
