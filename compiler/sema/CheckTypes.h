// Types as written to types: names resolved, nesting rules checked (spec/02 §3).

#pragma once

#include "Globals.h"

namespace aqua::sema {

/// The types of an arrow head. Abilities in braces are the first parameters.
struct Signature {
  struct Parameter {
    ast::Name name; // `Lib.Ab` for abilities
    const Type* type = nullptr;
    SourceRange typeRange;
    bool isAbility = false;          // given in braces
    const Entity* ability = nullptr; // which one, if it is known
  };
  llvm::SmallVector<Parameter, 4> parameters;
  llvm::SmallVector<const Type*, 2> results;

  [[nodiscard]] const types::ArrowType* arrow(types::TypeStore& types) const;
};

/// The same collection, as a type.
[[nodiscard]] types::Collection collectionOf(ast::CollectionKind kind);

class TypeChecker {
public:
  TypeChecker(Session& session, Globals& globals) : session_(session), globals_(globals) {}

  /// Never null: the error type for what is reported.
  [[nodiscard]] const Type* resolve(const ast::Type& type);
  [[nodiscard]] Signature resolve(const ast::ArrowHead& head);

private:
  /// A type that becomes part of another one.
  const Type* part(const ast::Type& type) { return session_.limited(resolve(type), type.range); }
  const Type* named(const ast::NamedType& type);
  const Type* collection(const ast::CollectionType& type);
  const Type* arrow(const ast::ArrowType& type);

  Session& session_;
  Globals& globals_;
};

} // namespace aqua::sema
