// What this server can do, as the client is told.

#pragma once

#include "Basics.h"

namespace aqua::lsp {

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

/// Which files the client tells of.
struct FileOperationPattern {
  std::string glob;
  std::string matches; // `file` or `folder`

  static void members(auto& visit, auto& self) {
    visit("glob", self.glob);
    visit("matches", self.matches);
  }
};

struct FileOperationFilter {
  std::string scheme = "file";
  FileOperationPattern pattern;

  static void members(auto& visit, auto& self) {
    visit("scheme", self.scheme);
    visit("pattern", self.pattern);
  }
};

struct FileOperationRegistration {
  std::vector<FileOperationFilter> filters = {{"file", {"**/*.aqua", "file"}},
                                              {"file", {"**", "folder"}}};

  static void members(auto& visit, auto& self) { visit("filters", self.filters); }
};

struct FileOperationOptions {
  FileOperationRegistration registration;

  static void members(auto& visit, auto& self) {
    for (const char* operation : {"willRename", "didRename", "didCreate", "didDelete"})
      visit(operation, self.registration);
  }
};

/// Documents that are no files: of the standard library, and pages about diagnostics.
struct TextDocumentContentOptions {
  std::vector<std::string> schemes = {"aqua-std", "aqua-view"};

  static void members(auto& visit, auto& self) { visit("schemes", self.schemes); }
};

struct WorkspaceOptions {
  WorkspaceFoldersOptions workspaceFolders;
  FileOperationOptions fileOperations;
  std::optional<TextDocumentContentOptions> textDocumentContent; // if the client knows it

  static void members(auto& visit, auto& self) {
    visit("workspaceFolders", self.workspaceFolders);
    visit("fileOperations", self.fileOperations);
    visit("textDocumentContent", self.textDocumentContent);
  }
};

struct DiagnosticOptions {
  std::string identifier = "aqua";
  bool interFileDependencies = true;
  bool workspaceDiagnostics = true;

  static void members(auto& visit, auto& self) {
    visit("identifier", self.identifier);
    visit("interFileDependencies", self.interFileDependencies);
    visit("workspaceDiagnostics", self.workspaceDiagnostics);
  }
};

struct CodeLensOptions {
  bool resolveProvider = true;

  static void members(auto& visit, auto& self) { visit("resolveProvider", self.resolveProvider); }
};

struct CompletionOptions {
  std::vector<std::string> triggerCharacters = {".", "\"", "/", "<", ":", "{", "(", ",", " "};
  bool resolveProvider = false; // items are complete

  static void members(auto& visit, auto& self) {
    visit("triggerCharacters", self.triggerCharacters);
    visit("resolveProvider", self.resolveProvider);
  }
};

struct SignatureHelpOptions {
  std::vector<std::string> triggerCharacters = {"(", ",", "="};
  std::vector<std::string> retriggerCharacters = {")"};

  static void members(auto& visit, auto& self) {
    visit("triggerCharacters", self.triggerCharacters);
    visit("retriggerCharacters", self.retriggerCharacters);
  }
};

struct RenameOptions {
  bool prepareProvider = true;

  static void members(auto& visit, auto& self) { visit("prepareProvider", self.prepareProvider); }
};

struct CodeActionOptions {
  std::vector<std::string> codeActionKinds = {"quickfix", "refactor.rewrite",
                                              "source.organizeImports", "source.fixAll.aqua"};

  static void members(auto& visit, auto& self) { visit("codeActionKinds", self.codeActionKinds); }
};

struct ExecuteCommandOptions {
  std::vector<std::string> commands;

  static void members(auto& visit, auto& self) { visit("commands", self.commands); }
};

struct DocumentOnTypeFormattingOptions {
  std::string firstTriggerCharacter = "\n";
  std::vector<std::string> moreTriggerCharacter = {":"};

  static void members(auto& visit, auto& self) {
    visit("firstTriggerCharacter", self.firstTriggerCharacter);
    visit("moreTriggerCharacter", self.moreTriggerCharacter);
  }
};

struct SemanticTokensLegend {
  std::vector<std::string> tokenTypes;
  std::vector<std::string> tokenModifiers;

  static void members(auto& visit, auto& self) {
    visit("tokenTypes", self.tokenTypes);
    visit("tokenModifiers", self.tokenModifiers);
  }
};

struct SemanticTokensFullOptions {
  bool delta = true;

  static void members(auto& visit, auto& self) { visit("delta", self.delta); }
};

struct SemanticTokensOptions {
  SemanticTokensLegend legend;
  bool range = true;
  SemanticTokensFullOptions full;

  static void members(auto& visit, auto& self) {
    visit("legend", self.legend);
    visit("range", self.range);
    visit("full", self.full);
  }
};

/// Options of providers that have nothing to choose.
struct NoOptions {
  static void members(auto&, auto&) {}
};

struct ServerCapabilities {
  PositionEncoding positionEncoding = PositionEncoding::Utf16;
  TextDocumentSyncOptions textDocumentSync;
  CompletionOptions completionProvider;
  SignatureHelpOptions signatureHelpProvider;
  CodeActionOptions codeActionProvider;
  RenameOptions renameProvider;
  DocumentOnTypeFormattingOptions documentOnTypeFormattingProvider;
  SemanticTokensOptions semanticTokensProvider;
  ExecuteCommandOptions executeCommandProvider;
  NoOptions documentLinkProvider;
  CodeLensOptions codeLensProvider;
  std::optional<DiagnosticOptions> diagnosticProvider; // if the client asks for them itself
  WorkspaceOptions workspace;

  static void members(auto& visit, auto& self) {
    visit("positionEncoding", self.positionEncoding);
    visit("textDocumentSync", self.textDocumentSync);
    visit("completionProvider", self.completionProvider);
    visit("signatureHelpProvider", self.signatureHelpProvider);
    visit("codeActionProvider", self.codeActionProvider);
    visit("renameProvider", self.renameProvider);
    visit("documentOnTypeFormattingProvider", self.documentOnTypeFormattingProvider);
    visit("semanticTokensProvider", self.semanticTokensProvider);
    visit("executeCommandProvider", self.executeCommandProvider);
    visit("documentLinkProvider", self.documentLinkProvider);
    visit("codeLensProvider", self.codeLensProvider);
    visit("diagnosticProvider", self.diagnosticProvider);
    visit("workspace", self.workspace);
    for (const char* provider :
         {"hoverProvider", "definitionProvider", "declarationProvider", "typeDefinitionProvider",
          "implementationProvider", "referencesProvider", "documentHighlightProvider",
          "documentSymbolProvider", "workspaceSymbolProvider", "documentFormattingProvider",
          "documentRangeFormattingProvider", "foldingRangeProvider", "selectionRangeProvider",
          "inlayHintProvider", "callHierarchyProvider"})
      visit(provider, true);
  }
};

} // namespace aqua::lsp
