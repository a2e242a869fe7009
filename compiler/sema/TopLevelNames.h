// The names of the top level, for the symbol index. Private to this folder.

#pragma once

#include "Context.h"

namespace aqua::sema {

/// Adds to an index what can be named in its module, and what its importers can name. Each is in
/// the order of the definitions, used modules with their contents behind the names beside them.
void addTopLevelNames(SymbolIndex& index, const Context& visible, const Context& declared);

} // namespace aqua::sema
