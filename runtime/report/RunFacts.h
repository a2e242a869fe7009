// Questions about a finished run: who reached which instruction, what was called, what got lost.

#pragma once

#include <map>
#include <optional>
#include <set>

#include "air/Air.h"
#include "network/Outcome.h"
#include "llvm/ADT/StringMap.h"

namespace aqua::report {

using network::none;

/// A performed call, and what the log knows of its answer.
struct CallRun {
  const network::CallRecord* record = nullptr;
  uint64_t due = 0; // time of the answer, if there is one
  bool isAnswered = false;
};

/// Answers from the script, the log and what each peer knew in the end. The run must have been made
/// with its log on; both must outlive this.
class RunFacts {
public:
  RunFacts(const network::RunResult& result, const air::Script& script);

  [[nodiscard]] const network::RunResult& result() const { return result_; }
  [[nodiscard]] const air::Script& script() const { return script_; }

  /// Whether the peer began the instruction; with none: whether any peer did.
  [[nodiscard]] bool reached(uint32_t peer, uint32_t instruction) const;
  /// From the root to the instruction.
  [[nodiscard]] std::vector<const air::Instruction*> path(uint32_t instruction) const;

  [[nodiscard]] std::optional<air::NameId> variable(llvm::StringRef name) const;
  /// What writes the variable that `user` means, in document order.
  [[nodiscard]] std::vector<uint32_t> writers(air::NameId name, uint32_t user) const;
  /// The first instruction that reads the variable and was begun by nobody; none if there is none.
  [[nodiscard]] uint32_t unreachedReader(air::NameId name) const;

  [[nodiscard]] const std::vector<CallRun>& calls(uint32_t instruction) const;
  /// What the run knows to be the value of an operand.
  [[nodiscard]] std::optional<value::Value> valueOf(const air::Operand& operand) const;

  /// How many elements a gate waits for; nothing if the run does not know.
  [[nodiscard]] std::optional<uint64_t> neededElements(const air::Fold& gate) const;
  /// What a join waits for in the words of the source: `x`, `got[2]`.
  [[nodiscard]] std::string waitName(const vm::Wait& wait) const;

  /// The peer with this id, or none.
  [[nodiscard]] uint32_t peer(llvm::StringRef id) const;
  /// A message to the peer that was lost, or null.
  [[nodiscard]] const network::Undelivered* lostTo(llvm::StringRef id) const;
  /// The same for a message of one sender.
  [[nodiscard]] const network::Undelivered* lost(uint32_t from, llvm::StringRef id) const;
  /// Whether a particle was on its way between the peers when the run ended; none: from any.
  [[nodiscard]] bool isUnderway(uint32_t from, uint32_t to) const;
  /// Whether a particle was on its way to the peer when the run ended.
  [[nodiscard]] bool isUnderway(uint32_t peer) const;

private:
  const network::RunResult& result_;
  const air::Script& script_;
  llvm::StringMap<uint32_t> names_;
  llvm::StringMap<uint32_t> peers_; // by id
  // A run of a thousand peers has a million waits, and each is looked up here.
  llvm::StringMap<const network::Undelivered*> lostTo_; // by receiver: the first
  std::map<std::pair<uint32_t, llvm::StringRef>, const network::Undelivered*> lost_;
  std::set<std::pair<uint32_t, uint32_t>> underway_; // sender or none, receiver
  std::vector<std::vector<CallRun>> calls_;          // by instruction
  std::vector<std::vector<uint32_t>> writers_;       // by name
  std::vector<std::vector<uint32_t>> readers_;       // by name
};

/// Lost only because it was not sent by way of a relay, which is harmless in most scripts: the
/// particle also takes the other way (spec/03 §9.7).
[[nodiscard]] bool isDetour(network::Obstacle obstacle);
/// A failed condition is how a script decides; it explains nothing.
[[nodiscard]] bool isDecision(const vm::Failure& failure);
[[nodiscard]] bool isInside(uint32_t instruction, const air::Instruction& tree);
/// A fold that lets the particle pass when a stream has enough elements (spec/03 §11): it begins by
/// copying the element.
[[nodiscard]] bool isGate(const air::Instruction& instruction);
/// How the source calls a variable of the script: without tag and number.
[[nodiscard]] std::string sourceName(llvm::StringRef name);

} // namespace aqua::report
