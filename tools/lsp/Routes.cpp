#include "Routes.h"

namespace aqua::lsp {

const ide::Places& Routes::known(Root& root, const ide::Module& module) {
  ide::Places& places = places_[module.path];
  if (const ide::Places* current = root.workspace->knownPlaces(module.file)) places = *current;
  return places;
}

bool Routes::update(Root& root, const ide::Module& module) {
  ide::Places current = root.workspace->places(module.file);
  ide::Places& places = places_[module.path];
  if (places == current) return false;
  places = std::move(current);
  return true;
}

void Routes::move(llvm::StringRef path, llvm::StringRef before, llvm::StringRef after) {
  const auto found = places_.find(path);
  if (found != places_.end()) ide::moveAlong(found->second, before, after);
}

void Routes::forget(llvm::StringRef path) {
  const auto found = places_.find(path);
  if (found != places_.end()) places_.erase(found);
}

} // namespace aqua::lsp
