#include "Places.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "Tree.h"

namespace aqua::ide {

namespace {

using support::SourceRange;

/// The block around a place inside of a function that decides where it runs.
struct Enclosing {
  const ast::Node* function = nullptr; // the statement is in its body; null: it is in none
  const ast::Node* place = nullptr;    // the innermost `on` or `parseq`, if there is one
  const ast::Expr* peer = nullptr;     // of it
  llvm::ArrayRef<const ast::Expr*> via = {};
  uint32_t depth = 0;
};

/// What is written counts: every step runs at the innermost `on` of its text. Only closures that
/// run where they are called (`detached`) know nothing of those around them.
Enclosing enclosing(const ast::File& tree, uint32_t offset) {
  Enclosing result;
  for (const ast::Node* node : nodesAt(tree, offset)) {
    const ast::Block* block = blockOf(*node);
    const bool isInside =
        block && !block->statements.empty() && block->statements.front()->range.begin <= offset;
    if (!isInside) continue;
    const auto* closure = llvm::dyn_cast<ast::ClosureStmt>(node);
    if (closure && closure->detached) result = {};
    if (closure || llvm::isa<ast::FuncDecl>(node)) result.function = node;
    if (const auto* on = llvm::dyn_cast<ast::OnStmt>(node))
      result = {result.function, on, on->peer, on->via, result.depth + 1};
    if (const auto* loop = llvm::dyn_cast<ast::ParSeqStmt>(node))
      result = {result.function, loop, loop->peer, loop->via, result.depth + 1};
  }
  return result;
}

std::string withVia(const std::string& peer, llvm::ArrayRef<std::string> via) {
  return peer + (via.empty() ? "" : " via " + llvm::join(via, ", "));
}

class Notes {
public:
  Notes(const route::PlacesOfLines& routes, support::FileId number, const ast::File& tree,
        llvm::StringRef text)
      : routes_(routes), number_(number), tree_(tree), text_(text) {}

  Places take() {
    for (const route::Visit& visit : routes_.visits)
      if (visit.loc.file == number_ && visit.isBound) add(visit);
    for (PlaceNote& note : places_.notes)
      settle(note);
    addFunctions();
    return std::move(places_);
  }

private:
  void add(const route::Visit& visit) {
    const bool isNew =
        places_.notes.empty() || places_.notes.back().statement.begin != visit.loc.range.begin;
    if (isNew) {
      const Enclosing around = enclosing(tree_, visit.loc.range.begin);
      if (!around.function) return; // fetches arguments, or responds
      places_.notes.push_back(noteOf(visit.loc.range, around));
    }
    PlaceNote& note = places_.notes.back();
    std::string context = contextOf(visit);
    if (!llvm::is_contained(note.contexts, context)) note.contexts.push_back(std::move(context));
    const auto sends = static_cast<uint32_t>(visit.sends());
    if (sends < note.hops || (!isNew && sends == note.hops)) return;
    note.hops = sends;
    note.path.clear();
    for (const route::PeerNumber hop : visit.hops)
      note.path.push_back(routes_.peer(hop).text);
  }

  [[nodiscard]] PlaceNote noteOf(SourceRange statement, const Enclosing& around) const {
    PlaceNote note;
    note.statement = statement;
    note.function = around.function->range.begin;
    note.depth = around.depth;
    if (!around.place) return note;
    note.on = around.place->range.begin;
    if (around.peer) note.peer = written(*around.peer);
    for (const ast::Expr* relay : around.via)
      if (relay) note.via.push_back(written(*relay));
    return note;
  }

  [[nodiscard]] std::string written(const ast::Expr& peer) const {
    return text_.slice(peer.range.begin, peer.range.end).str();
  }

  /// The way to the client that started it all needs no words.
  [[nodiscard]] std::string contextOf(const route::Visit& visit) const {
    const route::NamedPeer& peer = routes_.peer(visit.peer);
    std::vector<std::string> via;
    if (!peer.isInit)
      for (const route::PeerNumber relay : visit.via)
        via.push_back(routes_.peer(relay).text);
    return withVia(peer.text, via);
  }

  /// What no `on` of its function is around runs where the function is called. That is known if
  /// there is one such place, and its name means something in the function.
  static void settle(PlaceNote& note) {
    if (!note.peer.empty()) return note.contexts.clear();
    const std::string& only = note.contexts.front();
    const bool isGlobal =
        only == "INIT_PEER_ID" || only == "HOST_PEER_ID" || llvm::StringRef(only).starts_with("\"");
    note.dependsOnCaller = note.contexts.size() > 1 || !isGlobal;
    if (note.dependsOnCaller) return;
    note.peer = only;
    note.contexts.clear();
  }

  void addFunctions() {
    for (const auto& [process, name] : llvm::enumerate(routes_.functions)) {
      if (name.file != number_) continue;
      FunctionRoute route = routeOf(static_cast<uint32_t>(process));
      route.name = name.range;
      const bool isKnown = places_.functionAt(name.range) != nullptr; // exported twice
      if (!isKnown && !route.peers.empty()) places_.functions.push_back(std::move(route));
    }
    llvm::sort(places_.functions, [](const FunctionRoute& a, const FunctionRoute& b) {
      return a.name.begin < b.name.begin;
    });
  }

  [[nodiscard]] FunctionRoute routeOf(uint32_t process) const {
    std::vector<const route::Visit*> visits;
    for (const route::Visit& visit : routes_.visits)
      if (visit.process == process && visit.isBound) visits.push_back(&visit);
    llvm::sort(visits, [](const auto* a, const auto* b) { return a->order < b->order; });
    FunctionRoute route;
    const auto go = [&](route::PeerNumber peer) {
      const std::string& text = routes_.peer(peer).text;
      if (route.peers.empty() || route.peers.back() != text) route.peers.push_back(text);
    };
    for (const route::Visit* visit : visits) {
      for (const route::PeerNumber hop : visit->hops)
        go(hop);
      go(visit->peer);
      route.hops += static_cast<uint32_t>(visit->sends());
    }
    return route;
  }

  const route::PlacesOfLines& routes_;
  const support::FileId number_;
  const ast::File& tree_;
  const llvm::StringRef text_;
  Places places_;
};

/// The part of a text that an edit has replaced, and by how much the rest moves.
struct Replaced {
  SourceRange range;
  int64_t growth = 0;

  /// False if the range is part of it.
  [[nodiscard]] bool move(SourceRange& other) const {
    if (other.end < range.begin) return true;
    if (other.begin <= range.end) return false;
    other = {moved(other.begin), moved(other.end)};
    return true;
  }
  [[nodiscard]] uint32_t moved(uint32_t offset) const {
    return static_cast<uint32_t>(offset + growth);
  }
};

Replaced replaced(llvm::StringRef before, llvm::StringRef after) {
  const size_t shorter = std::min(before.size(), after.size());
  const auto head = static_cast<size_t>(
      std::mismatch(before.begin(), before.begin() + shorter, after.begin()).first -
      before.begin());
  size_t tail = 0;
  while (tail < shorter - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  return {{static_cast<uint32_t>(head), static_cast<uint32_t>(before.size() - tail)},
          static_cast<int64_t>(after.size()) - static_cast<int64_t>(before.size())};
}

} // namespace

const PlaceNote* Places::noteAt(SourceRange range) const {
  const auto note = llvm::find_if(notes, [&](const PlaceNote& candidate) {
    return range.begin <= candidate.statement.begin && candidate.statement.begin < range.end;
  });
  return note == notes.end() ? nullptr : &*note;
}

const FunctionRoute* Places::functionAt(SourceRange name) const {
  const auto route = llvm::find_if(
      functions, [&](const FunctionRoute& candidate) { return candidate.name == name; });
  return route == functions.end() ? nullptr : &*route;
}

Places placesOf(const route::PlacesOfLines& routes, support::FileId number, const ast::File& tree,
                llvm::StringRef text) {
  return Notes(routes, number, tree, text).take();
}

void moveAlong(Places& places, llvm::StringRef before, llvm::StringRef after) {
  if (before == after) return;
  const Replaced edit = replaced(before, after);
  llvm::erase_if(places.notes, [&](PlaceNote& note) {
    if (note.on && *note.on >= edit.range.end) note.on = edit.moved(*note.on);
    if (note.function >= edit.range.end) note.function = edit.moved(note.function);
    return !edit.move(note.statement);
  });
  llvm::erase_if(places.functions, [&](FunctionRoute& route) { return !edit.move(route.name); });
}

} // namespace aqua::ide
