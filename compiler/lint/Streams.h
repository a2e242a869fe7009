// What rules about waiting ask of the streams that a function declares: who fills them, and whether
// that is all that is to be known.

#pragma once

#include <vector>

#include "Facts.h"
#include "support/Diagnostics.h"

namespace aqua::lint {

/// A stream or map that a function declares itself.
struct StreamFacts {
  const FunctionFacts* function = nullptr;
  const LocalFacts* local = nullptr;
  llvm::SmallVector<const Use*, 2> writes; // in the order of the text
  bool startsEmpty = false;                // declared, not made from a list
  bool isAllKnown = false;                 // it does not escape: all its writers are here

  [[nodiscard]] support::Name name() const { return local->local->name; }
  [[nodiscard]] llvm::ArrayRef<Use> uses() const { return local->uses; }
  /// Empty until one of the writers here has run, so whoever waits for an element waits for them.
  [[nodiscard]] bool dependsOnWriters() const {
    return startsEmpty && isAllKnown && !writes.empty();
  }
  /// The other side of a finding about a reader.
  void labelWrites(support::Diagnostic& finding, llvm::StringRef text) const;
};

/// In the order of their definitions.
[[nodiscard]] std::vector<StreamFacts> streamsOf(const FunctionFacts& function);

} // namespace aqua::lint
