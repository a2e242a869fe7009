// Kinds of names as the client knows them (spec/08 B2: others are mapped to one that it knows).

#pragma once

#include "protocol/ClientCapabilities.h"
#include "protocol/Navigation.h"
#include "sema/Index.h"

namespace aqua::lsp {

[[nodiscard]] SymbolKind symbolKind(sema::SymbolKind kind, const ValueSet& known);

/// Markdown, if the client can show it in this place.
[[nodiscard]] MarkupKind markupKind(const MarkupKinds& known);

} // namespace aqua::lsp
