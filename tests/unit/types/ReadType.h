// Types from a short text, so that the tests can be tables: what `print` writes, and for what has
// no spelling: `U# S# F# B# T#` literal types, `{x: u8}` struct, `@{…}` ability, `&{…}` service,
// `(u8, u8 -> u8)` arrow, `!` the error type.

#pragma once

#include <string>

#include "types/Types.h"

namespace aqua::types {

class TypeReader {
public:
  /// The whole text must be one type.
  const Type* read(llvm::StringRef text);
  const Type* operator()(llvm::StringRef text) { return read(text); }

  TypeStore store;
  support::NameTable names;

private:
  const Type* type();
  const Type* word();
  const Type* named(TypeKind kind);
  const Type* arrow();
  bool take(llvm::StringRef token);

  llvm::StringRef rest_;
};

} // namespace aqua::types
