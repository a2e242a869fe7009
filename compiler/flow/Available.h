// What the code that surely runs before the current point has computed already, so that it need not
// be computed again (spec/03 §14.4): scalars taken from lenses and opened gates.

#pragma once

#include <optional>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

#include "Flow.h"

namespace aqua::flow {

/// Scalars and canons are immutable, so a result can be used again wherever it is visible and
/// certain. A part that may not run, or not run to its end, before what follows it (branch, loop
/// body, guarded block) is enclosed in enter() and leave(), which forgets what it computed.
class Available {
public:
  /// A gate by what is asked of it: `term + offset` elements, or `offset` if there is no term.
  struct GateKey {
    VarId stream;
    const Location* at = nullptr;
    std::optional<Operand> term;
    int64_t offset = 0;
  };

  void enter() { scopes_.push_back(log_.size()); }
  void leave();

  /// The scalar that holds this operand of a variable with lens or length.
  [[nodiscard]] std::optional<VarId> scalar(const Operand& operand) const;
  void addScalar(const Operand& operand, VarId scalar);

  /// The canon of a gate on the same place that has at least as many elements.
  [[nodiscard]] std::optional<VarId> gate(const GateKey& key) const;
  void addGate(const GateKey& key, VarId canon);

private:
  struct Scalar {
    Operand operand;
    VarId scalar;
  };
  struct Gate {
    GateKey key;
    VarId canon;
  };
  struct Entries {
    llvm::SmallVector<Scalar, 2> scalars;
    llvm::SmallVector<Gate, 1> gates;
  };
  enum class Kind : uint8_t { Scalar, Gate };

  llvm::DenseMap<uint32_t, Entries> entries_; // by variable or stream; never iterated
  llvm::SmallVector<std::pair<uint32_t, Kind>, 16> log_;
  llvm::SmallVector<size_t, 8> scopes_;
};

} // namespace aqua::flow
