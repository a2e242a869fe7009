#include "Machine.h"

#include <fmt/format.h>

#include "air/Print.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::vm {

Machine::Machine(const Input& input)
    : input_(input), context_(*input.script, input.params),
      trace_(input.previous.get(), input.current.get()),
      currentPeer_(value::share(input.params.currentPeer)),
      lastRequest_(input.previous ? input.previous->lastRequest() : 0),
      reached_(input.script->size()) {
  for (const auto& [id, result] : input.results)
    results_.emplace(id, &result);
}

Outcome Machine::run() {
  execute(context_.script.root());
  while (next_ || !frames_.empty()) {
    if (next_)
      startNext();
    else
      resumeTop();
    if (isRefused()) return refuse(std::move(*error_));
  }
  return finish();
}

void Machine::failTooDeep() {
  error_ =
      errors::refused(fmt::format("execution is nested deeper than {} instructions", depthLimit));
}

bool Machine::isHere(const value::Value& peer) {
  if (!hereDigest_) hereDigest_ = value::Value::string(*currentPeer_).textDigest();
  // Ids of peers begin alike, and their texts are far away: nearly always the digest says no.
  return peer.textDigest().hash == hereDigest_->hash && peer.asString() == *currentPeer_;
}

void Machine::startNext() {
  const air::Instruction& instruction = *std::exchange(next_, nullptr);
  reached_[instruction.id()] = 1;
  switch (instruction.kind()) {
#define AQUA_AIR(Name, keyword)                                                                    \
  case air::InstructionKind::Name: return start(llvm::cast<air::Name>(instruction));
#include "air/Instructions.def"
  }
}

bool Machine::executeLeaf(const air::Instruction& instruction) {
  const auto run = [&](const auto& leaf) {
    reached_[leaf.id()] = 1;
    start(leaf);
    return true;
  };
  switch (instruction.kind()) {
  case air::InstructionKind::Call: return run(llvm::cast<air::Call>(instruction));
  case air::InstructionKind::Canon: return run(llvm::cast<air::Canon>(instruction));
  case air::InstructionKind::Ap: return run(llvm::cast<air::Ap>(instruction));
  case air::InstructionKind::ApMap: return run(llvm::cast<air::ApMap>(instruction));
  case air::InstructionKind::Fail: return run(llvm::cast<air::Fail>(instruction));
  case air::InstructionKind::Never: return run(llvm::cast<air::Never>(instruction));
  case air::InstructionKind::Null: return run(llvm::cast<air::Null>(instruction));
  case air::InstructionKind::Seq:
  case air::InstructionKind::Par:
  case air::InstructionKind::Xor:
  case air::InstructionKind::Match:
  case air::InstructionKind::Mismatch:
  case air::InstructionKind::New:
  case air::InstructionKind::Fold:
  case air::InstructionKind::Next: return false;
  }
  llvm_unreachable("all kinds are listed");
}

void Machine::resumeTop() {
  Frame& top = frames_.back();
  const air::Instruction& instruction = *top.instruction;
  switch (instruction.kind()) {
  case air::InstructionKind::Seq: return resumeSeq(llvm::cast<air::Seq>(instruction));
  case air::InstructionKind::Par: return resumePar(top);
  case air::InstructionKind::Xor: return resumeXor(top);
  case air::InstructionKind::New: return resumeNew(llvm::cast<air::New>(instruction));
  case air::InstructionKind::Fold: return resumeFold(llvm::cast<air::Fold>(instruction));
  case air::InstructionKind::Next: return resumeNext(llvm::cast<air::Next>(instruction));
  case air::InstructionKind::Call:
  case air::InstructionKind::Canon:
  case air::InstructionKind::Ap:
  case air::InstructionKind::ApMap:
  case air::InstructionKind::Match:
  case air::InstructionKind::Mismatch:
  case air::InstructionKind::Fail:
  case air::InstructionKind::Never:
  case air::InstructionKind::Null: break;
  }
  llvm_unreachable("the others have no frame");
}

void Machine::raise(const air::Instruction& instruction, Error error,
                    const trace::TetrapletRef& tetraplet) {
  if (input_.forReports) addFailure(instruction, error);
  context_.errors.note(error, instruction, tetraplet);
  error_ = std::move(error);
}

void Machine::addFailure(const air::Instruction& instruction, const Error& error) {
  const auto [last, isFirst] = lastFailure_.try_emplace(instruction.id(), failures_.size());
  if (!isFirst) {
    Failure& known = failures_[last->second];
    if (known.code == error.code && known.message == error.message) {
      ++known.times;
      return;
    }
    last->second = failures_.size();
  }
  failures_.push_back({instruction.id(), error.code, error.message});
}

void Machine::raiseTrace(const air::Instruction& instruction, const trace::TraceError& error) {
  raise(instruction, errors::trace(air::headText(context_.script, instruction), error.text));
}

void Machine::waitFor(const air::Instruction& instruction, Wait::Kind kind, air::NameId name) {
  if (!input_.forReports) return wait(instruction, kind);
  wait(instruction, kind, context_.string(context_.script.name(name)));
}

void Machine::waitForPeer(const air::Instruction& instruction, const HeldName& peer) {
  if (!input_.forReports) return wait(instruction, Wait::Kind::RemoteCall);
  const bool stands = peer.value->isNull(); // in the script
  wait(instruction, Wait::Kind::RemoteCall, stands ? context_.string(peer.text) : *peer.value);
}

void Machine::joinOrRaise(const air::Instruction& instruction, Error error,
                          const trace::TetrapletRef& tetraplet) {
  if (error.missing) return waitFor(instruction, Wait::Kind::Variable, *error.missing);
  raise(instruction, std::move(error), tetraplet);
}

Outcome Machine::finish() {
  if (MaybeError error = context_.streams.closeAll(trace_)) return refuse(std::move(*error));
  Outcome outcome;
  if (error_) {
    outcome.code = error_->code;
    outcome.errorMessage = std::move(error_->message);
  } else if (!results_.empty()) {
    std::string map;
    for (const auto& [id, result] : results_)
      map += fmt::format("{}\"{}\": CallServiceResult {{ ret_code: {}, result: {} }}",
                         map.empty() ? "" : ", ", id, result->code,
                         trace::debugString(result->result));
    outcome.code = unprocessedCallResultCode;
    outcome.errorMessage = fmt::format("after finishing execution of supplied AIR, there are some "
                                       "unprocessed call results: `{{{}}}`, probably a wrong "
                                       "call_id used",
                                       map);
  }
  outcome.data = std::make_shared<const trace::Data>(trace_.takeResult(), lastRequest_);
  llvm::sort(nextPeers_);
  nextPeers_.erase(llvm::unique(nextPeers_), nextPeers_.end());
  outcome.nextPeers = std::move(nextPeers_);
  outcome.requests = std::move(requests_);
  outcome.waits = std::move(waits_);
  outcome.failures = std::move(failures_);
  if (input_.forReports) outcome.reached.assign(reached_.begin(), reached_.end());
  return outcome;
}

Outcome Machine::refuse(Error error) {
  Outcome outcome;
  outcome.code = error.code;
  outcome.errorMessage = std::move(error.message);
  outcome.data = input_.previous;
  outcome.waits = std::move(waits_);
  outcome.failures = std::move(failures_);
  if (input_.forReports) outcome.reached.assign(reached_.begin(), reached_.end());
  return outcome;
}

} // namespace aqua::vm
