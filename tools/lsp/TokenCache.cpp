#include "TokenCache.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::lsp {

namespace {

/// The edit between the common beginning and the common end of two lists; none if they are equal.
std::vector<SemanticTokensEdit> difference(const std::vector<uint32_t>& before,
                                           const std::vector<uint32_t>& after) {
  if (before == after) return {};
  const size_t shorter = std::min(before.size(), after.size());
  size_t front = 0;
  while (front < shorter && before[front] == after[front])
    ++front;
  size_t back = 0;
  while (back < shorter - front &&
         before[before.size() - 1 - back] == after[after.size() - 1 - back])
    ++back;
  const auto at = [](size_t index) { return static_cast<std::ptrdiff_t>(index); };
  return {{static_cast<uint32_t>(front),
           static_cast<uint32_t>(before.size() - front - back),
           {after.begin() + at(front), after.end() - at(back)}}};
}

} // namespace

SemanticTokens TokenCache::put(const Uri& uri, std::vector<uint32_t> data) {
  std::deque<List>& lists = lists_[uri];
  if (lists.size() == 2) lists.pop_front();
  lists.push_back({std::to_string(++lastId_), data});
  return {lists.back().id, std::move(data)};
}

SemanticTokensDeltaResult TokenCache::putAfter(const Uri& uri, const std::string& previousId,
                                               std::vector<uint32_t> data) {
  const std::deque<List>& lists = lists_[uri];
  const auto previous =
      llvm::find_if(lists, [&](const List& list) { return list.id == previousId; });
  if (previous == lists.end()) return put(uri, std::move(data));
  std::vector<SemanticTokensEdit> edits = difference(previous->data, data);
  return SemanticTokensDelta{*put(uri, std::move(data)).resultId, std::move(edits)};
}

} // namespace aqua::lsp
