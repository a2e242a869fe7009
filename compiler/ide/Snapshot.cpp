// Finding modules and names.

#include "Snapshot.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::ide {

const Module* Snapshot::module(support::FileId file) const {
  const auto found = llvm::find_if(modules, [&](const Module& m) { return m.file == file; });
  return found == modules.end() ? nullptr : &*found;
}

const Module* Snapshot::module(llvm::StringRef path) const {
  const auto found = llvm::find_if(modules, [&](const Module& m) { return m.path == path; });
  return found == modules.end() ? nullptr : &*found;
}

NameAt nameAt(Cursor cursor) {
  const sema::SymbolIndex& index = *cursor.module->index;
  const sema::NameUse* use = index.find(cursor.offset);
  return use ? NameAt{use, &index.symbols[use->symbol]} : NameAt();
}

bool isSame(const sema::Symbol& a, const sema::Symbol& b) {
  if (a.loc.isValid() || b.loc.isValid()) return a.loc == b.loc;
  return a.kind == b.kind && a.name == b.name;
}

} // namespace aqua::ide
