// The services that hosts have of their own (spec/06 §4–§11, §13): pure functions of the call, the
// peer and what surrounds it, in the two profiles.

#pragma once

#include <optional>

#include "Peer.h"

namespace aqua::host {

/// The answer of the profile's builtin of this name, with `source` Builtin; nothing if the profile
/// has none. Functions that a js peer knows but does not support answer with an error. The state is
/// changed by `vault` and `srv.add_alias` only.
[[nodiscard]] std::optional<Answer> callBuiltin(const PeerSpec& peer, PeerState& state,
                                                const vm::CallRequest& request,
                                                const Surroundings& around);

/// Whether one of the profiles has it.
[[nodiscard]] bool isBuiltin(llvm::StringRef service, llvm::StringRef function);

} // namespace aqua::host
