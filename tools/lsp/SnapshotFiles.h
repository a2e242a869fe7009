// The files of a snapshot in the words of the protocol: URIs, lines and characters.

#pragma once

#include <map>

#include "Documents.h"
#include "ide/Snapshot.h"

namespace aqua::lsp {

/// Valid as long as the snapshot.
class SnapshotFiles {
public:
  SnapshotFiles(const ide::Snapshot& snapshot, const Documents& documents)
      : snapshot_(snapshot), documents_(documents) {}

  /// Absolute, or of an embedded module; empty for what has no place.
  [[nodiscard]] std::string path(support::FileId file) const;
  /// As the client writes it, if it has the file open.
  [[nodiscard]] Uri uri(support::FileId file) const;
  /// If the client has it open.
  [[nodiscard]] const Document* document(support::FileId file) const {
    return documents_.find(path(file));
  }
  [[nodiscard]] PositionEncoding encoding() const { return documents_.encoding(); }
  [[nodiscard]] const Positions& positions(support::FileId file) const;

  [[nodiscard]] Range range(support::Loc loc) const { return positions(loc.file).range(loc.range); }
  [[nodiscard]] Location location(support::Loc loc) const { return {uri(loc.file), range(loc)}; }

private:
  const ide::Snapshot& snapshot_;
  const Documents& documents_;
  mutable std::map<support::FileId, Positions> positions_; // as far as they were asked for
};

} // namespace aqua::lsp
