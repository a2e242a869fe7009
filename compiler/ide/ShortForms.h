// Arguments like `x` in `Data(x)`, which name a value and a field at once (spec/01 §8.5). Private
// to this folder.

#pragma once

#include <optional>

#include "Snapshot.h"

namespace aqua::ide {

/// An argument without a name in a construction or in `copy`.
struct ShortForm {
  const ast::CallExpr* call = nullptr;
  ast::Name name;
  const types::NamedType* type = nullptr; // what is constructed; null if not known
  support::Loc field;                     // of the field's name; none if not known
};

/// All of a module, by position.
[[nodiscard]] std::vector<ShortForm> shortForms(const Snapshot& snapshot, const Module& module);

/// The field that a name also stands for, if it is a short form.
[[nodiscard]] std::optional<support::Loc>
shortFormField(const Snapshot& snapshot, const Module& module, const sema::NameUse& use);

/// Where a member of a type is defined. `owner` is the data type, ability or service; no place if
/// it is not known or has no such member.
[[nodiscard]] support::Loc memberPlace(const Snapshot& snapshot, const sema::Symbol& owner,
                                       support::Name member);

/// What is known of an expression's type from the names in it; null if nothing.
[[nodiscard]] const types::Type* typeOf(const ast::Expr& expr, const sema::SymbolIndex& index);

/// The definition of a named type as seen from a module: data type, ability or service; null if
/// the module does not know it.
[[nodiscard]] const sema::Symbol* ownerOf(const Snapshot& snapshot, const Module& module,
                                          const types::NamedType& type);

/// The members of a type in the order of its definition. `owner` may be null.
[[nodiscard]] std::vector<types::Field>
fieldsInOrder(const Snapshot& snapshot, const sema::Symbol* owner, const types::NamedType& type);

} // namespace aqua::ide
