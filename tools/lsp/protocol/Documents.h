// Documents that are opened, changed and closed, and files that others change.

#pragma once

#include "Basics.h"

namespace aqua::lsp {

struct TextDocumentItem {
  Uri uri;
  std::string languageId;
  int32_t version = 0;
  std::string text;

  static void members(auto& visit, auto& self) {
    visit("uri", self.uri);
    visit.defaulted("languageId", self.languageId);
    visit("version", self.version);
    visit("text", self.text);
  }
};

struct DidOpenTextDocumentParams {
  TextDocumentItem textDocument;

  static void members(auto& visit, auto& self) { visit("textDocument", self.textDocument); }
};

struct VersionedTextDocumentIdentifier {
  Uri uri;
  int32_t version = 0;

  static void members(auto& visit, auto& self) {
    visit("uri", self.uri);
    visit("version", self.version);
  }
};

struct TextDocumentContentChangeEvent {
  std::optional<Range> range; // none: the whole text
  std::string text;

  static void members(auto& visit, auto& self) {
    visit("range", self.range);
    visit("text", self.text);
  }
};

struct DidChangeTextDocumentParams {
  VersionedTextDocumentIdentifier textDocument;
  std::vector<TextDocumentContentChangeEvent> contentChanges;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("contentChanges", self.contentChanges);
  }
};

enum class FileChangeType : uint8_t { Created = 1, Changed = 2, Deleted = 3 };

struct FileEvent {
  Uri uri;
  FileChangeType type = FileChangeType::Changed;

  static void members(auto& visit, auto& self) {
    visit("uri", self.uri);
    visit("type", self.type);
  }
};

struct DidChangeWatchedFilesParams {
  std::vector<FileEvent> changes;

  static void members(auto& visit, auto& self) { visit("changes", self.changes); }
};

} // namespace aqua::lsp
