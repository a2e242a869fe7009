// canon: snapshots of streams and stream maps, taken on one peer (spec/04 §10.8, spec/05 §13).

#include "llvm/ADT/StringMap.h"

#include "Machine.h"
#include "MapKey.h"

namespace aqua::vm {

using trace::CanonResult;
using trace::CanonResultRef;
using trace::CanonState;
using trace::Tetraplet;
using trace::ValueRecord;
using value::Value;

namespace {

/// Whether the snapshot is one of that peer, as every honest one is.
bool isTakenBy(llvm::StringRef peer, const Tetraplet& taken) {
  return peer == taken.peer && taken.service.empty() && taken.function.empty() &&
         taken.lens.empty();
}

} // namespace

/// Whether nobody will read it: most canons of parallel loops only bring the particle to a peer.
bool Machine::isForgotten(const air::Canon& canon) const {
  return canon.target.kind == air::VariableKind::Canon && context_.scalars.isInFold() &&
         !context_.script.isRead(canon.target.name);
}

/// A shortcut, as that of calls.
bool Machine::replayAtOnce(const air::Canon& canon) {
  const CanonState* const state = trace_.peekCanon();
  const Value* const peer = context_.peek(canon.peer);
  if (!state || !peer || !peer->isString()) return false;
  if (state->result) {
    if (!isTakenBy(peer->asString(), *state->result->tetraplet)) return false;
    trace_.takeCanon();
    if (isForgotten(canon))
      trace_.append(*state);
    else
      setCanon(canon, state->result);
    return true;
  }
  if (isHere(*peer)) return false;
  trace_.takeCanon();
  trace_.append(*state);
  wait(canon, Wait::Kind::RemoteCall, *peer);
  return true;
}

void Machine::start(const air::Canon& canon) {
  if (replayAtOnce(canon)) return;
  // The state is consumed before the peer is resolved, as AquaVM does it: the replay hazard of
  // spec/04 §16.10.
  auto met = trace_.canonStart();
  if (!met) return raiseTrace(canon, met.error());
  if (!*met) return canonUnmet(canon);
  if ((*met)->result) return replayCanon(canon, **met);
  canonSent(canon, **met);
}

void Machine::canonUnmet(const air::Canon& canon) {
  HeldName peer;
  if (MaybeError error = resolveName(context_, canon.peer, peer))
    return joinOrRaise(canon, std::move(*error));
  if (isHere(peer)) return takeSnapshot(canon, peer);
  nextPeers_.push_back(peer.text.str());
  trace_.append(CanonState{currentPeer_, nullptr});
  waitForPeer(canon, peer);
}

void Machine::canonSent(const air::Canon& canon, const CanonState& state) {
  HeldName peer;
  if (MaybeError error = resolveName(context_, canon.peer, peer))
    return raise(canon, std::move(*error));
  if (isHere(peer)) return takeSnapshot(canon, peer);
  trace_.append(state);
  waitForPeer(canon, peer);
}

namespace {

/// {key: first value of the key}; 7 and "7" are the same key here.
Value firstValues(const std::vector<ValueRecord>& pairs) {
  llvm::StringMap<Value> first;
  for (const ValueRecord& pair : pairs)
    first.try_emplace(mapKeyText(*pair.value.field("key")), *pair.value.field("value"));
  std::vector<value::Member> members;
  for (const auto& entry : first)
    members.emplace_back(entry.first().str(), entry.second);
  return Value::object(std::move(members)); // sorts
}

} // namespace

void Machine::replayCanon(const air::Canon& canon, const CanonState& state) {
  HeldName peer;
  if (MaybeError error = resolveName(context_, canon.peer, peer))
    return raise(canon, std::move(*error));
  const Tetraplet& taken = *state.result->tetraplet;
  if (!isTakenBy(peer.text, taken)) {
    const std::string expected = trace::debugText(Tetraplet{peer.text.str(), "", "", ""});
    return raise(canon,
                 errors::parametersMismatch("canon tetraplet", expected, trace::debugText(taken)));
  }
  setCanon(canon, state.result);
}

void Machine::takeSnapshot(const air::Canon& canon, const HeldName& peer) {
  CanonResult result;
  result.tetraplet = value::share(Tetraplet{peer.text.str(), "", "", ""});
  if (Stream* stream = context_.streams.find(canon.source.name, canon.id()))
    result.elements = stream->values();
  if (canon.target.kind == air::VariableKind::Scalar)
    result.elements = {{firstValues(result.elements), result.tetraplet, {}}};
  setCanon(canon, value::share(std::move(result)));
}

namespace {

/// Only data that belong to another script can have elements that are no pairs.
MaybeError checkPairs(const CanonResult& canon) {
  for (const ValueRecord& element : canon.elements) {
    const Value* key = element.value.field("key");
    if (!key || !isMapKey(*key)) return errors::badPair();
    if (!element.value.field("value")) return errors::pairWithoutValue();
  }
  return std::nullopt;
}

} // namespace

void Machine::setCanon(const air::Canon& canon, CanonResultRef result) {
  const air::NameId name = canon.target.name;
  MaybeError error;
  if (canon.target.kind == air::VariableKind::Scalar) {
    if (result->elements.empty()) return raise(canon, errors::canonStreamMap());
    error = write(name, ValueRecord{result->elements.front().value, result->tetraplet, result});
  } else {
    if (canon.target.kind == air::VariableKind::CanonMap) error = checkPairs(*result);
    if (!error) error = write(name, result);
  }
  if (error) return raise(canon, std::move(*error));
  trace_.append(CanonState{nullptr, std::move(result)});
}

} // namespace aqua::vm
