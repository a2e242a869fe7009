// What can be said and done above definitions (spec/08 B15).

#pragma once

#include "Snapshot.h"

namespace aqua::ide {

struct Lens {
  support::SourceRange name; // of what is defined
  bool isExported = false;   // a function that becomes a script
};

/// The functions, types, services and constants that a module defines, by position.
[[nodiscard]] std::vector<Lens> lenses(const Module& module);

} // namespace aqua::ide
