// How a symbol is declared, as text: for hovers, completion, signatures, outlines.

#pragma once

#include <string>

#include "Snapshot.h"

namespace aqua::ide {

/// In canonical form: one line or, for data, abilities and services, one for each member as well.
[[nodiscard]] std::string declarationText(const Snapshot& snapshot, const sema::Symbol& symbol);

/// `(a: T, b: U) -> R`, the names as declared.
[[nodiscard]] std::string signatureText(const types::ArrowType& arrow);

/// What stands behind the name in a list: the signature of what can be called, the type of others.
[[nodiscard]] std::string detailText(const sema::Symbol& symbol);

/// The comments of the declaration, wherever it is.
[[nodiscard]] std::string documentationOf(const Snapshot& snapshot, const sema::Symbol& symbol);

/// The top-level definition in which a symbol is defined; null if it is defined nowhere.
[[nodiscard]] const ast::Item* itemOf(const Snapshot& snapshot, const sema::Symbol& symbol);

/// Data, abilities, services and aliases.
[[nodiscard]] bool isTypeKind(sema::SymbolKind kind);

/// The name of a module as its module line has it; empty if there is none.
[[nodiscard]] std::string moduleName(const Module& module);

} // namespace aqua::ide
