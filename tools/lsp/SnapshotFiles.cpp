#include "SnapshotFiles.h"

#include "Uris.h"

namespace aqua::lsp {

std::string SnapshotFiles::path(support::FileId file) const {
  if (const ide::Module* module = snapshot_.module(file)) return module->path;
  const llvm::StringRef path = snapshot_.sources->file(file).path(); // settings
  return path.starts_with("/") ? path.str() : std::string();
}

Uri SnapshotFiles::uri(support::FileId file) const {
  const Document* open = document(file);
  return open ? open->uri : uriOf(path(file));
}

const Positions& SnapshotFiles::positions(support::FileId file) const {
  const auto found = positions_.find(file);
  if (found != positions_.end()) return found->second;
  const llvm::StringRef text = snapshot_.sources->file(file).text();
  // The client's text may have a byte-order mark, which counts in its positions.
  const Document* open = document(file);
  const bool isSame = open && open->source() == text;
  const Positions positions(isSame ? llvm::StringRef(open->text) : text, encoding());
  return positions_.emplace(file, positions).first->second;
}

} // namespace aqua::lsp
