// Diagnostics, pushed to the client or asked for by it.

#pragma once

#include "Basics.h"

namespace aqua::lsp {

enum class DiagnosticSeverity : uint8_t { Error = 1, Warning = 2, Information = 3, Hint = 4 };
enum class DiagnosticTag : uint8_t { Unnecessary = 1, Deprecated = 2 };

struct CodeDescription {
  Uri href;

  static void members(auto& visit, auto& self) { visit("href", self.href); }
  friend bool operator==(const CodeDescription&, const CodeDescription&) = default;
};

struct DiagnosticRelatedInformation {
  Location location;
  std::string message;

  static void members(auto& visit, auto& self) {
    visit("location", self.location);
    visit("message", self.message);
  }
  friend bool operator==(const DiagnosticRelatedInformation&,
                         const DiagnosticRelatedInformation&) = default;
};

struct Diagnostic {
  Range range;
  std::optional<DiagnosticSeverity> severity;
  std::optional<llvm::json::Value> code; // of other servers also numbers
  std::optional<CodeDescription> codeDescription;
  std::optional<std::string> source;
  std::string message;
  std::optional<std::vector<DiagnosticTag>> tags;
  std::optional<std::vector<DiagnosticRelatedInformation>> relatedInformation;
  std::optional<llvm::json::Value> data; // ours: the titles of its fixes

  static void members(auto& visit, auto& self) {
    visit("range", self.range);
    visit("severity", self.severity);
    visit("code", self.code);
    visit("codeDescription", self.codeDescription);
    visit("source", self.source);
    visit("message", self.message);
    visit("tags", self.tags);
    visit("relatedInformation", self.relatedInformation);
    visit("data", self.data);
  }
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

struct PublishDiagnosticsParams {
  Uri uri;
  std::optional<int32_t> version;
  std::vector<Diagnostic> diagnostics;

  static void members(auto& visit, auto& self) {
    visit("uri", self.uri);
    visit("version", self.version);
    visit("diagnostics", self.diagnostics);
  }
};

enum class DiagnosticReportKind : uint8_t { Full, Unchanged };

template <>
struct EnumTexts<DiagnosticReportKind> {
  static constexpr llvm::StringLiteral texts[] = {"full", "unchanged"};
};

/// What is known of a document, or that it is what it was.
struct DiagnosticReport {
  DiagnosticReportKind kind = DiagnosticReportKind::Full;
  std::string resultId;
  std::optional<std::vector<Diagnostic>> items;

  static void members(auto& visit, auto& self) {
    visit("kind", self.kind);
    visit("resultId", self.resultId);
    visit("items", self.items);
  }
};

struct DocumentDiagnosticParams {
  TextDocumentIdentifier textDocument;
  std::optional<std::string> previousResultId;

  static void members(auto& visit, auto& self) {
    visit("textDocument", self.textDocument);
    visit("previousResultId", self.previousResultId);
  }
};

struct PreviousResultId {
  Uri uri;
  std::string value;

  static void members(auto& visit, auto& self) {
    visit("uri", self.uri);
    visit("value", self.value);
  }
};

struct WorkspaceDiagnosticParams {
  std::vector<PreviousResultId> previousResultIds;

  static void members(auto& visit, auto& self) {
    visit.defaulted("previousResultIds", self.previousResultIds);
  }
};

struct WorkspaceDocumentDiagnosticReport {
  Uri uri;
  std::variant<std::nullptr_t, int32_t> version = nullptr; // null: the file is not open
  DiagnosticReport report;

  static void members(auto& visit, auto& self) {
    visit("uri", self.uri);
    visit("version", self.version);
    DiagnosticReport::members(visit, self.report);
  }
};

struct WorkspaceDiagnosticReport {
  std::vector<WorkspaceDocumentDiagnosticReport> items;

  static void members(auto& visit, auto& self) { visit("items", self.items); }
};

} // namespace aqua::lsp
