// From a name to where it is defined, and to where it is used.

#include "protocol/Navigation.h"
#include "Features.h"
#include "ide/Definition.h"
#include "ide/References.h"
#include "ide/TypeDefinition.h"

namespace aqua::lsp {

namespace {

DefinitionResult linksTo(const std::vector<ide::Target>& targets, const View& view,
                         const LinkCapability& capability) {
  if (!capability.linkSupport) {
    std::vector<Location> locations;
    for (const ide::Target& target : targets)
      locations.push_back(view.files.location(target.loc));
    return locations;
  }
  std::vector<LocationLink> links;
  for (const ide::Target& target : targets) {
    const Location there = view.files.location(target.loc);
    links.push_back({view.range(target.origin), there.uri, there.range, there.range});
  }
  return links;
}

Answer<DefinitionResult> definition(const View& view, const TextDocumentPositionParams& params) {
  return linksTo(ide::definitions(view.snapshot, view.cursor(params.position)), view,
                 view.client.textDocument.definition);
}

Answer<DefinitionResult> declaration(const View& view, const TextDocumentPositionParams& params) {
  return linksTo(ide::declarations(view.snapshot, view.cursor(params.position)), view,
                 view.client.textDocument.declaration);
}

Answer<DefinitionResult> typeDefinition(const View& view,
                                        const TextDocumentPositionParams& params) {
  return linksTo(ide::typeDefinitions(view.snapshot, view.cursor(params.position)), view,
                 view.client.textDocument.typeDefinition);
}

Answer<DefinitionResult> implementation(const View& view,
                                        const TextDocumentPositionParams& params) {
  return linksTo(ide::implementations(view.snapshot, view.cursor(params.position)), view,
                 view.client.textDocument.implementation);
}

Answer<std::vector<Location>> references(const View& view, const ReferenceParams& params) {
  const auto declaration = params.context.includeDeclaration ? ide::IncludeDeclaration::Yes
                                                             : ide::IncludeDeclaration::No;
  std::vector<Location> locations;
  for (const ide::Reference& reference :
       ide::references(view.snapshot, view.cursor(params.position), declaration))
    locations.push_back(view.files.location(reference.loc));
  std::stable_sort(locations.begin(), locations.end(), [](const Location& a, const Location& b) {
    return std::tie(a.uri, a.range.start) < std::tie(b.uri, b.range.start);
  });
  return locations;
}

DocumentHighlightKind kindOf(ide::HighlightKind kind) {
  switch (kind) {
  case ide::HighlightKind::Read: return DocumentHighlightKind::Read;
  case ide::HighlightKind::Write: return DocumentHighlightKind::Write;
  case ide::HighlightKind::Keyword: return DocumentHighlightKind::Text;
  }
  llvm_unreachable("all kinds are listed");
}

Answer<std::vector<DocumentHighlight>> documentHighlight(const View& view,
                                                         const TextDocumentPositionParams& params) {
  std::vector<DocumentHighlight> highlights;
  for (const ide::Highlight& highlight :
       ide::highlights(view.cursor(params.position), view.source()))
    highlights.push_back({view.range(highlight.range), kindOf(highlight.kind)});
  return highlights;
}

} // namespace

void bindNavigation(Binder& binder) {
  binder.query("textDocument/definition", definition);
  binder.query("textDocument/declaration", declaration);
  binder.query("textDocument/typeDefinition", typeDefinition);
  binder.query("textDocument/implementation", implementation);
  binder.query("textDocument/references", references);
  binder.query("textDocument/documentHighlight", documentHighlight);
}

} // namespace aqua::lsp
