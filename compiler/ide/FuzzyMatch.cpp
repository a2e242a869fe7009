#include "FuzzyMatch.h"

#include "llvm/ADT/StringExtras.h"

namespace aqua::ide {

namespace {

/// Whether a word of the name (`getUserName`, `user_name`) begins at `at`.
bool isHump(llvm::StringRef name, size_t at) {
  if (at == 0 || name[at - 1] == '_') return true;
  return llvm::isUpper(name[at]) && !llvm::isUpper(name[at - 1]);
}

bool isIn(llvm::StringRef typed, llvm::StringRef name, bool (*mayMatch)(llvm::StringRef, size_t)) {
  size_t next = 0;
  for (size_t at = 0; at < name.size() && next < typed.size(); ++at) {
    if (llvm::toLower(name[at]) == llvm::toLower(typed[next]) && mayMatch(name, at)) ++next;
  }
  return next == typed.size();
}

} // namespace

std::optional<int> fuzzyScore(llvm::StringRef typed, llvm::StringRef name) {
  if (typed.empty() || name.starts_with(typed)) return 0;
  if (name.starts_with_insensitive(typed)) return 10;
  if (isIn(typed, name, isHump)) return 20;
  if (name.contains_insensitive(typed)) return 30;
  if (isIn(typed, name, [](llvm::StringRef, size_t) { return true; })) return 40;
  return std::nullopt;
}

} // namespace aqua::ide
