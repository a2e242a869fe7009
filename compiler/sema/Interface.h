// What the importers of a module can see of it.

#pragma once

#include <vector>

#include "Check.h"
#include "Context.h"
#include "NameRecorder.h"

namespace aqua::sema {

/// Something that belongs to the compilation result of the module and of those that import it
/// (spec/07 §1): a function or a service. Own definitions only if the module declares them.
struct CarriedExport {
  NamePath path; // its name in the module
  Name name;     // external
  const Entity* entity = nullptr;
  Loc loc; // where it is exported
};

class Interface {
public:
  /// Path of the module's name; empty if the module line is missing.
  NamePath path;
  std::vector<Loc> pathPlaces; // of its parts
  /// The declared names, without the module's own path around them.
  ContextRef declared;
  /// What the module imports without declaring it. The reference lets it through to importers.
  ContextRef undeclared;
  std::vector<CarriedExport> exports;
  /// For the symbol index: also of types that are not declared.
  std::shared_ptr<const MemberPlaces> members;
};

} // namespace aqua::sema
