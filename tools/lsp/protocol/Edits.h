// Changes of documents: renaming, formatting, code actions.

#pragma once

#include "Diagnostics.h"

namespace aqua::lsp {

struct AnnotatedTextEdit {
  Range range;
  std::string newText;
  std::optional<std::string> annotationId;

  static void members(auto& visit, auto& self) {
    visit("range", self.range);
    visit("newText", self.newText);
    visit("annotationId", self.annotationId);
  }
};

struct ChangeAnnotation {
  std::string label;
  bool needsConfirmation = false;
  std::optional<std::string> description;

  static void members(auto& visit, auto& self) {
    visit("label", self.label);
    visit("needsConfirmation", self.needsConfirmation);
    visit("description", self.description);
  }
};

struct OptionalVersionedTextDocumentIdentifier {
  Uri uri;
  std::variant<std::nullptr_t, int32_t> version = nullptr; // null: the file is not open

  static void members(auto& visit, auto& self) {
    visit("uri", self.uri);
    visit("version", self.version);
  }
};

struct TextDocumentEdit {
  OptionalVersionedTextDocumentIdentifier textDocument;
  std::vector<AnnotatedTextEdit> edits;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("edits", self.edits);
  }
};

/// `changes`, or `documentChanges` if the client knows versions.
struct WorkspaceEdit {
  std::optional<std::map<std::string, std::vector<TextEdit>>> changes; // by URI
  std::optional<std::vector<TextDocumentEdit>> documentChanges;
  std::optional<std::map<std::string, ChangeAnnotation>> changeAnnotations;

  static void members(auto& visit, auto& self) {
    visit("changes", self.changes);
    visit("documentChanges", self.documentChanges);
    visit("changeAnnotations", self.changeAnnotations);
  }
};

struct RenameParams {
  TextDocumentIdentifier textDocument;
  Position position;
  std::string newName;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("position", self.position);
    visit("newName", self.newName);
  }
};

struct PrepareRenameResult {
  Range range;
  std::string placeholder;

  static void members(auto& visit, auto& self) {
    visit("range", self.range);
    visit("placeholder", self.placeholder);
  }
};

struct FormattingOptions {
  uint32_t tabSize = 4;

  static void members(auto& visit, auto& self) { visit.defaulted("tabSize", self.tabSize); }
};

struct DocumentFormattingParams {
  TextDocumentIdentifier textDocument;
  FormattingOptions options;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("options", self.options);
  }
};

struct DocumentRangeFormattingParams {
  TextDocumentIdentifier textDocument;
  Range range;
  FormattingOptions options;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("range", self.range);
    visit("options", self.options);
  }
};

struct DocumentOnTypeFormattingParams {
  TextDocumentIdentifier textDocument;
  Position position;
  std::string ch;
  FormattingOptions options;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("position", self.position);
    visit("ch", self.ch);
    visit("options", self.options);
  }
};

struct CodeActionContext {
  std::vector<Diagnostic> diagnostics;
  std::optional<std::vector<std::string>> only;

  static void members(auto& visit, auto& self) {
    visit.defaulted("diagnostics", self.diagnostics);
    visit("only", self.only);
  }
};

struct CodeActionParams {
  TextDocumentIdentifier textDocument;
  Range range;
  CodeActionContext context;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("range", self.range);
    visit("context", self.context);
  }
};

struct CodeAction {
  std::string title;
  std::string kind;
  std::optional<std::vector<Diagnostic>> diagnostics;
  std::optional<bool> isPreferred;
  WorkspaceEdit edit;

  static void members(auto& visit, auto& self) {
    visit("title", self.title);
    visit("kind", self.kind);
    visit("diagnostics", self.diagnostics);
    visit("isPreferred", self.isPreferred);
    visit("edit", self.edit);
  }
};

/// Of clients that do not know code actions with edits: the edit is the argument.
struct Command {
  std::string title;
  std::string command;
  std::vector<WorkspaceEdit> arguments;

  static void members(auto& visit, auto& self) {
    visit("title", self.title);
    visit("command", self.command);
    visit("arguments", self.arguments);
  }
};

using CodeActionResult = std::variant<std::vector<CodeAction>, std::vector<Command>>;

struct ExecuteCommandParams {
  std::string command;
  std::vector<llvm::json::Value> arguments;

  static void members(auto& visit, auto& self) {
    visit("command", self.command);
    visit.defaulted("arguments", self.arguments);
  }
};

/// The edit comes from the client as it was given to it.
struct ApplyWorkspaceEditParams {
  llvm::json::Value edit = nullptr;

  static void members(auto& visit, auto& self) { visit("edit", self.edit); }
};

struct ApplyWorkspaceEditResult {
  bool applied = false;
  std::optional<std::string> failureReason;

  static void members(auto& visit, auto& self) {
    visit("applied", self.applied);
    visit("failureReason", self.failureReason);
  }
};

} // namespace aqua::lsp
