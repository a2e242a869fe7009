// Interned names: equality is pointer equality, the text is there for printing.

#pragma once

#include "llvm/ADT/DenseMapInfo.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

namespace aqua::support {

/// An identifier of the source, or a dotted path (`Lib.Sub.f`) where the language has one.
/// Trivially copyable; valid as long as its NameTable. Default: no name.
class Name {
public:
  Name() = default;

  [[nodiscard]] llvm::StringRef str() const { return entry_ ? entry_->getKey() : ""; }
  [[nodiscard]] bool isEmpty() const { return entry_ == nullptr; }
  explicit operator bool() const { return entry_ != nullptr; }
  friend bool operator==(Name, Name) = default;
  /// Order of the texts: use it wherever order can reach the output.
  friend bool operator<(Name a, Name b) { return a.str() < b.str(); }

private:
  friend class NameTable;
  friend struct llvm::DenseMapInfo<Name>;
  using Entry = llvm::StringMapEntry<std::nullopt_t>;
  explicit Name(const Entry* entry) : entry_(entry) {}

  const Entry* entry_ = nullptr;
};

/// Owns the texts of names. One per compilation; not thread-safe.
class NameTable {
public:
  [[nodiscard]] Name intern(llvm::StringRef text) {
    const auto [place, isNew] = names_.insert(text);
    if (isNew) bytes_ += sizeof(Name::Entry) + text.size() + 1;
    return Name(&*place);
  }
  /// What the names take.
  [[nodiscard]] size_t bytes() const { return bytes_; }

private:
  size_t bytes_ = 0;
  llvm::StringSet<> names_;
};

} // namespace aqua::support

template <>
struct llvm::DenseMapInfo<aqua::support::Name> {
  using Name = aqua::support::Name;
  using Info = DenseMapInfo<const Name::Entry*>;
  static Name getEmptyKey() { return Name(Info::getEmptyKey()); }
  static Name getTombstoneKey() { return Name(Info::getTombstoneKey()); }
  static unsigned getHashValue(Name name) { return Info::getHashValue(name.entry_); }
  static bool isEqual(Name a, Name b) { return a.entry_ == b.entry_; }
};
