// What the bodies of the functions of a module said when they were checked, to be said again as
// long as nothing changes that they depend on (spec/08 B3).

#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "llvm/ADT/STLFunctionalExtras.h"

#include "NameRecorder.h"
#include "Shape.h"
#include "support/Diagnostics.h"

namespace aqua::sema {

class Globals;
struct Session;

/// Kept by the caller from one check of a module to the next.
class BodyMemory {
public:
  /// A check begins. `environment` is a number for all that the bodies see of other modules and of
  /// the options; places are given in `file`.
  void start(uint64_t environment, support::FileId file, llvm::StringRef text,
             std::shared_ptr<const Shape> shape);
  void startItem(size_t number, const ast::Item& item);

  /// Completes a function that has all but its body: by `check`, which notes and reports what it
  /// finds, or from memory; then it gets no body.
  void complete(hir::Function& function, Session& session, const Globals& globals,
                llvm::function_ref<void()> check);

  /// All items are checked.
  void finish(const Globals& globals);
  /// A number for all that the importers of the module see of it, after all items.
  [[nodiscard]] uint64_t fingerprint() const { return seen_; }
  /// Of the last check.
  [[nodiscard]] size_t checkedCount() const { return checkedCount_; }

private:
  struct Body {
    uint64_t key = 0; // of all that it depends on
    support::FileId file;
    std::shared_ptr<const Shape> shape; // of the file
    std::vector<support::Diagnostic> diagnostics;
    std::vector<NameRecorder::Note> notes;
    llvm::SmallVector<uint32_t, 2> pushedTo; // indexes of parameters
    bool hasOtherErrors = false;
  };
  void recall(const Body& body, hir::Function& function, Session& session) const;
  void check(Body& body, hir::Function& function, Session& session,
             llvm::function_ref<void()> check) const;

  std::vector<std::optional<Body>> bodies_; // by item
  support::FileId file_;
  std::shared_ptr<const Shape> shape_;
  llvm::StringRef text_;
  uint64_t seen_ = 0; // what the next body sees of everything but itself
  size_t number_ = 0;
  const ast::Item* item_ = nullptr;
  size_t checkedCount_ = 0;
};

} // namespace aqua::sema
