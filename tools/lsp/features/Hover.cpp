// What is to be said about the thing under the mouse.

#include "ide/Hover.h"
#include "Features.h"
#include "Kinds.h"

namespace aqua::lsp {

namespace {

std::string join(const std::vector<std::string>& parts, llvm::StringRef separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

MarkupContent contentOf(const ide::Hover& hover, MarkupKind kind) {
  if (kind == MarkupKind::PlainText)
    return {kind, join({hover.code, hover.documentation, join(hover.facts, "\n")}, "\n\n")};
  const std::string code = hover.code.empty() ? "" : "```aqua\n" + hover.code + "\n```";
  return {kind, join({code, hover.documentation, join(hover.facts, "\n\n")}, "\n\n---\n\n")};
}

Answer<std::optional<Hover>> hover(const View& view, const TextDocumentPositionParams& params) {
  const std::optional<ide::Hover> found =
      ide::hover(view.snapshot, view.cursor(params.position),
                 view.settings.hover.route ? view.places() : ide::Places());
  if (!found) return std::optional<Hover>();
  const MarkupKind kind = markupKind(view.client.textDocument.hover.contentFormat);
  return std::optional<Hover>({contentOf(*found, kind), view.range(found->range)});
}

} // namespace

void bindHover(Binder& binder) {
  binder.query("textDocument/hover", hover);
}

} // namespace aqua::lsp
