// Diagnostics for clients that ask for them, and the pages about them (spec/08 B4, B16).

#include "Features.h"
#include "Uris.h"
#include "protocol/Files.h"
#include "stdlib/Stdlib.h"

namespace aqua::lsp {

namespace {

/// A client that cannot be told later gets what the linter says at once, too.
void bringUpToDate(Context& context, Root& root) {
  context.publisher.publishChecks(root);
  if (context.capabilities.workspace.diagnostics.refreshSupport) return;
  for (const std::string& path : context.publisher.lintedFiles(root))
    context.publisher.publishLint(root, path, context.settings.lint);
}

Answer<DiagnosticReport> documentDiagnostic(Context& context,
                                            const DocumentDiagnosticParams& params) {
  const Answer<View> view = context.view(params.textDocument.uri);
  if (!view) return view.error();
  bringUpToDate(context, view->root);
  return context.publisher.report(pathOf(params.textDocument.uri), params.previousResultId);
}

Answer<WorkspaceDiagnosticReport> workspaceDiagnostic(Context& context,
                                                      const WorkspaceDiagnosticParams& params) {
  for (const std::unique_ptr<Root>& root : context.workspaces.all())
    bringUpToDate(context, *root);
  return context.publisher.reportAll(params.previousResultIds);
}

/// What is no file: modules of the standard library, and pages about diagnostics.
Answer<TextDocumentContentResult> textDocumentContent(Context& context,
                                                      const TextDocumentContentParams& params) {
  if (const llvm::StringRef code = pageCode(params.uri); !code.empty() && context.pages)
    if (const llvm::StringRef page = context.pages(code); !page.empty())
      return TextDocumentContentResult{page.str()};
  llvm::StringRef path = params.uri.text;
  if (path.consume_front("aqua-std:/"))
    if (const auto text = stdlib::findFile(path)) return TextDocumentContentResult{text->str()};
  return ResponseError{ErrorCode::InvalidParams, "there is no document " + params.uri.text};
}

} // namespace

void bindDiagnostics(Binder& binder) {
  binder.request("textDocument/diagnostic", documentDiagnostic);
  binder.request("workspace/diagnostic", workspaceDiagnostic);
  binder.request("workspace/textDocumentContent", textDocumentContent);
}

} // namespace aqua::lsp
