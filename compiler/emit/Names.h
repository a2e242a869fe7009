// Names of AIR variables: unique, readable, legal (spec/04 §2, spec/03 §11.2).

#pragma once

#include <vector>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/Allocator.h"

#include "EmitAir.h"
#include "flow/Flow.h"

namespace aqua::emit {

class Names {
public:
  /// Each variable gets its name when it is first asked for, so numbers follow the script.
  Names(llvm::ArrayRef<flow::Var> vars, Naming naming)
      : vars_(vars), naming_(naming), names_(vars.size()) {}

  /// The variable is called exactly so, without tag; for `-relay-`.
  void reserve(flow::VarId id, llvm::StringRef name);
  /// With tag: `x`, `$s`, `#c`.
  llvm::StringRef of(flow::VarId id);
  /// A name that nothing else has: the hint, or the hint with a number.
  llvm::StringRef fresh(flow::VarKind kind, llvm::StringRef hint);

private:
  llvm::ArrayRef<flow::Var> vars_;
  const Naming naming_;
  std::vector<llvm::StringRef> names_; // by VarId; empty: not named yet
  llvm::BumpPtrAllocator texts_;
  llvm::DenseSet<llvm::StringRef> taken_;
  llvm::DenseMap<llvm::StringRef, unsigned> counts_; // by hint
};

} // namespace aqua::emit
