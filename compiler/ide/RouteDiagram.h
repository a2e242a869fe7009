// The way of the particle through one function, as data and as pictures (spec/08 B17 `aqua/route`).

#pragma once

#include <string>

#include "route/PlacesOfLines.h"

namespace aqua::ide {

enum class RoutePeerKind : uint8_t { Init, Relay, Peer };

struct RoutePeer {
  std::string name;
  RoutePeerKind kind = RoutePeerKind::Peer;
};

enum class RouteStepKind : uint8_t {
  Move, // something runs at its end
  Hop,  // the particle only passes
  Par,  // something runs at its end, beside what was before, or after one of several ways
};

/// One transmission.
struct RouteStep {
  size_t from = 0; // index of a peer
  size_t to = 0;
  RouteStepKind kind = RouteStepKind::Move;
};

/// Peers in the order in which they are first visited, transmissions in the order of the script, as
/// if every loop ran once.
struct RouteDiagram {
  std::vector<RoutePeer> peers;
  std::vector<RouteStep> steps;
};

/// `process` is a number of the routes' processes.
[[nodiscard]] RouteDiagram routeDiagram(const route::PlacesOfLines& routes, uint32_t process);

/// A line for each transmission.
[[nodiscard]] std::string routeText(const RouteDiagram& diagram);
/// A sequence diagram in the language of Mermaid.
[[nodiscard]] std::string routeMermaid(const RouteDiagram& diagram);
/// The same as a picture: a column for each peer, a row for each transmission.
[[nodiscard]] std::string routeSvg(const RouteDiagram& diagram);

} // namespace aqua::ide
