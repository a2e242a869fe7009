// What can be folded (spec/08 B13).

#pragma once

#include "Snapshot.h"

namespace aqua::ide {

enum class FoldKind : uint8_t { Block, Comment, Imports, List };

/// From the end of a block's first line to the end of its last one; of a list, what is between its
/// brackets. Spans more than one line.
struct Fold {
  support::SourceRange range;
  FoldKind kind = FoldKind::Block;
};

/// By begin, outer ones first; one is inside another or apart from it.
[[nodiscard]] std::vector<Fold> folds(const Module& module, const support::SourceFile& source);

} // namespace aqua::ide
