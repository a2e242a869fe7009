// Files that are renamed, made and deleted, and documents that are no files.

#pragma once

#include "Basics.h"

namespace aqua::lsp {

struct FileRename {
  Uri oldUri;
  Uri newUri;

  static void members(auto& visit, auto& self) {
    visit("oldUri", self.oldUri);
    visit("newUri", self.newUri);
  }
};

struct RenameFilesParams {
  std::vector<FileRename> files;

  static void members(auto& visit, auto& self) { visit("files", self.files); }
};

struct TextDocumentContentParams {
  Uri uri;

  static void members(auto& visit, auto& self) { visit("uri", self.uri); }
};

struct TextDocumentContentResult {
  std::string text;

  static void members(auto& visit, auto& self) { visit("text", self.text); }
};

} // namespace aqua::lsp
