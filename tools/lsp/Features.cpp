#include "Features.h"

namespace aqua::lsp {

void bindFeatures(Binder& binder) {
  bindSync(binder);
  bindWorkspace(binder);
  bindDiagnostics(binder);
  bindCodeLenses(binder);
  bindFiles(binder);
  bindNavigation(binder);
  bindSymbols(binder);
  bindHover(binder);
  bindCompletion(binder);
  bindRename(binder);
  bindCodeActions(binder);
  bindFormatting(binder);
  bindSemanticTokens(binder);
  bindStructure(binder);
  bindInlayHints(binder);
  bindCallHierarchy(binder);
  bindInspection(binder);
}

} // namespace aqua::lsp
