// The peers that every scenario has unless it says otherwise (spec/07 §17.5).

#pragma once

#include <optional>
#include <vector>

#include "Scenario.h"

namespace aqua::network {

/// The peers that a scenario has without naming them (spec/07 §17.5).
[[nodiscard]] std::vector<PeerDescription> defaultPeers();

/// The id of a default peer. A table: deriving eight key pairs takes longer than a whole run.
[[nodiscard]] std::optional<llvm::StringRef> defaultPeerId(llvm::StringRef name);

} // namespace aqua::network
