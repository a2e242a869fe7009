#include "Scope.h"

#include "support/Check.h"

namespace aqua::sema {

void Scope::enter(ScopeKind kind) {
  frames_.emplace_back().kind = kind;
}

void Scope::leave() {
  const Frame& frame = frames_.back();
  for (const Name name : frame.names) {
    const auto local = locals_.find(name);
    ended_[name] = local->second;
    locals_.erase(local);
  }
  for (const auto& [service, outer] : llvm::reverse(frame.outerIds)) {
    if (outer) {
      bindings_[service] = outer;
    } else {
      bindings_.erase(service);
    }
  }
  const bool wasIncomplete = frame.isIncomplete && frame.kind == ScopeKind::IdsOnly;
  frames_.pop_back();
  if (wasIncomplete) setIncomplete();
}

Scope::Frame& Scope::frameOfNames() {
  for (Frame& frame : llvm::reverse(frames_))
    if (frame.kind == ScopeKind::NamesAndIds) return frame;
  AQUA_CHECK(false, "a name is defined outside of every function");
  return frames_.front();
}

void Scope::define(const hir::Local* local) {
  const bool isNew = locals_.try_emplace(local->name, local).second;
  AQUA_CHECK(isNew, "a name is defined twice");
  frameOfNames().names.push_back(local->name);
  hasDottedNames_ |= local->name.str().contains('.');
}

void Scope::bind(const hir::ServiceBinding* binding) {
  const hir::ServiceBinding*& current = bindings_[binding->service];
  frames_.back().outerIds.emplace_back(binding->service, current);
  current = binding;
}

bool Scope::isIncomplete() const {
  return llvm::any_of(frames_, [](const Frame& frame) { return frame.isIncomplete; });
}

void Scope::forEachName(llvm::function_ref<void(Name)> visit) const {
  for (const Frame& frame : frames_)
    for (const Name name : frame.names)
      visit(name);
}

} // namespace aqua::sema
