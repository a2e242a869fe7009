// call: requests a service of the current peer, forwards the particle, or replays what happened
// (spec/04 §10.6, spec/05 §13).

#include <fmt/format.h>

#include <algorithm>

#include "Machine.h"
#include "trace/Cid.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::vm {

using trace::CallState;
using trace::MetCall;
using trace::ServiceResult;
using trace::ServiceResultRef;
using trace::Tetraplet;
using trace::TetrapletRef;
using value::Value;

namespace {

bool isOrigin(const Tetraplet& tetraplet, llvm::StringRef peer, llvm::StringRef service,
              llvm::StringRef function) {
  return peer == tetraplet.peer && service == tetraplet.service && function == tetraplet.function &&
         tetraplet.lens.empty();
}

} // namespace

struct Machine::CallRun {
  const air::Call* call = nullptr;
  HeldName peer, service, function;
  llvm::SmallVector<HeldValue, 4> arguments;
  std::optional<air::NameId> missing = {}; // set: the arguments are not known yet

  [[nodiscard]] std::vector<Value> argumentValues() const {
    std::vector<Value> values;
    values.reserve(arguments.size());
    for (const HeldValue& argument : arguments)
      values.push_back(*argument);
    return values;
  }

  [[nodiscard]] Tetraplet origin() const {
    return {peer.text.str(), service.text.str(), function.text.str(), ""};
  }
  [[nodiscard]] TetrapletRef sharedOrigin() const { return value::share(origin()); }

  [[nodiscard]] bool hasOrigin(const Tetraplet& tetraplet) const {
    return isOrigin(tetraplet, peer.text, service.text, function.text);
  }
  [[nodiscard]] bool hasArguments(llvm::ArrayRef<Value> values) const {
    return std::ranges::equal(arguments, values,
                              [](const HeldValue& a, const Value& b) { return *a == b; });
  }
};

namespace {

CallState::Kind expectedKind(const air::Call& call) {
  if (!call.hasOutput) return CallState::Kind::Unused;
  return call.output.kind == air::VariableKind::Scalar ? CallState::Kind::Scalar
                                                       : CallState::Kind::Stream;
}

/// But for the values of the arguments.
bool isResultOf(const ServiceResult& result, const air::Call& call, llvm::StringRef peer) {
  return isOrigin(*result.tetraplet, peer, call.service.text, call.function.text) &&
         call.arguments.size() == result.arguments.size();
}

} // namespace

/// A shortcut for most of what happens in parallel loops: the call waits for another peer or for
/// its host as before, or it is finished. False: it is something else, or in doubt, and nothing has
/// happened.
bool Machine::replayAtOnce(const air::Call& call) {
  const MetCall met = trace_.peekCall();
  if (!met.state) return false;
  const CallState& state = *met.state;
  const Value* const peer = context_.peek(call.peer);
  if (!peer || !peer->isString() || call.service.kind != air::Operand::Kind::String ||
      call.function.kind != air::Operand::Kind::String)
    return false;
  const bool isPending = state.kind == CallState::Kind::Requested &&
                         trace::samePeer(state.sender, currentPeer_) &&
                         !results_.contains(state.number);
  if (state.isFinished() ? state.kind != expectedKind(call) : !isPending && isHere(*peer))
    return false;
  const bool isProven =
      state.kind == CallState::Kind::Scalar || state.kind == CallState::Kind::Stream;
  if (isProven && !isResultOf(*state.result, call, peer->asString())) return false;
  for (const auto& [index, operand] : llvm::enumerate(call.arguments)) {
    const Value* const argument = context_.peek(operand);
    if (!argument || (isProven && !(*argument == state.result->arguments[index]))) return false;
  }
  const bool hasScalar = call.hasOutput && call.output.kind == air::VariableKind::Scalar;
  if (hasScalar && checkOutput(call)) return false;

  trace_.takeCall(met);
  if (state.isFinished()) {
    setOutput(call, state, met.source);
    return true;
  }
  trace_.append(state);
  if (isPending)
    wait(call, Wait::Kind::CallResult);
  else
    wait(call, Wait::Kind::RemoteCall, *peer);
  return true;
}

void Machine::start(const air::Call& call) {
  if (replayAtOnce(call)) return;
  CallRun run;
  run.call = &call;
  if (MaybeError error = resolveTriplet(run)) return joinOrRaise(call, std::move(*error));
  if (MaybeError error = checkOutput(call)) return raise(call, std::move(*error));
  if (MaybeError error = resolveArguments(run))
    return raise(call, std::move(*error), run.sharedOrigin());
  takeCallState(run);
}

MaybeError Machine::resolveTriplet(CallRun& run) const {
  if (MaybeError error = resolveName(context_, run.call->peer, run.peer)) return error;
  if (MaybeError error = resolveName(context_, run.call->service, run.service)) return error;
  return resolveName(context_, run.call->function, run.function);
}

MaybeError Machine::checkOutput(const air::Call& call) const {
  if (!call.hasOutput || call.output.kind != air::VariableKind::Scalar) return std::nullopt;
  const air::NameId name = call.output.name;
  if (context_.scalars.read(name).status == Scalars::Status::Set) {
    if (context_.scalars.canWrite(name)) return std::nullopt;
    return errors::shadowingNotAllowed(context_.script.name(name));
  }
  if (!context_.iterations[name.value]) return std::nullopt;
  return errors::iterableShadowing(context_.script.name(name));
}

/// A missing variable is only remembered: a remote call is sent without arguments.
MaybeError Machine::resolveArguments(CallRun& run) const {
  for (const air::Operand& operand : run.call->arguments) {
    if (const Value* kept = context_.peek(operand)) {
      run.arguments.push_back(HeldValue::keptAt(*kept));
      continue;
    }
    auto argument = resolveValue(context_, operand);
    if (argument) {
      run.arguments.push_back(std::move(*argument));
      continue;
    }
    if (!argument.error().missing) return std::move(argument.error());
    run.missing = argument.error().missing;
    return std::nullopt;
  }
  return std::nullopt;
}

void Machine::takeCallState(CallRun& run) {
  auto met = trace_.callStart();
  if (!met) return raiseTrace(*run.call, met.error());
  if (!met->state) return requestOrForward(run, nullptr);

  const CallState& state = *met->state;
  switch (state.kind) {
  case CallState::Kind::Scalar:
  case CallState::Kind::Stream:
  case CallState::Kind::Unused: return replayExecuted(run, *met);
  case CallState::Kind::Failed: return replayFailed(run, state);
  case CallState::Kind::SentBy: return requestOrForward(run, &state);
  case CallState::Kind::Requested: break;
  }
  if (!trace::samePeer(state.sender, currentPeer_)) return requestOrForward(run, &state);
  const auto answer = results_.find(state.number);
  if (answer != results_.end()) {
    const CallResult& result = *answer->second;
    results_.erase(answer);
    return takeResult(run, result);
  }
  trace_.append(state);
  wait(*run.call, Wait::Kind::CallResult);
}

/// `sentBefore`: the state that says that the particle was forwarded already.
void Machine::requestOrForward(CallRun& run, const CallState* sentBefore) {
  const air::Call& call = *run.call;
  if (!isHere(run.peer)) {
    if (!sentBefore) nextPeers_.push_back(run.peer.text.str());
    trace_.append(sentBefore ? *sentBefore : CallState::sentBy(currentPeer_));
    return waitForPeer(call, run.peer);
  }
  if (run.missing) {
    if (sentBefore) trace_.append(*sentBefore);
    return waitFor(call, Wait::Kind::Variable, *run.missing);
  }
  CallRequest request;
  request.id = ++lastRequest_;
  request.service = run.service.text.str();
  request.function = run.function.text.str();
  request.arguments = run.argumentValues();
  for (const air::Operand& argument : call.arguments)
    request.tetraplets.push_back(originsOf(context_, argument));
  request.instruction = call.id();
  requests_.push_back(std::move(request));
  trace_.append(CallState::requestedBy(currentPeer_, lastRequest_));
  wait(call, Wait::Kind::CallResult);
}

// ---- what is in the data

MaybeError Machine::verifyCall(const CallRun& run, const ServiceResult& stored) const {
  // The arguments were known when the call was executed; the real VM traps.
  if (run.missing) return errors::refused("the arguments of an executed call are not known");
  if (!run.hasArguments(stored.arguments))
    return errors::parametersMismatch("call argument_hash",
                                      trace::cidOfArguments(run.argumentValues()),
                                      trace::cidOfArguments(stored.arguments));
  if (!run.hasOrigin(*stored.tetraplet))
    return errors::parametersMismatch("call tetraplet", trace::debugText(run.origin()),
                                      trace::debugText(*stored.tetraplet));
  return std::nullopt;
}

void Machine::replayExecuted(CallRun& run, const MetCall& met) {
  const CallState& state = *met.state;
  if (state.kind != expectedKind(*run.call))
    return raise(*run.call,
                 errors::callResultNotCorrespondToInstruction(trace::debugValueText(state)));
  if (state.kind != CallState::Kind::Unused)
    if (MaybeError error = verifyCall(run, *state.result))
      return raise(*run.call, std::move(*error));
  setOutput(*run.call, state, met.source);
}

void Machine::replayFailed(CallRun& run, const CallState& state) {
  if (MaybeError error = verifyCall(run, *state.result)) return raise(*run.call, std::move(*error));
  complete_ = false;
  const Value& value = state.result->value;
  Error error =
      errors::localService(value.field("ret_code")->asInt(), value.field("message")->asString());
  trace_.append(state);
  raise(*run.call, std::move(error), run.sharedOrigin());
}

// ---- what the host has answered

void Machine::takeResult(CallRun& run, const CallResult& result) {
  if (run.missing)
    return raise(*run.call, errors::refused("the arguments of an answered call are not known"));
  if (result.code != 0) return failCall(run, result.code, result.result);
  value::ReadResult read = value::parseJson(result.result);
  if (!read.ok)
    return failCall(run, INT32_MAX,
                    fmt::format("call_service result 'ret_code: {}, result: '{}'' can't be "
                                "serialized or deserialized with an error: {}",
                                result.code, result.result,
                                value::aquaVmErrorText(result.result, read.error)));
  ServiceResult finished{std::move(read.value), {}, nullptr};
  if (run.call->hasOutput) {
    finished.arguments = run.argumentValues();
    finished.tetraplet = run.sharedOrigin();
  }
  const CallState::Kind kind = expectedKind(*run.call);
  const uint32_t generation = kind == CallState::Kind::Stream ? trace::placeholderGeneration : 0;
  setOutput(*run.call, CallState::finished(kind, value::share(std::move(finished)), generation),
            std::nullopt);
}

void Machine::failCall(CallRun& run, int64_t code, const std::string& message) {
  const TetrapletRef origin = run.sharedOrigin();
  auto finished = value::share(ServiceResult{
      Value::object({{"message", Value::string(message)}, {"ret_code", Value::integer(code)}}),
      run.argumentValues(), origin});
  trace_.append(CallState::finished(CallState::Kind::Failed, std::move(finished)));
  raise(*run.call, errors::localService(code, message), origin);
}

void Machine::setOutput(const air::Call& call, const CallState& state,
                        std::optional<trace::Source> source) {
  const ServiceResultRef& result = state.result;
  MaybeError error;
  if (state.kind == CallState::Kind::Scalar) {
    error = write(call.output.name, trace::ValueRecord{result->value, result->tetraplet, result});
  } else if (state.kind == CallState::Kind::Stream) {
    Stream& stream = context_.streams.findOrCreate(call.output.name, call.id());
    error = source ? stream.addOld(result, trace_.position(), *source, state.number)
                   : stream.addNew({{result->value, result->tetraplet, result}, trace_.position()});
  }
  if (error) return raise(call, std::move(*error));
  trace_.append(state);
}

} // namespace aqua::vm
