// Where statements run, from the routing stage to what inlay hints take.

#pragma once

#include "InlayHints.h"
#include "route/PlacesOfLines.h"

namespace aqua::ide {

/// One note for each statement of a file that is bound to a peer, by position. A statement that is
/// inlined at several places with different peers depends on its caller. `file` is the number of
/// the file in the compilation that was routed.
[[nodiscard]] std::vector<PlaceNote> placeNotes(const route::PlacesOfLines& places,
                                                support::FileId file);

} // namespace aqua::ide
