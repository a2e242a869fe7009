// Many peers in one lane: a diagram of a thousand lanes shows nobody anything.

#pragma once

#include "Route.h"

namespace aqua::report {

/// Lanes of a diagram.
inline constexpr size_t maxLanes = 24;

/// A route with at most that many lanes. The peer that starts, those with most messages, those with
/// trouble, and some as examples keep their lane; all others share the last one. What happened
/// there several times at about the same time, or was sent between the same lanes, is one thing
/// with a count. A route with few lanes stays as it is.
[[nodiscard]] Route foldPeers(Route route);

/// `979 of 1002 peers share the last lane`; empty if nothing is folded.
[[nodiscard]] std::string foldText(const Route& route);

} // namespace aqua::report
