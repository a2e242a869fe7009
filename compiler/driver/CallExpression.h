// The call of `aqua run -f 'name(arg, …)'` as a function of its own (spec/01 §15.1, spec/07 §9):
// its parameters are the variables of the call, literals are compiled in.

#pragma once

#include "Compilation.h"

namespace aqua::driver {

/// A function to run and what the client must supply for it.
struct CallTarget {
  hir::ExportedFunction function;
  std::vector<const hir::Local*> data;      // values by name, in order of use
  std::vector<const hir::Local*> callbacks; // arrows by name
  std::unique_ptr<llvm::BumpPtrAllocator> arena;
};

/// Either a target or, in plain words, why the text cannot be called.
struct CallResult {
  std::optional<CallTarget> target;
  std::string error;
};

/// `text` is a call, or only the name of a function, whose parameters are then the variables. The
/// function must be among the entries of the compilation.
[[nodiscard]] CallResult resolveCall(Compilation& compilation, llvm::StringRef text);

} // namespace aqua::driver
