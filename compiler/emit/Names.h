// Names of variables in a script: readable, unique, and such that AquaVM takes them.

#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/StringMap.h"

#include "flow/Flow.h"

namespace aqua::emit {

/// Chooses names from hints (spec/03 §4.2). No name is given twice in a script, not even to
/// variables of different kinds that differ in their tag only.
class Names {
public:
  /// A new name, without tag. Canons get at least two characters, because AquaVM's parser rejects a
  /// lens after a shorter name.
  [[nodiscard]] std::string fresh(llvm::StringRef hint);
  /// Takes a name that must be exactly this one.
  void reserve(llvm::StringRef name);

private:
  llvm::StringMap<uint32_t> used_; // name -> next number to try after it
};

/// The tag that variables of this kind carry in AIR.
[[nodiscard]] llvm::StringRef tag(flow::VarKind kind);

} // namespace aqua::emit
