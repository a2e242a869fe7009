#include "Dispatch.h"

#include "Builtins.h"
#include "JsJson.h"

#include <fmt/format.h>

namespace aqua::host {

using value::Value;

namespace {

uint32_t countCall(PeerState& state, const vm::CallRequest& request) {
  return state.mockCalls[request.service + "." + request.function]++;
}

Answer callMock(const Mock& mock, const PeerSpec& peer, PeerState& state,
                const vm::CallRequest& request, const Surroundings& around) {
  const MockCall call{&request, countCall(state, request), peer.name, peer.id, around.particle};
  return evaluateMock(mock, call, around.mockHelpers);
}

/// The services of the started function (spec/06 §12). Names that are not theirs go on to others.
std::optional<Answer> callEntry(const PeerSpec& peer, PeerState& state,
                                const vm::CallRequest& request, const Surroundings& around) {
  const EntryServices& entry = *around.entry;
  std::optional<Answer> answer;
  if (request.service == "getDataSrv") {
    const auto argument = entry.arguments.find(request.function);
    if (request.function == "-relay-")
      answer = Answer::result(Value::string(entry.relay));
    else if (argument != entry.arguments.end())
      answer = Answer::result(argument->second);
  } else if (request.service == "callbackSrv") {
    const auto callback = entry.callbacks.find(request.function);
    if (request.function == "response")
      answer = Answer::result(Value::object({}));
    else if (callback != entry.callbacks.end())
      answer = callMock(callback->second, peer, state, request, around);
  } else if (request.service == "errorHandlingSrv" && request.function == "error") {
    answer = Answer::result(Value::object({}));
  }
  if (answer) answer->source = Answer::Source::Entry;
  return answer;
}

Answer unknownService(Profile profile, const vm::CallRequest& request) {
  switch (profile) {
  case Profile::Js:
    return Answer::error(Value::string(fmt::format(
        "No service found for service call: serviceId='{}', fnName='{}' args='{}'", request.service,
        request.function, toJsJson(throughJs(Value::array(request.arguments)), 4))));
  case Profile::Nox:
    return Answer::error(Value::string(fmt::format("Service with id '{}' not found (function {})",
                                                   request.service, request.function)));
  }
  llvm_unreachable("all profiles are listed");
}

/// Mocks of the peer come before those for all peers.
const Mock* findServiceMock(const PeerSpec& peer, llvm::StringRef service, llvm::StringRef function,
                            const Surroundings& around) {
  const Mock* mock = findMock(peer.services, service, function);
  return mock ? mock : findMock(*around.services, service, function);
}

} // namespace

Answer performCall(const PeerSpec& peer, PeerState& state, const vm::CallRequest& request,
                   const Surroundings& around) {
  if (around.interfere)
    if (auto answer = around.interfere(request)) {
      // It is a call all the same: a `seq` mock goes on to its next element.
      countCall(state, request);
      return std::move(*answer);
    }
  if (peer.id == around.particle->initPeer)
    if (auto answer = callEntry(peer, state, request, around)) return std::move(*answer);
  const Mock* mock = findServiceMock(peer, request.service, request.function, around);
  if (const auto alias = state.aliases.find(request.service); !mock && alias != state.aliases.end())
    mock = findServiceMock(peer, alias->second, request.function, around);
  if (mock) return callMock(*mock, peer, state, request, around);
  if (auto answer = callBuiltin(peer, state, request, around)) return std::move(*answer);
  return unknownService(peer.profile, request);
}

} // namespace aqua::host
