// From a name to where it is defined.

#include "protocol/Navigation.h"
#include "Features.h"
#include "ide/Definition.h"

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

} // namespace

void bindNavigation(Binder& binder) {
  binder.query("textDocument/definition", definition);
}

} // namespace aqua::lsp
