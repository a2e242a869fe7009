// Who calls a function, and whom it calls (spec/08 B15).

#pragma once

#include <optional>
#include <string>

#include "Snapshot.h"

namespace aqua::ide {

/// A function, closure or method.
struct CallItem {
  sema::SymbolKind kind = sema::SymbolKind::Function;
  std::string name;
  std::string detail;     // its signature
  support::Loc range;     // the whole definition
  support::Loc selection; // of the name
};

struct Call {
  CallItem item;                    // the other end
  std::vector<support::Loc> places; // of the callee's names in the calls
};

/// The callable that the cursor is on.
[[nodiscard]] std::optional<CallItem> callItem(const Snapshot& snapshot, Cursor cursor);

/// The functions and closures that call what is defined at a place; by file and position.
[[nodiscard]] std::vector<Call> incomingCalls(const Snapshot& snapshot, support::Loc selection);

/// What the function or closure defined at a place calls, in the order of first calls.
[[nodiscard]] std::vector<Call> outgoingCalls(const Snapshot& snapshot, support::Loc selection);

} // namespace aqua::ide
