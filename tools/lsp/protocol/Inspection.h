// Requests of our own (spec/08 B17). Each result says its version in `v`.

#pragma once

#include "Basics.h"

namespace aqua::lsp {

struct SyncResult {
  uint32_t v = 1;

  static void members(auto& visit, auto& self) { visit("v", self.v); }
};

struct StatusResult {
  uint32_t v = 1;
  bool idle = true; // nothing was put off
  uint32_t modules = 0;
  uint64_t memoryBytes = 0;
  uint64_t lastAnalysisMs = 0;

  static void members(auto& visit, auto& self) {
    visit("v", self.v);
    visit("idle", self.idle);
    visit("modules", self.modules);
    visit("memoryBytes", self.memoryBytes);
    visit("lastAnalysisMs", self.lastAnalysisMs);
  }
};

struct ViewParams {
  TextDocumentIdentifier textDocument;
  std::string stage; // `text`, or one of `--emit`

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("stage", self.stage);
  }
};

struct ViewResult {
  uint32_t v = 1;
  std::string text;
  std::string languageId;

  static void members(auto& visit, auto& self) {
    visit("v", self.v);
    visit("text", self.text);
    visit("languageId", self.languageId);
  }
};

struct AirParams {
  TextDocumentIdentifier textDocument;
  std::optional<std::string> function; // none: all that are exported

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("function", self.function);
  }
};

/// The part of the text that is a function.
struct AirFunction {
  std::string name;
  Range range;

  static void members(auto& visit, auto& self) {
    visit("name", self.name);
    visit("range", self.range);
  }
};

struct AirResult {
  uint32_t v = 1;
  std::string text; // empty if the program has errors
  std::vector<AirFunction> functions;

  static void members(auto& visit, auto& self) {
    visit("v", self.v);
    visit("text", self.text);
    visit("functions", self.functions);
  }
};

} // namespace aqua::lsp
