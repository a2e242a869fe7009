// Finds the values that are missing at the end of a run, and follows the reasons.

#pragma once

#include <map>
#include <optional>

#include "NoAnswer.h"
#include "RunFacts.h"

namespace aqua::report {

/// A chain of reasons longer than this teaches nothing.
inline constexpr size_t maxChain = 12;
/// Reasons of one value, and of one stop.
inline constexpr size_t maxStops = 2;

/// An instruction that waits, and on which peer.
struct WaitAt {
  uint32_t peer = 0;
  const vm::Wait* wait = nullptr;
};

/// Finds what is missing and follows the reasons. Used once.
class Explainer {
public:
  explicit Explainer(const RunFacts& facts) : facts_(facts) {
    for (uint32_t peer = 0; peer < facts.result().peers.size(); ++peer)
      for (const vm::Wait& wait : facts.result().peers[peer].waits)
        if (wait.kind != vm::Wait::Kind::Never && wait.instruction < facts.script().size())
          waits_.push_back({peer, &wait});
  }

  NoAnswer explain();

private:
  // ---- which waits are worth a word
  [[nodiscard]] bool isOpen(const WaitAt& one) const;
  [[nodiscard]] bool isOpenInLoop(const WaitAt& one) const;
  [[nodiscard]] bool isBlocking(const WaitAt& one, const air::Instruction& tree) const;
  [[nodiscard]] bool isComplete(uint32_t peer, const air::Instruction& tree) const;
  [[nodiscard]] std::vector<WaitAt> waitsOf(uint32_t peer, const air::Instruction& tree) const;

  // ---- values: each returns an index into NoAnswer::values
  size_t addWait(const WaitAt& one);
  size_t addVariable(const WaitAt& one);
  size_t addCall(const WaitAt& one);
  size_t addLostHop(const WaitAt& one);
  /// To the first instruction that would read the value.
  void pointToReader(MissingValue& value, air::NameId name) const;
  void fillStream(MissingValue& value, const WaitAt& one) const;

  // ---- producers; `wait` is the instruction that waits for the value
  Producer explainProducer(uint32_t id, uint32_t wait);
  Producer explainOneIteration(uint32_t id, uint32_t wait);
  void explainOtherIterations(Producer& producer, uint32_t id, uint32_t wait);
  void explainLossAfter(Producer& producer, const air::Fold& loop, uint32_t id) const;
  [[nodiscard]] const air::Fold* loopAround(uint32_t id, uint32_t wait) const;
  [[nodiscard]] bool comesBefore(uint32_t first, uint32_t second) const;
  Producer explainCopy(const air::Ap& copy, uint32_t call, uint32_t wait);
  Producer explainCall(uint32_t id, uint32_t wait);
  Producer explainPerformed(uint32_t id);
  void explainBadAnswer(Producer& producer, const CallRun& run) const;
  void explainUnperformed(Producer& producer, uint32_t id, uint32_t peer, uint32_t wait);
  void explainStop(Producer& producer, uint32_t id, uint32_t peer, uint32_t wait);
  bool explainStopByWait(Producer& producer, const air::Instruction& before, uint32_t peer,
                         uint32_t wait);
  void explainStopByError(Producer& producer, const air::Instruction& before) const;
  void skip(Producer& producer, const std::string& detail, uint32_t cause) const;
  bool explainLoss(Producer& producer, uint32_t receiver, llvm::StringRef receiverId,
                   uint32_t sender = none) const;
  bool explainLossFrom(Producer& producer, uint32_t sender, const MissingValue& value) const;
  [[nodiscard]] std::optional<std::string> forgottenBy(const MissingValue& value) const;
  void judgeWritten(MissingValue& value) const;
  [[nodiscard]] std::string fateOfError(uint32_t id) const;
  [[nodiscard]] const vm::Failure* failureAt(uint32_t id) const;
  [[nodiscard]] std::optional<uint32_t> callBehind(const air::Ap& copy) const;
  [[nodiscard]] std::string nameOf(uint32_t peer) const { return facts_.result().peers[peer].name; }
  [[nodiscard]] std::string targetText(uint32_t id) const;

  // ---- the whole
  std::vector<size_t> topValues();
  void addFailures();
  [[nodiscard]] uint32_t placeToLookAt(size_t value) const;

  const RunFacts& facts_;
  std::vector<WaitAt> waits_;
  std::map<uint32_t, size_t> known_; // by instruction that waits
  size_t depth_ = 0;
  NoAnswer answer_;
};

} // namespace aqua::report
