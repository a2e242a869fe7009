// What became of the instructions that should have written a missing value.

#include <set>

#include "Explainer.h"
#include "Text.h"
#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace aqua::report {

using network::CallRecord;
using network::Undelivered;
using vm::Wait;

/// The call whose result a copy passes on.
std::optional<uint32_t> Explainer::callBehind(const air::Ap& copy) const {
  if (!copy.value.isVariable() || copy.value.variable.kind != air::VariableKind::Scalar)
    return std::nullopt;
  const auto writers = facts_.writers(copy.value.variable.name, copy.id());
  if (writers.size() != 1) return std::nullopt;
  const auto* call = llvm::dyn_cast<air::Call>(&facts_.script().instruction(writers.front()));
  // Arguments of the function are known from the start: only the copy can be missing.
  if (!call || call->service.text == "getDataSrv") return std::nullopt;
  return call->id();
}

Producer Explainer::explainProducer(uint32_t id, uint32_t wait) {
  Producer producer = explainOneIteration(id, wait);
  if (producer.why == Why::Written) explainOtherIterations(producer, id, wait);
  return producer;
}

/// The outermost loop that the producer is in and the wait is not.
const air::Fold* Explainer::loopAround(uint32_t id, uint32_t wait) const {
  for (const air::Instruction* node : facts_.path(id)) {
    const auto* fold = llvm::dyn_cast<air::Fold>(node);
    if (fold && !isGate(*fold) && !isInside(wait, *fold)) return fold;
  }
  return nullptr;
}

/// Whether `second` has to wait for `first`: they are parts of one `seq`.
bool Explainer::comesBefore(uint32_t first, uint32_t second) const {
  const auto path = facts_.path(second);
  for (size_t i = path.size(); i-- > 1;) {
    if (!isInside(first, *path[i - 1])) continue;
    const auto* seq = llvm::dyn_cast<air::Seq>(path[i - 1]);
    return seq && isInside(first, *seq->left) && path[i] == seq->right;
  }
  return false;
}

/// A step counts as reached if one iteration reached it; others may have got stuck before.
void Explainer::explainOtherIterations(Producer& producer, uint32_t id, uint32_t wait) {
  const air::Fold* loop = loopAround(id, wait);
  if (!loop) return;
  for (const WaitAt& one : waits_) {
    const bool isHop = one.wait->instruction == id && one.wait->kind == Wait::Kind::RemoteCall;
    if (!isHop || !isOpenInLoop(one)) continue;
    const llvm::StringRef receiver = one.wait->peerId();
    producer.times = 0; // of this iteration
    producer.peer = "`" + withNames(receiver, facts_.result().names) + "`";
    if (explainLoss(producer, facts_.peer(receiver), receiver, one.peer)) return;
  }
  const std::string some = "not in every iteration: ";
  for (const network::PeerResult& one : facts_.result().peers)
    for (const vm::Failure& failure : one.failures) {
      const bool isBefore =
          isInside(failure.instruction, *loop) && comesBefore(failure.instruction, id);
      if (isDecision(failure) || !isBefore) continue;
      producer.why = Why::StoppedByError;
      producer.detail = some + "an error ended one before";
      producer.cause = failure.instruction;
      return;
    }
  for (const WaitAt& one : waits_) {
    const uint32_t step = one.wait->instruction;
    if (!isInside(step, *loop) || !comesBefore(step, id) || !isOpenInLoop(one)) continue;
    if (producer.because.size() == maxStops || depth_ >= maxChain) break;
    ++depth_;
    const size_t reason = addWait(one);
    --depth_;
    if (!llvm::is_contained(producer.because, reason)) producer.because.push_back(reason);
  }
  if (producer.because.empty()) return explainLossAfter(producer, *loop, id);
  producer.why = Why::StoppedByWait;
  producer.detail = some + "what comes before it waits";
}

/// What one iteration has written got lost on its way out of the loop.
void Explainer::explainLossAfter(Producer& producer, const air::Fold& loop, uint32_t id) const {
  for (const WaitAt& one : waits_) {
    const uint32_t step = one.wait->instruction;
    const bool isHop = one.wait->kind == Wait::Kind::RemoteCall && isInside(step, loop);
    if (!isHop || !comesBefore(id, step) || !facts_.reached(one.peer, id)) continue;
    if (!isOpenInLoop(one)) continue;
    const llvm::StringRef receiver = one.wait->peerId();
    producer.times = std::max<uint64_t>(producer.times, 1);
    producer.peer = "`" + nameOf(one.peer) + "`";
    if (explainLoss(producer, facts_.peer(receiver), receiver, one.peer)) return;
  }
}

Producer Explainer::explainOneIteration(uint32_t id, uint32_t wait) {
  const air::Instruction& instruction = facts_.script().instruction(id);
  if (llvm::isa<air::Call>(instruction)) return explainCall(id, wait);
  if (const auto* copy = llvm::dyn_cast<air::Ap>(&instruction))
    if (const auto call = callBehind(*copy)) return explainCopy(*copy, *call, wait);
  Producer producer;
  producer.instruction = id;
  producer.peer = targetText(id);
  const auto* canon = llvm::dyn_cast<air::Canon>(&instruction);
  const auto target = canon ? facts_.valueOf(canon->peer) : std::nullopt;
  const uint32_t peer = target && target->isString() ? facts_.peer(target->asString()) : none;
  explainUnperformed(producer, id, peer, wait);
  return producer;
}

Producer Explainer::explainCopy(const air::Ap& copy, uint32_t call, uint32_t wait) {
  Producer producer = explainCall(call, wait);
  if (producer.why != Why::Written || facts_.reached(none, copy.id())) return producer;
  Producer stopped = producer;
  explainStop(stopped, copy.id(), none, wait);
  return stopped.why == Why::Unreached ? producer : stopped;
}

std::string Explainer::targetText(uint32_t id) const {
  const air::Instruction& instruction = facts_.script().instruction(id);
  const air::Operand* operand = nullptr;
  if (const auto* call = llvm::dyn_cast<air::Call>(&instruction)) operand = &call->peer;
  if (const auto* canon = llvm::dyn_cast<air::Canon>(&instruction)) operand = &canon->peer;
  if (!operand) return "";
  std::set<std::string> names;
  for (const CallRun& run : facts_.calls(id))
    names.insert(nameOf(run.record->peer));
  for (const WaitAt& one : waits_)
    if (one.wait->instruction == id && one.wait->kind == Wait::Kind::RemoteCall && names.empty())
      names.insert(withNames(one.wait->peerId(), facts_.result().names));
  const auto known = facts_.valueOf(*operand);
  if (names.empty() && known && known->isString())
    names.insert(withNames(known->asString(), facts_.result().names));
  if (names.empty() && operand->isVariable())
    names.insert(sourceName(facts_.script().name(operand->variable.name)));
  std::string text;
  size_t told = 0;
  for (const std::string& name : names) {
    if (told == maxPeersNamed) return text + fmt::format(" and {} more", names.size() - told);
    text += (text.empty() ? "`" : ", `") + name + "`";
    ++told;
  }
  return text;
}

Producer Explainer::explainCall(uint32_t id, uint32_t wait) {
  if (!facts_.calls(id).empty()) return explainPerformed(id);
  Producer producer;
  producer.instruction = id;
  producer.peer = targetText(id);
  uint32_t peer = none;
  for (const WaitAt& one : waits_)
    if (one.wait->instruction == id && one.wait->kind == Wait::Kind::RemoteCall) {
      peer = facts_.peer(one.wait->peerId());
      if (peer == none && explainLoss(producer, none, one.wait->peerId())) return producer;
    }
  const auto known = facts_.valueOf(llvm::cast<air::Call>(facts_.script().instruction(id)).peer);
  if (peer == none && known && known->isString()) peer = facts_.peer(known->asString());
  explainUnperformed(producer, id, peer, wait);
  return producer;
}

/// Of several calls in a loop the first that did not answer well.
Producer Explainer::explainPerformed(uint32_t id) {
  Producer producer;
  producer.instruction = id;
  producer.peer = targetText(id);
  producer.why = Why::Written;
  for (const CallRun& run : facts_.calls(id)) {
    const host::Answer& answer = run.record->answer;
    const bool isSilent = answer.never || !answer.fault.empty();
    const bool isLost = run.record->loss != network::AnswerLoss::None;
    if (!isSilent && !isLost && run.isAnswered && answer.code == 0)
      ++producer.times;
    else if (producer.why == Why::Written)
      explainBadAnswer(producer, run);
  }
  return producer;
}

void Explainer::explainBadAnswer(Producer& producer, const CallRun& run) const {
  const CallRecord& record = *run.record;
  const host::Answer& answer = record.answer;
  const std::string asked = fmt::format("asked at {} ms", record.time);
  producer.peer = "`" + nameOf(record.peer) + "`";
  if (record.loss != network::AnswerLoss::None) {
    producer.why = Why::AnswerLost;
    producer.detail =
        fmt::format("{}; the answer was lost: {}", asked, network::lossText(record.loss).str());
  } else if (answer.never || !answer.fault.empty()) {
    const bool isFault = answer.source == host::Answer::Source::Fault;
    producer.why = Why::Silent;
    producer.detail = asked + (isFault ? "; no answer, by a fault of the scenario"
                                       : "; the service never answers");
  } else if (!run.isAnswered) {
    producer.why = Why::Late;
    producer.detail = fmt::format("{}; the answer is due at {} ms, after the end", asked, run.due);
  } else if (answer.source == host::Answer::Source::Nobody) {
    producer.why = Why::NoService;
    producer.detail = fmt::format("`{}` has no `{}.{}`; {}", nameOf(record.peer),
                                  withNames(record.request.service, facts_.result().names),
                                  record.request.function, fateOfError(producer.instruction));
  } else {
    producer.why = Why::Failed;
    producer.detail = fmt::format("failed at {} ms: {}; {}", run.due,
                                  valueText(answer.value, facts_.result().names),
                                  fateOfError(producer.instruction));
  }
}

/// What is bound to a peer and was not asked there, or is bound to none.
void Explainer::explainUnperformed(Producer& producer, uint32_t id, uint32_t peer, uint32_t wait) {
  if (!facts_.reached(peer, id)) {
    const bool wasSent = peer != none && facts_.reached(none, id);
    if (wasSent && explainLoss(producer, peer, facts_.result().peers[peer].id)) return;
    return explainStop(producer, id, wasSent ? peer : none, wait);
  }
  for (const WaitAt& one : waits_) {
    if (one.wait->instruction != id || (peer != none && one.peer != peer)) continue;
    if (one.wait->kind != Wait::Kind::Variable) continue;
    producer.why = Why::Waits;
    producer.because = {addVariable(one)};
    producer.detail = "waits itself for another value";
    return;
  }
  if (const vm::Failure* failure = failureAt(id)) {
    producer.why = Why::Failed;
    producer.detail = fmt::format(
        "failed: {}; {}", withNames(failure->message, facts_.result().names), fateOfError(id));
    return;
  }
  producer.why = Why::Written;
}

void Explainer::skip(Producer& producer, const std::string& detail, uint32_t cause) const {
  producer.why = Why::Skipped;
  producer.detail = detail;
  producer.cause = cause;
}

/// Why execution did not get to an instruction: by the first step on the way to it that was not
/// begun, on this peer, or anywhere.
void Explainer::explainStop(Producer& producer, uint32_t id, uint32_t peer, uint32_t wait) {
  const auto path = facts_.path(id);
  size_t first = 1;
  while (first < path.size() && facts_.reached(peer, path[first]->id()))
    ++first;
  if (first >= path.size()) return;
  const air::Instruction& parent = *path[first - 1];
  const air::Instruction* before = &parent; // where to look for what stopped it
  if (const auto* seq = llvm::dyn_cast<air::Seq>(&parent)) before = seq->left;
  if (const auto* either = llvm::dyn_cast<air::Xor>(&parent)) before = either->left;
  if (explainStopByWait(producer, *before, peer, wait)) return;

  const bool isHandler = llvm::isa<air::Xor>(parent);
  const bool isCondition = llvm::isa<air::Match, air::Mismatch>(parent) ||
                           (isHandler && llvm::isa<air::Match, air::Mismatch>(before));
  if (isCondition)
    return skip(producer, "never reached: not the way the condition went", before->id());
  if (isHandler)
    return skip(producer, "never reached: it handles errors, and there was none", none);
  if (llvm::isa<air::Fold>(parent))
    return skip(producer, "never reached: its loop has no elements", parent.id());
  explainStopByError(producer, *before);
}

/// Something in `before` waits: for the value in question, or for others.
bool Explainer::explainStopByWait(Producer& producer, const air::Instruction& before, uint32_t peer,
                                  uint32_t wait) {
  std::vector<WaitAt> stops = waitsOf(peer, before);
  if (llvm::none_of(stops, [&](const WaitAt& one) { return isOpen(one); }))
    stops = waitsOf(none, before);
  for (const WaitAt& one : stops) {
    if (!isOpen(one) || !isBlocking(one, before)) continue;
    if (one.wait->instruction == wait) {
      producer.why = Why::Afterwards;
      producer.detail = "comes only after this wait";
      producer.cause = wait;
      return true;
    }
    if (producer.because.size() == maxStops || depth_ >= maxChain) break;
    ++depth_;
    const size_t reason = addWait(one);
    --depth_;
    if (!llvm::is_contained(producer.because, reason)) producer.because.push_back(reason);
  }
  if (producer.because.empty()) return false;
  producer.why = Why::StoppedByWait;
  producer.detail = "never reached: what comes before it waits";
  return true;
}

void Explainer::explainStopByError(Producer& producer, const air::Instruction& before) const {
  producer.detail = "never reached";
  for (const network::PeerResult& one : facts_.result().peers)
    for (const vm::Failure& failure : one.failures) {
      if (isDecision(failure) || !isInside(failure.instruction, before)) continue;
      producer.why = Why::StoppedByError;
      producer.detail = "never reached: an error ended its branch before";
      producer.cause = failure.instruction;
      return;
    }
}

/// Whether a message to the receiver got lost or was too late, one of `sender` before others.
bool Explainer::explainLoss(Producer& producer, uint32_t receiver, llvm::StringRef receiverId,
                            uint32_t sender) const {
  const bool isCall = llvm::isa<air::Call>(facts_.script().instruction(producer.instruction));
  const std::string asked = producer.times > 0 ? "written: " : isCall ? "never asked: " : "";
  const bool isKnown = sender != none && facts_.lost(sender, receiverId);
  const Undelivered* lost = isKnown ? facts_.lost(sender, receiverId) : facts_.lostTo(receiverId);
  if (lost) {
    producer.why = Why::NotDelivered;
    producer.detail = fmt::format("{}the particle from `{}` to `{}` was not delivered: {}", asked,
                                  nameOf(lost->from), network::receiverText(facts_.result(), *lost),
                                  network::obstacleText(lost->obstacle).str());
    return true;
  }
  if (receiver == none || !facts_.isUnderway(receiver)) return false;
  producer.why = Why::Underway;
  producer.detail = fmt::format("{}the particle was on its way to `{}` when the run ended", asked,
                                nameOf(receiver));
  return true;
}

/// Whether a peer that has written could not hand on what it wrote. A detour only counts if it led
/// to who waits.
bool Explainer::explainLossFrom(Producer& producer, uint32_t sender,
                                const MissingValue& value) const {
  for (const WaitAt& one : waits_) {
    if (one.peer != sender || one.wait->kind != Wait::Kind::RemoteCall || !isOpen(one)) continue;
    const uint32_t receiver = facts_.peer(one.wait->peerId());
    const Undelivered* lost = facts_.lostTo(one.wait->peerId());
    if (lost && isDetour(lost->obstacle) && !llvm::is_contained(value.peers, receiver)) continue;
    return explainLoss(producer, receiver, one.wait->peerId(), sender);
  }
  return false;
}

/// `relay` had the value and lost it.
std::optional<std::string> Explainer::forgottenBy(const MissingValue& value) const {
  for (const network::FaultRecord& fault : facts_.result().outcome.faults)
    if (fault.kind == network::Fault::Kind::Forget && llvm::is_contained(value.peers, fault.peer))
      return fmt::format("`{}` lost its data at {} ms", nameOf(fault.peer), fault.time);
  return std::nullopt;
}

/// What was written somewhere and is missing all the same.
void Explainer::judgeWritten(MissingValue& value) const {
  uint64_t written = 0;
  for (const Producer& producer : value.producers)
    if (producer.why == Why::Written) written += std::max<uint64_t>(producer.times, 1);
  const bool isStream = value.kind == MissingValue::Kind::Stream;
  if (isStream && written <= value.has) return;
  for (Producer& producer : value.producers) {
    if (producer.why != Why::Written) continue;
    bool isLost = false;
    for (const CallRun& run : facts_.calls(producer.instruction))
      isLost = isLost || explainLossFrom(producer, run.record->peer, value);
    if (isLost) continue;
    if (producer.instruction > value.at) {
      producer.why = Why::Below;
      producer.detail = "written, but below this wait, which sees only what is written above it";
      producer.cause = value.at;
      continue;
    }
    producer.why = Why::NotBrought;
    const auto forgotten = forgottenBy(value);
    producer.detail =
        "written, but " + forgotten.value_or("nothing brings the value to who waits for it");
    producer.cause = none;
  }
}

const vm::Failure* Explainer::failureAt(uint32_t id) const {
  for (const network::PeerResult& peer : facts_.result().peers)
    for (const vm::Failure& failure : peer.failures)
      if (failure.instruction == id) return &failure;
  return nullptr;
}

/// Errors rise until a `par` or an `xor` ends them; handlers that fail raise them again.
std::string Explainer::fateOfError(uint32_t id) const {
  const auto path = facts_.path(id);
  for (size_t i = path.size() - 1; i > 0; --i) {
    if (llvm::isa<air::Par>(path[i - 1])) return "the other branches of the `par` go on without it";
    const auto* either = llvm::dyn_cast<air::Xor>(path[i - 1]);
    if (!either || path[i] != either->left) continue;
    const auto fails = [&](const network::PeerResult& peer) {
      return llvm::any_of(peer.failures, [&](const vm::Failure& failure) {
        return !isDecision(failure) && isInside(failure.instruction, *either->right);
      });
    };
    if (either != path.front() && !llvm::any_of(facts_.result().peers, fails))
      return "the error was caught";
  }
  return "the error did not come to the client";
}

} // namespace aqua::report
