// What can be opened: imported files, and addresses in comments (spec/08 B15).

#pragma once

#include <string>

#include "Snapshot.h"

namespace aqua::ide {

struct Link {
  support::SourceRange range;
  std::string path;    // of a module of the snapshot; empty: it is an address
  std::string address; // `https://…`
};

/// By position. Imports that were not found are not in it.
[[nodiscard]] std::vector<Link> links(const Snapshot& snapshot, const Module& module);

} // namespace aqua::ide
