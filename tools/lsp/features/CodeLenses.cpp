// Lines above definitions: how often they are used, and what the compiler makes of them.

#include "Features.h"
#include "ide/Lenses.h"
#include "ide/References.h"
#include "protocol/CodeLens.h"

namespace aqua::lsp {

namespace {

Answer<std::vector<CodeLens>> codeLens(const View& view, const TextDocumentParams& params) {
  const CodeLensSettings& wanted = view.settings.codeLens;
  std::vector<CodeLens> result;
  for (const ide::Lens& lens : ide::lenses(view.module)) {
    const Range range = view.range(lens.name);
    const auto add = [&](LensKind kind) {
      result.push_back({range, {}, {params.textDocument.uri, range.start, kind}});
    };
    if (wanted.references) add(LensKind::References);
    if (lens.isExported && wanted.air) add(LensKind::Air);
    if (lens.isExported && wanted.route) add(LensKind::Route);
  }
  return result;
}

LensCommand referencesCommand(const View& view, const LensData& data) {
  std::vector<Location> locations;
  for (const ide::Reference& reference :
       ide::references(view.snapshot, view.cursor(data.position), ide::IncludeDeclaration::No))
    locations.push_back(view.files.location(reference.loc));
  const std::string count = std::to_string(locations.size());
  return {count + (locations.size() == 1 ? " reference" : " references"),
          "aqua.showReferences",
          {writeJson(data.uri), writeJson(data.position), writeJson(locations)}};
}

/// What is counted is counted when the lens is seen.
Answer<CodeLens> resolve(Context& context, const CodeLens& lens) {
  const Answer<View> view = context.view(lens.data.uri);
  if (!view) return view.error();
  const std::vector<llvm::json::Value> place = {writeJson(lens.data.uri),
                                                writeJson(lens.data.position)};
  CodeLens result = lens;
  switch (lens.data.kind) {
  case LensKind::References: result.command = referencesCommand(*view, lens.data); break;
  case LensKind::Air: result.command = {"Show AIR", "aqua.showAir", place}; break;
  case LensKind::Route: result.command = {"Show route", "aqua.showRoute", place}; break;
  }
  return result;
}

} // namespace

void bindCodeLenses(Binder& binder) {
  binder.query("textDocument/codeLens", codeLens);
  binder.request("codeLens/resolve", resolve);
}

} // namespace aqua::lsp
