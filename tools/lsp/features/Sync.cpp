// Documents are opened, changed, saved and closed.

#include "Features.h"
#include "Uris.h"

namespace aqua::lsp {

namespace {

void didOpen(Context& context, const DidOpenTextDocumentParams& params) {
  const Document& document = context.documents.open(params.textDocument);
  context.workspaces.changed(document).schedule.edited(context.clock.now());
}

void didChange(Context& context, const DidChangeTextDocumentParams& params) {
  const std::string path = pathOf(params.textDocument.uri);
  const Document* known = context.documents.find(path);
  const std::string before = known ? known->source().str() : "";
  if (llvm::Error error = context.documents.change(params))
    return context.client.log(llvm::toString(std::move(error)), MessageType::Error);
  for (const TextDocumentContentChangeEvent& change : params.contentChanges)
    context.publisher.move(path, change);
  const Document* document = context.documents.find(path);
  context.routes.move(path, before, document->source());
  Root& root = context.workspaces.changed(*document);
  if (context.settings.diagnostics.run == DiagnosticsRun::OnType)
    root.schedule.edited(context.clock.now());
}

void didSave(Context& context, const TextDocumentParams& params) {
  if (Root* root = context.workspaces.find(pathOf(params.textDocument.uri)))
    root->schedule.edited(context.clock.now());
}

void didClose(Context& context, const TextDocumentParams& params) {
  const std::string path = pathOf(params.textDocument.uri);
  if (!context.documents.close(path))
    return context.client.log("a document that is not open is closed: " +
                                  params.textDocument.uri.text,
                              MessageType::Error);
  context.tokens.forget(params.textDocument.uri);
  context.routes.forget(path);
  if (Root* root = context.workspaces.closed(path)) root->schedule.edited(context.clock.now());
}

} // namespace

void bindSync(Binder& binder) {
  binder.notification("textDocument/didOpen", didOpen);
  binder.notification("textDocument/didChange", didChange);
  binder.notification("textDocument/didSave", didSave);
  binder.notification("textDocument/didClose", didClose);
}

} // namespace aqua::lsp
