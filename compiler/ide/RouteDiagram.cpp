#include "RouteDiagram.h"

#include "fmt/format.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::ide {

namespace {

/// Follows the steps of a process in the order of its script.
class Tracer {
public:
  explicit Tracer(const route::PlacesOfLines& routes) : routes_(routes) {}

  RouteDiagram trace(uint32_t process) {
    std::vector<const route::Visit*> visits;
    for (const route::Visit& visit : routes_.visits)
      if (visit.process == process && visit.isBound) visits.push_back(&visit);
    llvm::sort(visits, [](const auto* a, const auto* b) { return a->order < b->order; });
    for (const route::Visit* visit : visits)
      follow(*visit);
    return std::move(diagram_);
  }

private:
  void follow(const route::Visit& visit) {
    const bool isAside = !visit.from || (last_ && numberOf(*visit.from) != *last_);
    size_t at = visit.from ? numberOf(*visit.from) : last_ ? *last_ : numberOf(visit.peer);
    for (const route::PeerNumber hop : visit.hops)
      at = go(at, numberOf(hop), RouteStepKind::Hop);
    const size_t end = numberOf(visit.peer);
    go(at, end, isAside ? RouteStepKind::Par : RouteStepKind::Move);
    last_ = end;
  }

  size_t go(size_t from, size_t to, RouteStepKind kind) {
    if (from != to) diagram_.steps.push_back({from, to, kind});
    return to;
  }

  size_t numberOf(route::PeerNumber peer) {
    const auto [known, isNew] = numbers_.try_emplace(peer.value, diagram_.peers.size());
    if (!isNew) return known->second;
    const route::NamedPeer& named = routes_.peer(peer);
    const RoutePeerKind kind = named.isInit    ? RoutePeerKind::Init
                               : named.isRelay ? RoutePeerKind::Relay
                                               : RoutePeerKind::Peer;
    diagram_.peers.push_back({named.text, kind});
    return known->second;
  }

  const route::PlacesOfLines& routes_;
  RouteDiagram diagram_;
  llvm::DenseMap<uint32_t, size_t> numbers_; // looked up only
  std::optional<size_t> last_;
};

/// For texts of XML, and of Mermaid, which has the same escapes.
std::string escaped(llvm::StringRef text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
    case '<': result += "&lt;"; break;
    case '>': result += "&gt;"; break;
    case '&': result += "&amp;"; break;
    case '"': result += "&quot;"; break;
    default: result += c;
    }
  }
  return result;
}

/// Names of peers may have any characters.
std::string mermaidText(llvm::StringRef text) {
  std::string result;
  for (const char c : text) {
    const bool isSpecial = llvm::StringRef("#;:<>&\"\\").contains(c);
    result += isSpecial ? fmt::format("#{};", static_cast<int>(c)) : std::string(1, c);
  }
  return result;
}

} // namespace

RouteDiagram routeDiagram(const route::PlacesOfLines& routes, uint32_t process) {
  return Tracer(routes).trace(process);
}

std::string routeText(const RouteDiagram& diagram) {
  if (diagram.steps.empty() && !diagram.peers.empty())
    return "stays on " + diagram.peers.front().name + "\n";
  std::string text;
  for (const auto& [i, step] : llvm::enumerate(diagram.steps)) {
    const char* note = step.kind == RouteStepKind::Hop   ? "  (passes)"
                       : step.kind == RouteStepKind::Par ? "  (in parallel)"
                                                         : "";
    text += fmt::format("{}. {} → {}{}\n", i + 1, diagram.peers[step.from].name,
                        diagram.peers[step.to].name, note);
  }
  return text;
}

std::string routeMermaid(const RouteDiagram& diagram) {
  std::string text = "sequenceDiagram\n";
  for (const auto& [i, peer] : llvm::enumerate(diagram.peers))
    text += fmt::format("  participant p{} as {}\n", i, mermaidText(peer.name));
  for (const RouteStep& step : diagram.steps) {
    const char* arrow = step.kind == RouteStepKind::Hop ? "-->>" : "->>";
    const char* label = step.kind == RouteStepKind::Hop   ? "passes"
                        : step.kind == RouteStepKind::Par ? "in parallel"
                                                          : "runs";
    text += fmt::format("  p{}{}p{}: {}\n", step.from, arrow, step.to, label);
  }
  return text;
}

std::string routeSvg(const RouteDiagram& diagram) {
  constexpr size_t column = 160, row = 28, top = 50;
  const auto x = [](size_t peer) { return column / 2 + peer * column; };
  const size_t width = std::max<size_t>(1, diagram.peers.size()) * column;
  const size_t height = top + (diagram.steps.size() + 1) * row;
  std::string svg =
      fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
                  "viewBox=\"0 0 {0} {1}\" font-family=\"sans-serif\" font-size=\"12\" "
                  "fill=\"currentColor\" stroke=\"none\">\n",
                  width, height);
  for (const auto& [i, peer] : llvm::enumerate(diagram.peers)) {
    svg += fmt::format("<text x=\"{}\" y=\"24\" text-anchor=\"middle\"{}>{}</text>\n", x(i),
                       peer.kind == RoutePeerKind::Peer ? "" : " font-weight=\"bold\"",
                       escaped(peer.name));
    svg += fmt::format("<line x1=\"{0}\" y1=\"34\" x2=\"{0}\" y2=\"{1}\" "
                       "stroke=\"currentColor\" stroke-opacity=\"0.3\"/>\n",
                       x(i), height);
  }
  for (const auto& [i, step] : llvm::enumerate(diagram.steps)) {
    const size_t y = top + i * row + row / 2;
    const size_t from = x(step.from), to = x(step.to);
    const size_t back = to > from ? to - 8 : to + 8; // of the head of the arrow
    svg +=
        fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{2}\" y2=\"{1}\" stroke=\"currentColor\"{3}/>"
                    "<path d=\"M{2} {1}L{4} {5}L{4} {6}Z\"/>\n",
                    from, y, to, step.kind == RouteStepKind::Hop ? " stroke-dasharray=\"4 3\"" : "",
                    back, y - 4, y + 4);
  }
  return svg + "</svg>\n";
}

} // namespace aqua::ide
