// From a value to the definition of its type, from an ability or service to what implements it
// (spec/08 B5).

#pragma once

#include "Definition.h"

namespace aqua::ide {

/// The data, ability, service or alias of the type of what the cursor is on: of collections that of
/// the elements, of arrows every named type of the signature, in its order.
[[nodiscard]] std::vector<Target> typeDefinitions(const Snapshot& snapshot, Cursor cursor);

/// On an ability or one of its methods: the places that make values of it and what they give for
/// the method. On a service: the statements that bind its id. On a service method: its
/// declarations in all services of that name.
[[nodiscard]] std::vector<Target> implementations(const Snapshot& snapshot, Cursor cursor);

} // namespace aqua::ide
