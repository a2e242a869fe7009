#include "Record.h"

#include "llvm/ADT/DenseSet.h"

namespace aqua::trace {

namespace {

bool sameTetraplet(const TetrapletRef& a, const TetrapletRef& b) {
  return a == b || (a && b && *a == *b);
}

/// Compares graphs of canons by a work list: provenance can reach back through thousands of canons.
class CanonComparison {
public:
  bool same(const CanonResult& a, const CanonResult& b) {
    expect(&a, &b);
    while (!pending_.empty()) {
      const auto [left, right] = pending_.pop_back_val();
      if (!sameHere(*left, *right)) return false;
    }
    return true;
  }

private:
  void expect(const CanonResult* a, const CanonResult* b) {
    if (a != b && seen_.insert({a, b}).second) pending_.push_back({a, b});
  }

  bool sameHere(const CanonResult& a, const CanonResult& b) {
    if (!sameTetraplet(a.tetraplet, b.tetraplet) || a.elements.size() != b.elements.size())
      return false;
    for (size_t i = 0; i < a.elements.size(); ++i) {
      const ValueRecord &x = a.elements[i], &y = b.elements[i];
      if (!sameTetraplet(x.tetraplet, y.tetraplet) || !(x.value == y.value)) return false;
      if (!sameProvenance(x.provenance, y.provenance)) return false;
    }
    return true;
  }

  bool sameProvenance(const Provenance& a, const Provenance& b) {
    if (a.index() != b.index()) return false;
    if (const auto* call = std::get_if<ServiceResultRef>(&a))
      return sameResult(**call, *std::get<ServiceResultRef>(b));
    if (const auto* canon = std::get_if<CanonResultRef>(&a))
      expect(canon->get(), std::get<CanonResultRef>(b).get());
    return true;
  }

  using Pair = std::pair<const CanonResult*, const CanonResult*>;
  llvm::SmallVector<Pair, 8> pending_;
  llvm::DenseSet<Pair> seen_;
};

} // namespace

bool sameResult(const ServiceResult& a, const ServiceResult& b) {
  if (&a == &b) return true;
  return sameTetraplet(a.tetraplet, b.tetraplet) && a.value == b.value &&
         a.arguments == b.arguments;
}

bool sameResult(const CanonResult& a, const CanonResult& b) {
  return CanonComparison().same(a, b);
}

} // namespace aqua::trace
