// The services of a program by their ids, for comparison with what a scenario answers in their
// place.

#pragma once

#include <map>

#include "driver/Compilation.h"

namespace aqua::cli {

/// A function of a service, as one module declares it, or a callback.
struct DeclaredFunction {
  const hir::Service* service = nullptr; // null: a callback
  std::string name;
  const types::ArrowType* arrow = nullptr;
  support::Loc loc; // of its name

  [[nodiscard]] std::string text() const {
    return service ? service->name.str().str() + "." + name : name;
  }
};

/// Of a program without errors, which must outlive it.
class DeclaredServices {
public:
  explicit DeclaredServices(const driver::Compilation& compilation);

  /// The services with this id, by default or by a statement with a literal. Modules may declare
  /// different parts of one service.
  [[nodiscard]] llvm::ArrayRef<const hir::Service*> withId(llvm::StringRef id) const;
  /// Their declarations of a function.
  [[nodiscard]] std::vector<DeclaredFunction> functions(llvm::StringRef id,
                                                        llvm::StringRef function) const;
  /// The function that is called at this place of the source; nothing if no service is called.
  [[nodiscard]] std::optional<DeclaredFunction> calledAt(support::Loc loc) const;
  /// All ids, sorted.
  [[nodiscard]] std::vector<llvm::StringRef> ids() const;

private:
  using Place = std::pair<support::FileId, uint32_t>; // where an expression begins

  void addId(const hir::ServiceBinding* binding);
  void addBody(const hir::Function& function);
  void addCalls(const hir::Expr& expr);
  [[nodiscard]] std::optional<DeclaredFunction> function(const hir::Service& service,
                                                         llvm::StringRef name) const;
  [[nodiscard]] support::Loc locOf(const hir::Service& service, llvm::StringRef function) const;

  const driver::Compilation& compilation_;
  std::map<std::string, std::vector<const hir::Service*>, std::less<>> byId_;
  std::map<Place, std::pair<const hir::Service*, llvm::StringRef>> calls_;
};

} // namespace aqua::cli
