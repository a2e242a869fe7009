#include "SoundItems.h"

#include "llvm/ADT/Hashing.h"

#include "CopyItem.h"

namespace aqua::syntax {
namespace {

/// One past the tokens of the item that begins at `first`: a line, or a line with its block.
size_t itemEnd(llvm::ArrayRef<SyntaxToken> tokens, size_t first) {
  size_t depth = 0;
  for (size_t at = first;; ++at) {
    const TokenKind kind = tokens[at].kind();
    if (kind == TokenKind::EndOfFile) return at;
    if (kind == TokenKind::Indent) ++depth;
    if (kind == TokenKind::Dedent) --depth;
    const bool endsLine = kind == TokenKind::NewLine || kind == TokenKind::Dedent;
    if (endsLine && depth == 0) return at + 1;
  }
}

} // namespace

SoundItems::SoundItems(const ast::File* earlier, TokenArray& tokens, llvm::BumpPtrAllocator& arena,
                       const Problems& problems)
    : earlier_(earlier), tokens_(tokens), arena_(arena), problems_(problems) {
  if (!earlier) return;
  for (const ast::SoundItem& sound : earlier->sound)
    known_.try_emplace(earlier->text.slice(sound.range.begin, sound.range.end), &sound);
}

void SoundItems::measureItem() {
  const size_t first = tokens_.index();
  end_ = itemEnd(tokens_.all(), first);
  const llvm::ArrayRef<SyntaxToken> item = tokens_.all().slice(first, end_ - first);
  range_ = {item.front().range().begin, item.back().range().end};
  tokensHash_ = item.size();
  for (const SyntaxToken& token : item) {
    const uint64_t distance = token.range().begin - range_.begin;
    const uint64_t length = token.range().end - token.range().begin;
    tokensHash_ = llvm::hash_combine(tokensHash_, token.kind(), distance, length);
  }
  isSpoiled_ = problems_.isSpoiled(range_.begin) || problems_.spoiledLines(range_) > 0;
  problemCount_ = problems_.count();
}

ast::Item* SoundItems::takeOver() {
  measureItem();
  if (isSpoiled_) return nullptr;
  const auto found = known_.find(tokens_.text().slice(range_.begin, range_.end));
  if (found == known_.end() || found->second->tokensHash != tokensHash_) return nullptr;
  const ast::SoundItem& known = *found->second;
  ast::Item* item = copyItem(
      *known.item, {earlier_->text, tokens_.text(), range_.begin - known.range.begin}, arena_);
  all_.push_back({item, range_, tokensHash_});
  tokens_.seek(end_);
  return item;
}

void SoundItems::add(const ast::Item& item) {
  const bool isSound = !isSpoiled_ && problems_.count() == problemCount_ &&
                       problems_.spoiledLines(range_) == 0 && tokens_.index() == end_;
  if (isSound) all_.push_back({&item, range_, tokensHash_});
}

} // namespace aqua::syntax
