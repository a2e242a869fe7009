// Which argument of which call is being written (spec/08 B8).

#pragma once

#include <optional>
#include <string>

#include "Snapshot.h"

namespace aqua::ide {

struct SignatureHelp {
  std::string label;                            // `f(a: u32, b: string) -> bool`
  std::vector<support::SourceRange> parameters; // in `label`, in bytes
  size_t active = 0; // the number of parameters, if the cursor is behind all of them
  std::string documentation;
};

/// The innermost call, construction or `copy` around the cursor, also if it is not closed yet.
[[nodiscard]] std::optional<SignatureHelp> signatureHelp(const Snapshot& snapshot, Cursor cursor);

} // namespace aqua::ide
