#include "NoAnswer.h"

#include <map>
#include <set>

#include "RunFacts.h"
#include "Text.h"
#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace aqua::report {

using network::CallRecord;
using network::Undelivered;
using vm::Wait;

namespace {

/// A chain of reasons longer than this teaches nothing.
constexpr size_t kMaxChain = 12;
/// Reasons of one value, and of one stop.
constexpr size_t kMaxStops = 2;

struct WaitAt {
  uint32_t peer = 0;
  const Wait* wait = nullptr;
};

class Explainer {
public:
  explicit Explainer(const RunFacts& facts) : facts_(facts) {
    for (uint32_t peer = 0; peer < facts.result().peers.size(); ++peer)
      for (const Wait& wait : facts.result().peers[peer].waits)
        if (wait.kind != Wait::Kind::Never && wait.instruction < facts.script().size())
          waits_.push_back({peer, &wait});
  }

  NoAnswer explain();

private:
  // ---- which waits are worth a word
  [[nodiscard]] bool isOpen(const WaitAt& one) const;
  [[nodiscard]] bool isBlocking(const WaitAt& one) const;
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
  [[nodiscard]] std::optional<uint64_t> neededElements(const air::Fold& gate) const;

  // ---- producers; `wait` is the instruction that waits for the value
  Producer explainProducer(uint32_t id, uint32_t wait);
  Producer explainCopy(const air::Ap& copy, uint32_t call, uint32_t wait);
  Producer explainCall(uint32_t id, uint32_t wait);
  Producer explainPerformed(uint32_t id);
  void explainUnperformed(Producer& producer, uint32_t id, uint32_t peer, uint32_t wait);
  void explainStop(Producer& producer, uint32_t id, uint32_t peer, uint32_t wait);
  void skip(Producer& producer, const std::string& detail, uint32_t cause) const;
  bool explainLoss(Producer& producer, uint32_t receiver, llvm::StringRef receiverId) const;
  bool explainLossFrom(Producer& producer, uint32_t sender) const;
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

// ---- which waits are worth a word

/// A peer that has sent the particle on only waits if it got lost; else others know more.
bool Explainer::isOpen(const WaitAt& one) const {
  const Wait& wait = *one.wait;
  if (wait.kind != Wait::Kind::RemoteCall) return true;
  const uint32_t target = facts_.peer(wait.peerId());
  if (target == kNone) return true;
  if (facts_.reached(target, wait.instruction)) return false;
  return facts_.lostTo(wait.peerId()) || facts_.isUnderway(target);
}

std::vector<WaitAt> Explainer::waitsOf(uint32_t peer, const air::Instruction& tree) const {
  std::vector<WaitAt> found;
  llvm::copy_if(waits_, std::back_inserter(found), [&](const WaitAt& one) {
    return (peer == kNone || one.peer == peer) && isInside(one.wait->instruction, tree);
  });
  return found;
}

bool Explainer::isComplete(uint32_t peer, const air::Instruction& tree) const {
  // In a parallel loop the next iterations count as incomplete (spec/04 §10.10).
  if (llvm::isa<air::Next>(tree) || !facts_.reached(peer, tree.id())) return false;
  const network::PeerResult& one = facts_.result().peers[peer];
  return llvm::none_of(one.waits, [&](const Wait& w) { return isInside(w.instruction, tree); }) &&
         llvm::none_of(one.failures, [&](const vm::Failure& failure) {
           return !isDecision(failure) && isInside(failure.instruction, tree);
         });
}

/// A branch does not hold up what follows its `par` if the other branch is complete.
bool Explainer::isBlocking(const WaitAt& one) const {
  const auto path = facts_.path(one.wait->instruction);
  for (size_t i = 1; i < path.size(); ++i) {
    const auto* par = llvm::dyn_cast<air::Par>(path[i - 1]);
    if (par && isComplete(one.peer, path[i] == par->left ? *par->right : *par->left)) return false;
  }
  return true;
}

// ---- values

size_t Explainer::addWait(const WaitAt& one) {
  switch (one.wait->kind) {
  case Wait::Kind::Variable:
  case Wait::Kind::EmptyStream:
  case Wait::Kind::MoreElements: return addVariable(one);
  case Wait::Kind::CallResult:
  case Wait::Kind::Never: return addCall(one);
  case Wait::Kind::RemoteCall:
    return llvm::isa<air::Call>(facts_.script().instruction(one.wait->instruction))
               ? addCall(one)
               : addLostHop(one);
  }
  llvm_unreachable("all kinds are listed");
}

/// The literal or computed length at which the gate lets pass; 1 if it asks for none.
std::optional<uint64_t> Explainer::neededElements(const air::Fold& gate) const {
  for (uint32_t id = gate.body->id(); id < gate.body->end(); ++id) {
    const auto* match = llvm::dyn_cast<air::Match>(&facts_.script().instruction(id));
    if (!match || !match->left.lens.length) continue;
    const auto length = facts_.valueOf(match->right);
    if (!length || length->kind() != value::Kind::Int) return std::nullopt;
    return static_cast<uint64_t>(length->asInt());
  }
  return 1;
}

void Explainer::fillStream(MissingValue& value, const WaitAt& one) const {
  value.kind = MissingValue::Kind::Stream;
  const auto& fold = llvm::cast<air::Fold>(facts_.script().instruction(one.wait->instruction));
  if (isGate(fold)) value.needs = neededElements(fold);
  // Peers know of different parts; the one that knows most speaks for all.
  std::set<uint32_t> best;
  for (const WaitAt& other : waits_) {
    if (other.wait->instruction != one.wait->instruction) continue;
    if (other.wait->elements < value.has) continue;
    if (other.wait->elements > value.has) best.clear();
    value.has = other.wait->elements;
    best.insert(other.peer);
  }
  value.peers.assign(best.begin(), best.end());
}

size_t Explainer::addVariable(const WaitAt& one) {
  const Wait& wait = *one.wait;
  if (const auto known = known_.find(wait.instruction); known != known_.end()) return known->second;
  const size_t index = answer_.values.size();
  known_[wait.instruction] = index;
  MissingValue value;
  value.name = sourceName(wait.name);
  value.at = wait.instruction;
  if (wait.kind == Wait::Kind::Variable) {
    std::set<uint32_t> peers;
    for (const WaitAt& other : waits_)
      if (other.wait->instruction == wait.instruction && other.wait->name == wait.name)
        peers.insert(other.peer);
    value.peers.assign(peers.begin(), peers.end());
  } else {
    fillStream(value, one);
  }
  answer_.values.push_back(value); // before its reasons, which may lead back to it
  if (depth_ >= kMaxChain) return index;
  ++depth_;
  if (const auto name = facts_.variable(wait.name))
    for (const uint32_t id : facts_.writers(*name, wait.instruction))
      value.producers.push_back(explainProducer(id, wait.instruction));
  --depth_;
  judgeWritten(value);
  answer_.values[index] = std::move(value);
  return index;
}

void Explainer::pointToReader(MissingValue& value, air::NameId name) const {
  const uint32_t reader = facts_.unreachedReader(name);
  if (reader == kNone) return;
  value.at = reader;
  const auto* call = llvm::dyn_cast<air::Call>(&facts_.script().instruction(reader));
  value.isForResult =
      call && call->service.text == "callbackSrv" && call->function.text == "response";
}

size_t Explainer::addCall(const WaitAt& one) {
  const uint32_t id = one.wait->instruction;
  if (const auto known = known_.find(id); known != known_.end()) return known->second;
  const size_t index = answer_.values.size();
  known_[id] = index;
  const auto& call = llvm::cast<air::Call>(facts_.script().instruction(id));
  MissingValue value;
  value.kind = MissingValue::Kind::Call;
  value.at = id;
  value.peers = {one.peer};
  if (call.hasOutput) {
    value.name = sourceName(facts_.script().name(call.output.name));
    pointToReader(value, call.output.name);
  }
  answer_.values.push_back(value);
  value.producers = {explainCall(id, id)};
  answer_.values[index] = std::move(value);
  return index;
}

/// The particle itself is missing; told by a value that it carries, if one is known.
size_t Explainer::addLostHop(const WaitAt& one) {
  const uint32_t id = one.wait->instruction;
  if (const auto known = known_.find(id); known != known_.end()) return known->second;
  const size_t index = answer_.values.size();
  known_[id] = index;
  MissingValue value;
  value.kind = MissingValue::Kind::Call;
  value.at = id;
  value.peers = {one.peer};
  Producer producer;
  producer.instruction = id;
  producer.peer = "`" + nameOf(one.peer) + "`";
  for (const CallRecord& record : facts_.result().outcome.calls) {
    const uint32_t made = record.request.instruction;
    const auto* call = llvm::dyn_cast<air::Call>(&facts_.script().instruction(made));
    if (record.peer != one.peer || !call || !call->hasOutput || record.answer.code != 0) continue;
    const uint32_t reader = facts_.unreachedReader(call->output.name);
    if (reader == kNone || record.answer.source == host::Answer::Source::Entry) continue;
    value.name = sourceName(facts_.script().name(call->output.name));
    pointToReader(value, call->output.name);
    producer.instruction = made;
    producer.times = 1;
  }
  explainLoss(producer, facts_.peer(one.wait->peerId()), one.wait->peerId());
  value.producers = {std::move(producer)};
  answer_.values.push_back(std::move(value));
  return index;
}

// ---- producers

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
  const air::Instruction& instruction = facts_.script().instruction(id);
  if (llvm::isa<air::Call>(instruction)) return explainCall(id, wait);
  if (const auto* copy = llvm::dyn_cast<air::Ap>(&instruction))
    if (const auto call = callBehind(*copy)) return explainCopy(*copy, *call, wait);
  Producer producer;
  producer.instruction = id;
  producer.peer = targetText(id);
  const auto* canon = llvm::dyn_cast<air::Canon>(&instruction);
  const auto target = canon ? facts_.valueOf(canon->peer) : std::nullopt;
  const uint32_t peer = target && target->isString() ? facts_.peer(target->asString()) : kNone;
  explainUnperformed(producer, id, peer, wait);
  return producer;
}

Producer Explainer::explainCopy(const air::Ap& copy, uint32_t call, uint32_t wait) {
  Producer producer = explainCall(call, wait);
  if (producer.why != Why::Written || facts_.reached(kNone, copy.id())) return producer;
  Producer stopped = producer;
  explainStop(stopped, copy.id(), kNone, wait);
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
  for (const std::string& name : names)
    text += (text.empty() ? "`" : ", `") + name + "`";
  return text;
}

Producer Explainer::explainCall(uint32_t id, uint32_t wait) {
  if (!facts_.calls(id).empty()) return explainPerformed(id);
  Producer producer;
  producer.instruction = id;
  producer.peer = targetText(id);
  uint32_t peer = kNone;
  for (const WaitAt& one : waits_)
    if (one.wait->instruction == id && one.wait->kind == Wait::Kind::RemoteCall) {
      peer = facts_.peer(one.wait->peerId());
      if (peer == kNone && explainLoss(producer, kNone, one.wait->peerId())) return producer;
    }
  const auto known = facts_.valueOf(llvm::cast<air::Call>(facts_.script().instruction(id)).peer);
  if (peer == kNone && known && known->isString()) peer = facts_.peer(known->asString());
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
    const CallRecord& record = *run.record;
    const host::Answer& answer = record.answer;
    const std::string asked = fmt::format("asked at {} ms", record.time);
    const bool isSilent = answer.never || !answer.fault.empty();
    const bool isLost = record.loss != network::AnswerLoss::None;
    if (!isSilent && !isLost && run.isAnswered && answer.code == 0) {
      ++producer.times;
      continue;
    }
    if (producer.why != Why::Written) continue;
    producer.peer = "`" + nameOf(record.peer) + "`";
    if (isLost) {
      producer.why = Why::AnswerLost;
      producer.detail =
          fmt::format("{}; the answer was lost: {}", asked, network::lossText(record.loss).str());
    } else if (isSilent) {
      producer.why = Why::Silent;
      producer.detail = asked + (answer.source == host::Answer::Source::Fault
                                     ? "; no answer, by a fault of the scenario"
                                     : "; the service never answers");
    } else if (!run.isAnswered) {
      producer.why = Why::Late;
      producer.detail =
          fmt::format("{}; the answer is due at {} ms, after the end", asked, run.due);
    } else {
      const bool isUnknown = answer.source == host::Answer::Source::Nobody;
      producer.why = isUnknown ? Why::NoService : Why::Failed;
      const std::string problem =
          isUnknown ? fmt::format("`{}` has no `{}.{}`", nameOf(record.peer),
                                  withNames(record.request.service, facts_.result().names),
                                  record.request.function)
                    : fmt::format("failed at {} ms: {}", run.due,
                                  valueText(answer.value, facts_.result().names));
      producer.detail = problem + "; " + fateOfError(id);
    }
  }
  return producer;
}

/// What is bound to a peer and was not asked there, or is bound to none.
void Explainer::explainUnperformed(Producer& producer, uint32_t id, uint32_t peer, uint32_t wait) {
  if (!facts_.reached(peer, id)) {
    const bool wasSent = peer != kNone && facts_.reached(kNone, id);
    if (wasSent && explainLoss(producer, peer, facts_.result().peers[peer].id)) return;
    return explainStop(producer, id, wasSent ? peer : kNone, wait);
  }
  for (const WaitAt& one : waits_) {
    if (one.wait->instruction != id || (peer != kNone && one.peer != peer)) continue;
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

  std::vector<WaitAt> stops = waitsOf(peer, *before);
  if (llvm::none_of(stops, [&](const WaitAt& one) { return isOpen(one); }))
    stops = waitsOf(kNone, *before);
  for (const WaitAt& one : stops) {
    if (!isOpen(one) || !isBlocking(one)) continue;
    if (one.wait->instruction == wait && isInside(wait, *before)) {
      producer.why = Why::Afterwards;
      producer.detail = "comes only after this wait";
      producer.cause = wait;
      return;
    }
    if (producer.because.size() == kMaxStops || depth_ >= kMaxChain) break;
    ++depth_;
    const size_t reason = addWait(one);
    --depth_;
    if (!llvm::is_contained(producer.because, reason)) producer.because.push_back(reason);
  }
  if (!producer.because.empty()) {
    producer.why = Why::StoppedByWait;
    producer.detail = "never reached: what comes before it waits";
    return;
  }
  const bool isHandler = llvm::isa<air::Xor>(parent);
  const bool isCondition = llvm::isa<air::Match, air::Mismatch>(parent) ||
                           (isHandler && llvm::isa<air::Match, air::Mismatch>(before));
  if (isCondition)
    return skip(producer, "never reached: not the way the condition went", before->id());
  if (isHandler)
    return skip(producer, "never reached: it handles errors, and there was none", kNone);
  if (llvm::isa<air::Fold>(parent))
    return skip(producer, "never reached: its loop has no elements", parent.id());
  for (const network::PeerResult& one : facts_.result().peers)
    for (const vm::Failure& failure : one.failures) {
      if (isDecision(failure) || !isInside(failure.instruction, *before)) continue;
      producer.why = Why::StoppedByError;
      producer.detail = "never reached: an error ended its branch before: " +
                        withNames(failure.message, facts_.result().names);
      producer.cause = failure.instruction;
      return;
    }
  producer.detail = "never reached";
}

/// Whether a message to the receiver got lost or was too late.
bool Explainer::explainLoss(Producer& producer, uint32_t receiver,
                            llvm::StringRef receiverId) const {
  const std::string asked = producer.times > 0 ? "written" : "never asked";
  if (const Undelivered* lost = facts_.lostTo(receiverId)) {
    producer.why = Why::NotDelivered;
    producer.detail = fmt::format("{}: the particle from `{}` to `{}` was not delivered: {}", asked,
                                  nameOf(lost->from), network::receiverText(facts_.result(), *lost),
                                  network::obstacleText(lost->obstacle).str());
    return true;
  }
  if (receiver == kNone || !facts_.isUnderway(receiver)) return false;
  producer.why = Why::Underway;
  producer.detail = fmt::format("{}: the particle was on its way to `{}` when the run ended", asked,
                                nameOf(receiver));
  return true;
}

/// Whether a peer that has written could not hand on what it wrote.
bool Explainer::explainLossFrom(Producer& producer, uint32_t sender) const {
  for (const WaitAt& one : waits_)
    if (one.peer == sender && one.wait->kind == Wait::Kind::RemoteCall && isOpen(one))
      return explainLoss(producer, facts_.peer(one.wait->peerId()), one.wait->peerId());
  return false;
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
      isLost = isLost || explainLossFrom(producer, run.record->peer);
    if (isLost) continue;
    const bool isBelow = producer.instruction > value.at;
    producer.why = isBelow ? Why::Below : Why::NotBrought;
    producer.detail = isBelow ? "stands below: nobody sees what is written below it"
                              : "written, but nothing brings the value to who waits for it";
    producer.cause = isBelow ? value.at : kNone;
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

// ---- the whole

std::vector<size_t> Explainer::topValues() {
  std::vector<WaitAt> roots;
  llvm::copy_if(waits_, std::back_inserter(roots), [&](const WaitAt& one) {
    const Undelivered* lost = facts_.lostTo(one.wait->peerId());
    const bool isRemote = one.wait->kind == Wait::Kind::RemoteCall;
    return isOpen(one) && isBlocking(one) && !(isRemote && lost && isDetour(lost->obstacle));
  });
  if (roots.empty())
    llvm::copy_if(waits_, std::back_inserter(roots),
                  [&](const WaitAt& one) { return isOpen(one); });
  // Values before calls before lost messages: each may be the reason of one before it.
  const auto rank = [](const WaitAt& one) {
    if (one.wait->kind == Wait::Kind::RemoteCall) return 2;
    return one.wait->kind == Wait::Kind::CallResult ? 1 : 0;
  };
  llvm::stable_sort(roots, [&](const WaitAt& a, const WaitAt& b) { return rank(a) < rank(b); });
  std::vector<size_t> tops;
  for (const WaitAt& one : roots) {
    const bool isKnown = llvm::any_of(answer_.values, [&](const MissingValue& value) {
      return llvm::any_of(value.producers, [&](const Producer& producer) {
        const bool isSame = producer.instruction == one.wait->instruction;
        const bool isSameLoss = rank(one) == 2 && producer.why == Why::NotDelivered;
        return isSame || isSameLoss;
      });
    });
    if (isKnown && rank(one) > 0) continue;
    const size_t value = addWait(one);
    if (!llvm::is_contained(tops, value)) tops.push_back(value);
  }
  std::set<size_t> covered;
  for (const MissingValue& value : answer_.values)
    for (const Producer& producer : value.producers)
      covered.insert(producer.because.begin(), producer.because.end());
  std::vector<size_t> shown;
  llvm::copy_if(tops, std::back_inserter(shown),
                [&](size_t top) { return !covered.contains(top); });
  if (shown.empty() && !tops.empty()) shown = {tops.front()}; // they wait for each other
  return shown;
}

/// Once each: peers replay the same errors, and handlers raise them again.
void Explainer::addFailures() {
  std::map<std::pair<uint32_t, std::string>, PastFailure> failures;
  for (const network::PeerResult& peer : facts_.result().peers) {
    std::map<std::pair<uint32_t, std::string>, size_t> times;
    for (const vm::Failure& failure : peer.failures) {
      if (isDecision(failure) || failure.instruction >= facts_.script().size()) continue;
      const auto* fail =
          llvm::dyn_cast<air::Fail>(&facts_.script().instruction(failure.instruction));
      if (fail && !fail->isLiteral && !fail->value.isVariable()) continue; // raised again
      const std::pair key(failure.instruction, failure.message);
      PastFailure& one = failures[key];
      one = {failure.instruction, failure.code, failure.message, std::max(one.times, ++times[key])};
    }
  }
  for (auto& [key, failure] : failures) {
    const bool isTold = llvm::any_of(answer_.values, [&](const MissingValue& value) {
      return llvm::any_of(value.producers, [&](const Producer& producer) {
        const bool isAboutErrors = producer.why == Why::Failed || producer.why == Why::NoService;
        return isAboutErrors && producer.instruction == failure.instruction;
      });
    });
    if (!isTold) answer_.failures.push_back(std::move(failure));
  }
}

uint32_t Explainer::placeToLookAt(size_t value) const {
  for (size_t steps = 0; steps <= kMaxChain; ++steps) {
    const MissingValue& missing = answer_.values[value];
    const auto producer = llvm::find_if(
        missing.producers, [](const Producer& one) { return one.why != Why::Written; });
    if (producer == missing.producers.end()) return missing.at;
    if (producer->because.empty())
      return producer->cause == kNone ? producer->instruction : producer->cause;
    value = producer->because.front();
  }
  return answer_.values[value].at;
}

NoAnswer Explainer::explain() {
  answer_.shown = topValues();
  addFailures();
  if (!answer_.shown.empty())
    answer_.lookAt = placeToLookAt(answer_.shown.front());
  else if (!answer_.failures.empty())
    answer_.lookAt = answer_.failures.front().instruction;
  return std::move(answer_);
}

} // namespace

NoAnswer explainNoAnswer(const network::RunResult& result, const air::Script& script) {
  const RunFacts facts(result, script);
  return Explainer(facts).explain();
}

} // namespace aqua::report
