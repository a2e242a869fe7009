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

struct RouteParams {
  TextDocumentIdentifier textDocument;
  std::optional<Position> position; // in the function
  std::optional<std::string> function;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("position", self.position);
    visit("function", self.function);
  }
};

struct RouteNode {
  uint64_t id = 0;
  std::string peer;
  std::string kind; // `init`, `relay`, `peer`

  static void members(auto& visit, auto& self) {
    visit("id", self.id);
    visit("peer", self.peer);
    visit("kind", self.kind);
  }
};

struct RouteEdge {
  uint64_t from = 0;
  uint64_t to = 0;
  std::string kind; // `move`, `hop`, `par`

  static void members(auto& visit, auto& self) {
    visit("from", self.from);
    visit("to", self.to);
    visit("kind", self.kind);
  }
};

/// Of one exported function; empty if the program has errors.
struct RouteResult {
  uint32_t v = 1;
  std::string function;
  std::vector<RouteNode> nodes;
  std::vector<RouteEdge> edges; // in the order of the script
  std::string text;
  std::string mermaid;
  std::string svg;

  static void members(auto& visit, auto& self) {
    visit("v", self.v);
    visit("function", self.function);
    visit("nodes", self.nodes);
    visit("edges", self.edges);
    visit("text", self.text);
    visit("mermaid", self.mermaid);
    visit("svg", self.svg);
  }
};

/// Where a statement runs; several if its function is called at several places.
struct PeerPlace {
  std::string expr;
  std::vector<std::string> via;

  static void members(auto& visit, auto& self) {
    visit("expr", self.expr);
    visit("via", self.via);
  }
};

struct PeerAtResult {
  uint32_t v = 1;
  std::vector<PeerPlace> peers; // none: nothing is known

  static void members(auto& visit, auto& self) {
    visit("v", self.v);
    visit("peers", self.peers);
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
