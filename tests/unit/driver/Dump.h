// All that a snapshot of a workspace says, as text.

#pragma once

#include <string>

#include "ide/Snapshot.h"

namespace aqua::driver {

/// Does not depend on the numbers of files.
[[nodiscard]] std::string dump(const ide::Snapshot& snapshot);

} // namespace aqua::driver
