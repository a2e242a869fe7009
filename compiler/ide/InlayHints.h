// What is not written but good to know, between the words (spec/08 B12).

#pragma once

#include <optional>
#include <string>

#include "Places.h"
#include "Snapshot.h"

namespace aqua::ide {

enum class HintKind : uint8_t { Type, Peer, Hops, Parameter, Arms, Wait, Constant };

enum class HintChoice : uint8_t { Off, Changes, Always };

struct HintOptions {
  bool types = true;
  HintChoice peers = HintChoice::Changes;
  bool hops = false;
  bool parameters = true;
  bool arms = false;
  bool waits = true;
  bool constants = false;
};

struct InlayHint {
  uint32_t offset = 0;
  HintKind kind = HintKind::Type;
  std::string label;
  std::string tooltip;                // may be empty
  std::optional<support::Loc> target; // of the type that it names
  std::string insertion;              // what could be written there instead; empty if nothing
};

/// Those in a range, by position. `places` by position; without them there are no hints of peers.
[[nodiscard]] std::vector<InlayHint> inlayHints(const Snapshot& snapshot, const Module& module,
                                                support::SourceRange range,
                                                llvm::ArrayRef<PlaceNote> places,
                                                const HintOptions& options = {});

} // namespace aqua::ide
