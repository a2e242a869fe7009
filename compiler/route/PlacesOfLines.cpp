// One walk over each routed tree that keeps where control is and which hops it has made since.

#include "PlacesOfLines.h"

#include <tuple>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

#include "Paths.h"

namespace aqua::route {

namespace {

/// Where control is between two steps.
struct Whereabouts {
  std::optional<PeerNumber> last; // of the last step; nothing: there are several
  std::vector<PeerNumber> hops;   // made since
  bool isDead = false;            // control does not come here
};

/// After two alternatives.
Whereabouts either(Whereabouts a, const Whereabouts& b) {
  if (b.isDead) return a;
  if (a.isDead) return b;
  if (a.last != b.last || a.hops != b.hops) return {};
  return a;
}

class PlacesWalk {
public:
  PlacesWalk(const Process& process, uint32_t number, PlacesOfLines& places)
      : process_(process), number_(number), places_(places) {
    noteCopies(*process.flow->body);
  }

  void run() { visit(*process_.body, {numberOf(process_.flow->root->peer), {}, false}); }

private:
  // -- Names of peers

  /// What `on peers[0]` goes to is a variable of the compiler: it is known by what it copies.
  void noteCopies(const flow::Node& node) {
    if (const auto* copy = llvm::dyn_cast<flow::Ap>(&node))
      copies_.try_emplace(copy->target.value, &copy->value);
    for (const flow::Node* child : flow::children(node))
      noteCopies(*child);
  }

  [[nodiscard]] std::string nameOf(VarId id) const {
    const flow::Var& var = process_.vars[id.value];
    const auto copy = copies_.find(id.value);
    const bool isUnnamed = copy != copies_.end() && var.hint == "peer";
    return isUnnamed ? textOf(*copy->second) : var.hint.str();
  }

  [[nodiscard]] std::string textOf(const Operand& operand) const {
    std::string text;
    switch (operand.kind) {
    case Operand::Kind::InitPeer: return "INIT_PEER_ID";
    case Operand::Kind::String: return '"' + operand.text.str() + '"';
    case Operand::Kind::Variable: text = nameOf(operand.variable); break;
    case Operand::Kind::Error: text = "LAST_ERROR"; break;
    case Operand::Kind::Number:
    case Operand::Kind::Boolean:
    case Operand::Kind::EmptyArray:
    case Operand::Kind::Ttl:
    case Operand::Kind::Timestamp: return operand.text.str(); // no peer ids
    }
    for (const flow::Accessor& accessor : operand.lens) {
      switch (accessor.kind) {
      case flow::Accessor::Kind::Field: text += '.' + accessor.field.str(); break;
      case flow::Accessor::Kind::Index: text += '[' + std::to_string(accessor.index) + ']'; break;
      case flow::Accessor::Kind::Variable: text += '[' + nameOf(accessor.variable) + ']'; break;
      }
    }
    return text;
  }

  PeerNumber numberOf(const Operand& operand) {
    const auto [known, isNew] = numbers_.try_emplace(
        keyOf(operand), PeerNumber{static_cast<uint32_t>(places_.peers.size())});
    if (isNew) {
      NamedPeer& peer = places_.peers.emplace_back();
      peer.isInit = operand.kind == Operand::Kind::InitPeer;
      peer.isRelay = process_.flow->hasRelay && operand.isVariable() && operand.lens.empty() &&
                     operand.variable == process_.flow->relay;
      peer.text = peer.isRelay ? "HOST_PEER_ID" : textOf(operand);
    }
    return known->second;
  }

  // -- The walk: from where control is before a node to where it is after it

  Whereabouts visit(const Node& node, Whereabouts spot) {
    switch (node.kind()) {
#define AQUA_ROUTE(Kind)                                                                           \
  case NodeKind::Kind: return visitKind(llvm::cast<Kind>(node), std::move(spot));
#include "RouteNodes.def"
    }
    llvm_unreachable("unknown kind of routed node");
  }

  Whereabouts visitKind(const Seq& seq, Whereabouts spot) {
    for (const Node* child : seq.children)
      spot = visit(*child, std::move(spot));
    return spot;
  }

  Whereabouts visitKind(const Par& par, const Whereabouts& spot) {
    Whereabouts after;
    after.isDead = true;
    for (const auto& [i, branch] : llvm::enumerate(par.branches)) {
      const Whereabouts end = visit(*branch, spot);
      if (i < par.carriers.size() && par.carriers[i]) after = either(std::move(after), end);
    }
    if (par.isDetached) return spot;
    return after.isDead ? Whereabouts() : after;
  }

  Whereabouts visitKind(const Xor& guarded, Whereabouts spot) {
    Whereabouts after = visit(*guarded.left, std::move(spot));
    if (guarded.isWrapper) return after;
    return either(std::move(after), visit(*guarded.right, {})); // the error may be from anywhere
  }

  template <typename Alternatives>
  Whereabouts visitAlternatives(const Alternatives& choice, Whereabouts spot) {
    Whereabouts after = visit(*choice.thenBranch, spot);
    return either(std::move(after), visit(*choice.elseBranch, std::move(spot)));
  }
  Whereabouts visitKind(const If& choice, Whereabouts spot) {
    return visitAlternatives(choice, std::move(spot));
  }
  Whereabouts visitKind(const Choice& choice, Whereabouts spot) {
    return visitAlternatives(choice, std::move(spot));
  }

  /// As the first iteration sees it.
  Whereabouts visitKind(const For& loop, const Whereabouts& spot) {
    Whereabouts after = visit(*loop.exit, visit(*loop.body, spot));
    if (loop.mode == flow::ForMode::Par || loop.mode == flow::ForMode::Rec) return spot;
    return loop.isNonEmpty ? after : either(std::move(after), spot);
  }

  /// The hops to a loop are made if it has iterations, so its body sees them.
  Whereabouts visitKind(const Once& once, Whereabouts spot) {
    return visit(*once.body, std::move(spot));
  }
  Whereabouts visitKind(const New& scope, Whereabouts spot) {
    return visit(*scope.body, std::move(spot));
  }

  Whereabouts visitKind(const Step& step, Whereabouts spot) {
    if (flow::isForcing(*step.step)) {
      note(step, spot, true);
      return {numberOf(step.at->peer), {}, false};
    }
    note(step, spot, false);
    return spot;
  }

  Whereabouts visitKind(const Hop& hop, Whereabouts spot) {
    spot.hops.push_back(numberOf(hop.peer));
    return spot;
  }

  Whereabouts visitKind(const Reset& /*reset*/, Whereabouts spot) { return spot; }
  Whereabouts visitKind(const Null& /*nothing*/, Whereabouts spot) { return spot; }
  Whereabouts visitKind(const Rethrow& /*rethrow*/, const Whereabouts& /*spot*/) { return dead(); }
  Whereabouts visitKind(const Never& /*never*/, const Whereabouts& /*spot*/) { return dead(); }

  static Whereabouts dead() {
    Whereabouts spot;
    spot.isDead = true;
    return spot;
  }

  void note(const Step& step, const Whereabouts& spot, bool isBound) {
    if (!step.loc.isValid() || !step.at) return;
    Visit& visit = places_.visits.emplace_back();
    visit.loc = step.loc;
    visit.peer = numberOf(step.at->peer);
    for (const flow::Via& via : step.at->via) {
      visit.via.push_back(numberOf(via.peer));
      places_.peers[visit.via.back().value].isList = via.isCollection;
    }
    if (step.at->outer) visit.caller = numberOf(step.at->outer->peer);
    visit.from = isBound ? spot.last : visit.peer;
    if (isBound) visit.hops = between(spot, visit.peer);
    visit.isBound = isBound;
    visit.process = number_;
    visit.order = order_++;
  }

  /// The hops without those to where control is anyway.
  static std::vector<PeerNumber> between(const Whereabouts& spot, PeerNumber end) {
    std::vector<PeerNumber> hops;
    for (const PeerNumber hop : spot.hops)
      if (hops.empty() ? hop != spot.last : hop != hops.back()) hops.push_back(hop);
    if (!hops.empty() && hops.back() == end) hops.pop_back();
    return hops;
  }

  const Process& process_;
  uint32_t number_;
  PlacesOfLines& places_;
  uint32_t order_ = 0;
  llvm::DenseMap<uint32_t, const Operand*> copies_; // looked up only
  llvm::StringMap<PeerNumber> numbers_;             // looked up only
};

auto placeInText(const Visit& visit) {
  return std::tuple(visit.loc.file, visit.loc.range.begin, visit.loc.range.end, visit.process,
                    visit.order);
}

} // namespace

PlacesOfLines placesOfLines(llvm::ArrayRef<const Process*> processes) {
  PlacesOfLines places;
  for (const auto& [i, process] : llvm::enumerate(processes))
    PlacesWalk(*process, static_cast<uint32_t>(i), places).run();
  llvm::sort(places.visits,
             [](const Visit& a, const Visit& b) { return placeInText(a) < placeInText(b); });
  return places;
}

llvm::ArrayRef<Visit> PlacesOfLines::within(Loc range) const {
  const auto key = [](const Visit& visit) {
    return std::pair(visit.loc.file, visit.loc.range.begin);
  };
  const auto isBefore = [&](const Visit& visit, uint32_t offset) {
    return key(visit) < std::pair(range.file, offset);
  };
  const auto* begin =
      std::lower_bound(visits.data(), visits.data() + visits.size(), range.range.begin, isBefore);
  const auto* end =
      std::lower_bound(begin, visits.data() + visits.size(), range.range.end, isBefore);
  return {begin, end};
}

void print(const PlacesOfLines& places, const support::SourceManager& sources,
           llvm::raw_ostream& out) {
  for (const Visit& visit : places.visits) {
    const support::SourceFile& file = sources.file(visit.loc.file);
    const support::LineColumn at = file.lineColumn(visit.loc.range.begin);
    out << file.path() << ':' << at.line << ':' << at.column << "  "
        << (visit.isBound ? "on " : "wherever control is, here ") << places.peer(visit.peer).text;
    for (const PeerNumber via : visit.via)
      out << " via " << places.peer(via).text;
    if (visit.sends() > 0) out << "  +" << visit.sends();
    const char* separator = " by way of ";
    for (const PeerNumber hop : visit.hops) {
      out << separator << places.peer(hop).text;
      separator = ", ";
    }
    out << '\n';
  }
}

} // namespace aqua::route
