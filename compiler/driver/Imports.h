// From the lines that were resolved to what the checker wants to know of them. Private to this
// folder.

#pragma once

#include <vector>

#include "llvm/ADT/STLFunctionalExtras.h"

#include "modules/Load.h"
#include "sema/Check.h"

namespace aqua::driver {

/// The import and use lines of a module; those that were resolved are completed by `complete`,
/// which gets the index of the module that they name.
[[nodiscard]] std::vector<sema::ImportedModule>
importsOf(const modules::LoadedModule& module,
          llvm::function_ref<void(sema::ImportedModule&, uint32_t)> complete);

} // namespace aqua::driver
