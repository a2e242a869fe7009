// The groups of requests: each file of features/ binds its own. What the client is told about them
// stands in protocol/ServerCapabilities.h.

#pragma once

#include "Binder.h"

namespace aqua::lsp {

void bindSync(Binder& binder);
void bindWorkspace(Binder& binder);
void bindDiagnostics(Binder& binder);
void bindCodeLenses(Binder& binder);
void bindFiles(Binder& binder);
void bindNavigation(Binder& binder);
void bindSymbols(Binder& binder);
void bindHover(Binder& binder);
void bindCompletion(Binder& binder);
void bindRename(Binder& binder);
void bindCodeActions(Binder& binder);
void bindFormatting(Binder& binder);
void bindSemanticTokens(Binder& binder);
void bindStructure(Binder& binder);
void bindInlayHints(Binder& binder);
void bindCallHierarchy(Binder& binder);
void bindInspection(Binder& binder);

/// All of them.
void bindFeatures(Binder& binder);

/// What the numbers in semantic tokens mean.
[[nodiscard]] SemanticTokensLegend tokenLegend();
/// What the client may have executed.
[[nodiscard]] std::vector<std::string> serverCommands();

} // namespace aqua::lsp
