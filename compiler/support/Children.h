// The children of a tree node, as a list: those of a node with a list are borrowed from it, those
// of other nodes few enough to be held here.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

namespace aqua::support {

/// Valid as long as the node. `T` is the base of the nodes.
template <typename T>
class Children {
public:
  Children() = default;
  Children(std::initializer_list<const T*> own) : own_(own), isBorrowed_(false) {}
  /// A node in front of a list.
  Children(const T* first, llvm::ArrayRef<const T*> rest) : own_{first}, isBorrowed_(false) {
    own_.append(rest.begin(), rest.end());
  }
  static Children of(llvm::ArrayRef<const T*> list) {
    Children result;
    result.borrowed_ = list;
    return result;
  }

  operator llvm::ArrayRef<const T*>() const { // NOLINT(google-explicit-constructor)
    return isBorrowed_ ? borrowed_ : llvm::ArrayRef<const T*>(own_);
  }
  [[nodiscard]] const T* const* begin() const { return list().begin(); }
  [[nodiscard]] const T* const* end() const { return list().end(); }
  [[nodiscard]] size_t size() const { return list().size(); }
  [[nodiscard]] bool empty() const { return list().empty(); }
  [[nodiscard]] const T* front() const { return list().front(); }
  [[nodiscard]] const T* back() const { return list().back(); }
  [[nodiscard]] const T* operator[](size_t index) const { return list()[index]; }

private:
  [[nodiscard]] llvm::ArrayRef<const T*> list() const { return *this; }

  llvm::SmallVector<const T*, 2> own_;
  llvm::ArrayRef<const T*> borrowed_;
  bool isBorrowed_ = true;
};

} // namespace aqua::support
