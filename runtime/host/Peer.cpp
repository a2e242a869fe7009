#include "Peer.h"

#include "Dispatch.h"

namespace aqua::host {

namespace {

bool dropsFailedOutcome(const PeerSpec& peer, FailurePolicy policy) {
  return policy == FailurePolicy::Drop || peer.profile == Profile::Js;
}

} // namespace

Effects handleEvent(const PeerSpec& peer, PeerState& state, PeerEvent event,
                    const Surroundings& around) {
  const Particle& particle = *around.particle;
  vm::Input input;
  input.script = around.script;
  input.previous = state.previous;
  input.current = std::move(event.data);
  input.params = {particle.initPeer,  peer.id,      particle.id,
                  particle.timestamp, particle.ttl, around.limits};
  input.results = std::move(event.results);
  input.forReports = around.forReports;
  vm::Outcome outcome = (*around.invoke)(input);

  ++state.invocations;
  state.waits = std::move(outcome.waits);
  state.failures = std::move(outcome.failures);
  state.reached = std::move(outcome.reached);

  Effects effects;
  effects.code = outcome.code;
  effects.errorMessage = std::move(outcome.errorMessage);
  effects.data = std::move(outcome.data);
  effects.dropped = outcome.code != 0 && dropsFailedOutcome(peer, around.failurePolicy);
  if (effects.dropped) return effects;

  state.previous = effects.data;
  effects.nextPeers = std::move(outcome.nextPeers);
  effects.calls.reserve(outcome.requests.size());
  for (vm::CallRequest& request : outcome.requests) {
    Answer answer = performCall(peer, state, request, around);
    effects.calls.push_back({std::move(request), std::move(answer)});
  }
  return effects;
}

} // namespace aqua::host
