// Who answers a call request (spec/07 §17.5, spec/06 §2).

#pragma once

#include "Peer.h"

namespace aqua::host {

/// The answer of the first who has one: the entry services on the init peer, the mocks of the peer,
/// the mocks for all peers, the builtins of the profile, the profile's unknown-service error.
[[nodiscard]] Answer performCall(const PeerSpec& peer, PeerState& state,
                                 const vm::CallRequest& request, const Surroundings& around);

} // namespace aqua::host
