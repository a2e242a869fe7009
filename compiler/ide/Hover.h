// What is to be said about the thing under the mouse (spec/08 B6).

#pragma once

#include <optional>
#include <string>

#include "Places.h"
#include "Snapshot.h"

namespace aqua::ide {

struct Hover {
  support::SourceRange range;     // what it is about
  std::string code;               // Aqua: a declaration in canonical form; may have several lines
  std::string documentation;      // the comments of the declaration; may have several lines
  std::vector<std::string> facts; // sentences, code in backticks
};

/// On names, literals, import paths, keywords of place and waiting, and ids in suppressions.
/// `places` are those of the module; without them nothing is said of routes.
[[nodiscard]] std::optional<Hover> hover(const Snapshot& snapshot, Cursor cursor,
                                         const Places& places = {});

} // namespace aqua::ide
