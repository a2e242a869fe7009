#include "Suggest.h"

#include <algorithm>

namespace aqua::sema {
namespace {

/// `rnu` and `run`: two neighbours changed places, the commonest slip of all.
bool isSwapped(llvm::StringRef a, llvm::StringRef b) {
  if (a.size() != b.size()) return false;
  size_t at = 0;
  while (at < a.size() && a[at] == b[at])
    ++at;
  return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
         a.drop_front(at + 2) == b.drop_front(at + 2);
}

/// `foo` and `Lib.foo`: only the module is missing.
bool isInModule(llvm::StringRef name, llvm::StringRef candidate) {
  return candidate.consume_back(name) && candidate.ends_with(".");
}

} // namespace

void Suggestions::consider(llvm::StringRef candidate) {
  // Short words resemble each other anyway.
  const size_t limit = wanted_.size() <= 3 ? 1 : std::max<size_t>(2, wanted_.size() / 3);
  if (candidate == wanted_ || candidate.empty()) return;
  const unsigned distance = isSwapped(wanted_, candidate) || isInModule(wanted_, candidate)
                                ? 1
                                : wanted_.edit_distance(candidate, /*AllowReplacements=*/true,
                                                        static_cast<unsigned>(limit));
  if (distance > limit || distance >= std::min(wanted_.size(), candidate.size())) return;
  candidates_.push_back({distance, candidate.str()});
}

std::vector<Suggestions::Candidate> Suggestions::sorted() const {
  std::vector<Candidate> nearest = candidates_;
  std::sort(nearest.begin(), nearest.end());
  nearest.erase(std::unique(nearest.begin(), nearest.end()), nearest.end());
  return nearest;
}

std::optional<std::string> Suggestions::nearest() const {
  const std::vector<Candidate> all = sorted();
  if (all.empty() || (all.size() > 1 && all[0].distance == all[1].distance)) return std::nullopt;
  return all.front().text;
}

void Suggestions::addTo(support::Diagnostic& diagnostic) const {
  if (candidates_.empty()) return;
  std::vector<Candidate> nearest = sorted();
  if (nearest.size() > 3) nearest.resize(3);

  std::string help = "did you mean ";
  for (size_t i = 0; i < nearest.size(); ++i) {
    if (i > 0) help += i + 1 == nearest.size() ? " or " : ", ";
    help += "`" + nearest[i].text + "`";
  }
  diagnostic.help = help + "?";
  if (const std::optional<std::string> one = this->nearest())
    diagnostic.fixes.push_back({"write `" + *one + "`", {{diagnostic.loc, *one}}});
}

} // namespace aqua::sema
