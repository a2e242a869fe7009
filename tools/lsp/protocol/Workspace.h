// Folders, settings, messages and registrations: what concerns the whole session.

#pragma once

#include "Initialize.h"

namespace aqua::lsp {

struct WorkspaceFoldersChangeEvent {
  std::vector<WorkspaceFolder> added;
  std::vector<WorkspaceFolder> removed;

  static void members(auto& visit, auto& self) {
    visit("added", self.added);
    visit("removed", self.removed);
  }
};

struct DidChangeWorkspaceFoldersParams {
  WorkspaceFoldersChangeEvent event;

  static void members(auto& visit, auto& self) { visit("event", self.event); }
};

struct DidChangeConfigurationParams {
  std::optional<llvm::json::Value> settings;

  static void members(auto& visit, auto& self) { visit("settings", self.settings); }
};

struct ConfigurationItem {
  std::optional<Uri> scopeUri;
  std::string section;

  static void members(auto& visit, auto& self) {
    visit("scopeUri", self.scopeUri);
    visit("section", self.section);
  }
};

struct ConfigurationParams {
  std::vector<ConfigurationItem> items;

  static void members(auto& visit, auto& self) { visit("items", self.items); }
};

struct FileSystemWatcher {
  std::string globPattern;

  static void members(auto& visit, auto& self) { visit("globPattern", self.globPattern); }
};

struct DidChangeWatchedFilesRegistrationOptions {
  std::vector<FileSystemWatcher> watchers;

  static void members(auto& visit, auto& self) { visit("watchers", self.watchers); }
};

struct DidChangeConfigurationRegistrationOptions {
  std::string section;

  static void members(auto& visit, auto& self) { visit("section", self.section); }
};

struct Registration {
  std::string id;
  std::string method;
  llvm::json::Value registerOptions = nullptr; // by the method

  static void members(auto& visit, auto& self) {
    visit("id", self.id);
    visit("method", self.method);
    visit("registerOptions", self.registerOptions);
  }
};

struct RegistrationParams {
  std::vector<Registration> registrations;

  static void members(auto& visit, auto& self) { visit("registrations", self.registrations); }
};

enum class MessageType : uint8_t { Error = 1, Warning = 2, Info = 3, Log = 4 };

/// Of window/showMessage and window/logMessage.
struct MessageParams {
  MessageType type = MessageType::Log;
  std::string message;

  static void members(auto& visit, auto& self) {
    visit("type", self.type);
    visit("message", self.message);
  }
};

enum class TraceValue : uint8_t { Off, Messages, Verbose };

template <>
struct EnumTexts<TraceValue> {
  static constexpr llvm::StringLiteral texts[] = {"off", "messages", "verbose"};
};

struct SetTraceParams {
  TraceValue value = TraceValue::Off;

  static void members(auto& visit, auto& self) { visit("value", self.value); }
};

} // namespace aqua::lsp
