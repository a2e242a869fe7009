// By the symbol index, and by the imports of the module.

#include "Definition.h"

namespace aqua::ide {

std::vector<Target> definitions(Cursor cursor) {
  if (const auto [use, symbol] = nameAt(cursor); use && symbol->loc.isValid())
    return {{use->range, symbol->loc}};
  for (const ImportLink& import : cursor.module->imports)
    if (import.path.begin <= cursor.offset && cursor.offset <= import.path.end)
      return {{import.path, {import.target, {}}}};
  return {};
}

} // namespace aqua::ide
