#include "Places.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::ide {

namespace {

/// The peer and the way, for comparing and for tooltips.
std::string contextText(const PlaceNote& note) {
  return note.peer + (note.via.empty() ? "" : " via " + llvm::join(note.via, ", "));
}

} // namespace

std::vector<PlaceNote> placeNotes(const route::PlacesOfLines& places, support::FileId file) {
  std::vector<PlaceNote> notes;
  for (const route::Visit& visit : places.visits) {
    if (visit.loc.file != file || !visit.isBound) continue;
    PlaceNote note{visit.loc.range,
                   places.peer(visit.peer).text,
                   {},
                   static_cast<uint32_t>(visit.sends()),
                   false,
                   {}};
    for (const route::PeerNumber relay : visit.via)
      note.via.push_back(places.peer(relay).text);
    note.contexts.push_back(contextText(note));
    if (notes.empty() || notes.back().statement.begin != note.statement.begin) {
      notes.push_back(std::move(note));
      continue;
    }
    PlaceNote& known = notes.back();
    known.hops = std::max(known.hops, note.hops);
    if (!llvm::is_contained(known.contexts, note.contexts.front()))
      known.contexts.push_back(std::move(note.contexts.front()));
    known.dependsOnCaller = known.contexts.size() > 1;
  }
  return notes;
}

} // namespace aqua::ide
