// The first request: who the client is, and what this server can do.

#pragma once

#include "Basics.h"
#include "ClientCapabilities.h"
#include "ServerCapabilities.h"

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
