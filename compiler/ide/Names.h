// What can be named at a place, and what tokens before a place mean. Private to this folder.

#pragma once

#include "Tokens.h"

namespace aqua::ide {

/// A name that may be written.
struct UsableName {
  std::string text;
  const sema::Symbol* symbol = nullptr; // not null
  bool isLocal = false;
  uint32_t definedAt = 0; // of locals: nearer ones are more likely
};

/// The function whose lines an offset is in; null outside of functions.
[[nodiscard]] const ast::FuncDecl* functionAt(const Module& module, llvm::StringRef text,
                                              uint32_t offset);

/// Locals, then top-level names, each once. Of what is defined in this module only what stands
/// above.
[[nodiscard]] std::vector<UsableName> usableNames(const Module& module, llvm::StringRef text,
                                                  uint32_t offset);

/// What an expression that ends with a token is: a value or callable of a type, a type itself, or a
/// module.
struct Meaning {
  const types::Type* type = nullptr;    // of the value; null if unknown
  const sema::Symbol* symbol = nullptr; // if it is a name
  std::string modulePath;               // `Lib.Sub`, if it is a module
};

/// Read backwards from the token: `a.b(c)[1]!`. `end`: how many tokens lie before and in it.
[[nodiscard]] Meaning meaningBefore(const Module& module, const TokensAt& at, size_t end);

} // namespace aqua::ide
