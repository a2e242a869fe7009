#include "Machine.h"

#include <fmt/format.h>

#include "air/Print.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::vm {

namespace {

/// Frames on the stack. A real VM traps far earlier, when its native stack ends.
constexpr size_t depthLimit = 100'000;

} // namespace

Machine::Machine(const Input& input)
    : input_(input), context_(*input.script, input.params),
      trace_(input.previous.get(), input.current.get()),
      currentPeer_(std::make_shared<const std::string>(input.params.currentPeer)),
      lastRequest_(input.previous ? input.previous->lastRequest() : 0),
      reached_(input.script->size()) {
  for (const auto& [id, result] : input.results)
    results_.emplace(id, &result);
}

Outcome Machine::run() {
  execute(context_.script.root());
  while (next_ || !frames_.empty()) {
    if (frames_.size() > depthLimit)
      return refuse(errors::refused(
          fmt::format("execution is nested deeper than {} instructions", depthLimit)));
    if (next_)
      startNext();
    else
      resumeTop();
    if (error_ && !error_->isCatchable()) return refuse(std::move(*error_));
  }
  return finish();
}

void Machine::startNext() {
  const air::Instruction& instruction = *std::exchange(next_, nullptr);
  reached_[instruction.id()] = true;
  switch (instruction.kind()) {
#define AQUA_AIR(Name, keyword)                                                                    \
  case air::InstructionKind::Name: return start(llvm::cast<air::Name>(instruction));
#include "air/Instructions.def"
  }
}

void Machine::resumeTop() {
  Frame& top = frames_.back();
  if (auto* seq = std::get_if<SeqFrame>(&top)) return resume(*seq);
  if (auto* par = std::get_if<ParFrame>(&top)) return resume(*par);
  if (auto* either = std::get_if<XorFrame>(&top)) return resume(*either);
  if (auto* scope = std::get_if<NewFrame>(&top)) return resume(*scope);
  if (auto* fold = std::get_if<ArrayFoldFrame>(&top)) return resume(*fold);
  if (auto* next = std::get_if<NextFrame>(&top)) return resume(*next);
  resume(*std::get<std::unique_ptr<StreamFoldFrame>>(top));
}

void Machine::raise(const air::Instruction& instruction, Error error,
                    const trace::TetrapletRef& tetraplet) {
  failures_.push_back({instruction.id(), error.code, error.message});
  if (context_.errors.wouldNote(error)) {
    const bool namesPeer = llvm::isa<air::Call, air::Canon>(instruction);
    context_.errors.note(error, {
                                    air::headText(context_.script, instruction),
                                    tetraplet,
                                    tetraplet ? tetraplet->peer : input_.params.currentPeer,
                                    namesPeer ? Raiser::Naming::Peer : Raiser::Naming::NoPeer,
                                });
  }
  error_ = std::move(error);
}

void Machine::raiseTrace(const air::Instruction& instruction, const trace::TraceError& error) {
  raise(instruction, errors::trace(air::headText(context_.script, instruction), error.text));
}

void Machine::wait(const air::Instruction& instruction, Wait::Kind kind, std::string name,
                   value::Value peer) {
  complete_ = false;
  waits_.push_back({kind, instruction.id(), std::move(name), std::move(peer), 0});
}

void Machine::joinOrRaise(const air::Instruction& instruction, Error error,
                          const trace::TetrapletRef& tetraplet) {
  if (error.missing)
    return wait(instruction, Wait::Kind::Variable, context_.script.name(*error.missing).str());
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
  outcome.reached = std::move(reached_);
  return outcome;
}

Outcome Machine::refuse(Error error) {
  Outcome outcome;
  outcome.code = error.code;
  outcome.errorMessage = std::move(error.message);
  outcome.data = input_.previous;
  outcome.waits = std::move(waits_);
  outcome.failures = std::move(failures_);
  outcome.reached = std::move(reached_);
  return outcome;
}

} // namespace aqua::vm
