// The call that is being written at a cursor. Private to this folder.

#pragma once

#include "Names.h"

namespace aqua::ide {

struct OpenCall {
  size_t callee = 0;       // tokens before and in its name
  size_t bracket = 0;      // tokens before `(` or `{`
  bool isInBraces = false; // the cursor is among the abilities
  bool isCopy = false;
  std::string name;
  Meaning meaning;              // of the callee; of the value that is copied
  size_t argument = 0;          // commas before the cursor
  size_t parameter = 0;         // the same, abilities in braces counted
  llvm::StringRef argumentName; // of `name = …`, or the word that stands alone

  /// What is called; null if it is a construction or not known.
  [[nodiscard]] const types::ArrowType* arrow() const;
  /// What is constructed or copied; null if it is a call.
  [[nodiscard]] const types::NamedType* record() const;
};

/// The innermost call, construction or `copy` around the cursor, closed or not.
[[nodiscard]] std::optional<OpenCall> openCallAt(const Module& module, const TokensAt& at);

} // namespace aqua::ide
