// What one parse leaves for the next: the items without any problem. Most of a text is the same
// after an edit, and to parse is what costs.

#pragma once

#include "llvm/ADT/DenseMap.h"

#include "Ast.h"
#include "Problems.h"
#include "TokenArray.h"

namespace aqua::syntax {

/// Which tree an item has depends on its tokens only (kinds, spellings and distances), as long as
/// no pass has found a problem in it. So a tree can be taken over where the same tokens stand.
class SoundItems {
public:
  /// `earlier` may be null. Everything must live until the last call.
  SoundItems(const ast::File* earlier, TokenArray& tokens, llvm::BumpPtrAllocator& arena,
             const Problems& problems);

  /// At the start of an item: if it stood in the earlier text, its copy, and the tokens are passed
  /// over. Else null, and the item is to be parsed.
  [[nodiscard]] ast::Item* takeOver();

  /// The item that began where `takeOver` was called last was parsed.
  void add(const ast::Item& item);

  [[nodiscard]] llvm::ArrayRef<ast::SoundItem> all() const { return all_; }

private:
  void measureItem();

  const ast::File* earlier_;
  TokenArray& tokens_;
  llvm::BumpPtrAllocator& arena_;
  const Problems& problems_;
  llvm::DenseMap<llvm::StringRef, const ast::SoundItem*> known_; // by text
  std::vector<ast::SoundItem> all_;

  // The item in work:
  size_t end_ = 0; // one past its tokens
  SourceRange range_;
  uint64_t tokensHash_ = 0;
  bool isSpoiled_ = false; // by the layout
  size_t problemCount_ = 0;
};

} // namespace aqua::syntax
