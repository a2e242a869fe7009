// Names of AIR variables: unique, readable, legal (spec/04 §2, spec/03 §11.2).

#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include "flow/Flow.h"

namespace aqua::emit {

class Names {
public:
  /// Each variable gets its name when it is first asked for, so numbers follow the script.
  explicit Names(llvm::ArrayRef<flow::Var> vars) : vars_(vars), names_(vars.size()) {}

  /// The variable is called exactly so, without tag; for `-relay-`.
  void reserve(flow::VarId id, llvm::StringRef name);
  /// With tag: `x`, `$s`, `#c`.
  llvm::StringRef of(flow::VarId id);
  /// A name that nothing else has: the hint, or the hint with a number.
  std::string fresh(flow::VarKind kind, llvm::StringRef hint);

private:
  llvm::ArrayRef<flow::Var> vars_;
  std::vector<std::string> names_; // by VarId; empty: not named yet
  llvm::StringSet<> taken_;
  llvm::StringMap<unsigned> counts_; // by hint
};

} // namespace aqua::emit
