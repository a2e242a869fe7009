#include "NoAnswer.h"

#include <set>

#include "Explainer.h"
#include "Text.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::report {

using network::Undelivered;
using vm::Wait;

// ---- which waits are worth a word

/// A peer that has sent the particle on only waits if it got lost; else others know more.
bool Explainer::isOpen(const WaitAt& one) const {
  const Wait& wait = *one.wait;
  if (wait.kind != Wait::Kind::RemoteCall) return true;
  const uint32_t target = facts_.peer(wait.peerId());
  if (target == none) return true;
  if (facts_.reached(target, wait.instruction)) return false;
  return facts_.lostTo(wait.peerId()) || facts_.isUnderway(target);
}

/// In a loop the receiver may have got there by other iterations, so the message itself counts.
bool Explainer::isOpenInLoop(const WaitAt& one) const {
  if (one.wait->kind != Wait::Kind::RemoteCall) return isOpen(one);
  const llvm::StringRef receiver = one.wait->peerId();
  const Undelivered* lost = facts_.lost(one.peer, receiver);
  return (lost && !isDetour(lost->obstacle)) || facts_.isUnderway(one.peer, facts_.peer(receiver));
}

std::vector<WaitAt> Explainer::waitsOf(uint32_t peer, const air::Instruction& tree) const {
  std::vector<WaitAt> found;
  llvm::copy_if(waits_, std::back_inserter(found), [&](const WaitAt& one) {
    return (peer == none || one.peer == peer) && isInside(one.wait->instruction, tree);
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

/// Whether it holds up what follows `tree`. A branch does not hold up what follows its `par` if the
/// other branch is complete.
bool Explainer::isBlocking(const WaitAt& one, const air::Instruction& tree) const {
  const auto path = facts_.path(one.wait->instruction);
  for (size_t i = 1; i < path.size(); ++i) {
    if (!isInside(path[i - 1]->id(), tree)) continue;
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

void Explainer::fillStream(MissingValue& value, const WaitAt& one) const {
  value.kind = MissingValue::Kind::Stream;
  const auto& fold = llvm::cast<air::Fold>(facts_.script().instruction(one.wait->instruction));
  if (isGate(fold)) value.needs = facts_.neededElements(fold);
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
  value.name = sourceName(wait.name());
  value.at = wait.instruction;
  if (wait.kind == Wait::Kind::Variable) {
    std::set<uint32_t> peers;
    for (const WaitAt& other : waits_)
      if (other.wait->instruction == wait.instruction && other.wait->name() == wait.name())
        peers.insert(other.peer);
    value.peers.assign(peers.begin(), peers.end());
  } else {
    fillStream(value, one);
  }
  answer_.values.push_back(value); // before its reasons, which may lead back to it
  if (depth_ >= maxChain) return index;
  ++depth_;
  if (const auto name = facts_.variable(wait.name()))
    for (const uint32_t id : facts_.writers(*name, wait.instruction))
      value.producers.push_back(explainProducer(id, wait.instruction));
  --depth_;
  judgeWritten(value);
  answer_.values[index] = std::move(value);
  return index;
}

void Explainer::pointToReader(MissingValue& value, air::NameId name) const {
  const uint32_t reader = facts_.unreachedReader(name);
  if (reader == none) return;
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
  Producer producer = explainCall(id, id);
  // Other iterations of its loop were served.
  if (producer.why == Why::Written && one.wait->kind == Wait::Kind::RemoteCall) {
    producer.times = 0;
    producer.peer = "`" + withNames(one.wait->peerId(), facts_.result().names) + "`";
    explainLoss(producer, facts_.peer(one.wait->peerId()), one.wait->peerId(), one.peer);
  }
  value.producers = {std::move(producer)};
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
  for (const network::CallRecord& record : facts_.result().outcome.calls) {
    const uint32_t made = record.request.instruction;
    const auto* call = llvm::dyn_cast<air::Call>(&facts_.script().instruction(made));
    if (record.peer != one.peer || !call || !call->hasOutput || record.answer.code != 0) continue;
    const uint32_t reader = facts_.unreachedReader(call->output.name);
    if (reader == none || record.answer.source == host::Answer::Source::Entry) continue;
    value.name = sourceName(facts_.script().name(call->output.name));
    pointToReader(value, call->output.name);
    producer.instruction = made;
    producer.times = 1;
  }
  explainLoss(producer, facts_.peer(one.wait->peerId()), one.wait->peerId(), one.peer);
  value.isHop = value.name.empty();
  value.producers = {std::move(producer)};
  answer_.values.push_back(std::move(value));
  return index;
}

// ---- the whole

std::vector<size_t> Explainer::topValues() {
  std::vector<WaitAt> roots;
  llvm::copy_if(waits_, std::back_inserter(roots), [&](const WaitAt& one) {
    const Undelivered* lost = facts_.lostTo(one.wait->peerId());
    const bool isRemote = one.wait->kind == Wait::Kind::RemoteCall;
    return isOpen(one) && isBlocking(one, facts_.script().root()) &&
           !(isRemote && lost && isDetour(lost->obstacle));
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
      one = {failure.instruction, failure.code, failure.message,
             std::max(one.times, times[key] += failure.times)};
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
  for (size_t steps = 0; steps <= maxChain; ++steps) {
    const MissingValue& missing = answer_.values[value];
    const auto producer = llvm::find_if(
        missing.producers, [](const Producer& one) { return one.why != Why::Written; });
    if (producer == missing.producers.end()) return missing.at;
    if (producer->because.empty())
      return producer->cause == none ? producer->instruction : producer->cause;
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

NoAnswer explainNoAnswer(const network::RunResult& result, const air::Script& script) {
  const RunFacts facts(result, script);
  return Explainer(facts).explain();
}

} // namespace aqua::report
