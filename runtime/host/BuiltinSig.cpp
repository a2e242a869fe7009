// Service `sig`: Ed25519 signatures of the peer, guarded as on real hosts (spec/06 §10.1).

#include <fmt/format.h>

#include "BuiltinCall.h"
#include "Keys.h"
#include "llvm/ADT/StringSwitch.h"

namespace aqua::host {

using value::Kind;
using value::Value;

namespace {

Answer signResult(std::vector<Value> error, std::vector<Value> signature) {
  return Answer::result(Value::object({{"success", Value::boolean(error.empty())},
                                       {"error", Value::array(std::move(error))},
                                       {"signature", Value::array(std::move(signature))}}));
}

Answer refused(llvm::StringRef reason) {
  return signResult({Value::string(reason)}, {});
}

Answer signedBy(const BuiltinCall& call, const Bytes& data) {
  if (!call.peer.seed) return refused("the peer has no key");
  return signResult({}, {bytesValue(sign(*call.peer.seed, data))});
}

/// Whether a js peer signs what this function returns.
bool isTrustedByJs(const vm::Tetraplet& origin) {
  return llvm::StringSwitch<bool>(origin.service + "." + origin.function)
      .Cases("trust-graph.get_trust_bytes", "trust-graph.get_revocation_bytes",
             "registry.get_key_bytes", "registry.get_record_bytes",
             "registry.get_record_metadata_bytes", "registry.get_tombstone_bytes", true)
      .Default(false);
}

/// Numbers modulo 256, as JavaScript makes bytes of them; the arguments are checked.
Bytes jsBytes(const Value& array) {
  Bytes bytes;
  for (const Value& item : array.items())
    bytes.push_back(item.kind() == Kind::Int ? static_cast<uint8_t>(item.asInt()) : 0);
  return bytes;
}

Answer jsSign(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Array})) return *problem;
  if (auto problem = jsWrongItems(call, call.arguments[0], JsKind::Number)) return *problem;
  const auto& tetraplets = call.request.tetraplets;
  const bool isTrusted =
      !tetraplets.empty() && !tetraplets[0].empty() && isTrustedByJs(tetraplets[0][0]);
  if (call.around.particle->initPeer != call.peer.id || !isTrusted)
    return refused("Security guard validation failed");
  return signedBy(call, jsBytes(call.arguments[0]));
}

/// Why a node does not sign data with these tetraplets; empty if it does.
std::string noxObjection(const BuiltinCall& call) {
  const auto& tetraplets = call.request.tetraplets;
  if (tetraplets.empty() || tetraplets[0].size() != 1)
    return fmt::format("expected tetraplet for a scalar argument, got tetraplet for an array: {}",
                       tetraplets.empty() ? 0 : tetraplets[0].size());
  const vm::Tetraplet& origin = tetraplets[0][0];
  if (origin.peer != call.peer.id)
    return fmt::format("data is expected to be produced by service 'registry' on peer '{}', was "
                       "from peer '{}'",
                       call.peer.id, origin.peer);
  const bool isRecord =
      origin.service == "registry" &&
      (origin.function == "get_record_bytes" || origin.function == "get_record_metadata_bytes");
  if (!isRecord)
    return fmt::format("data is expected to result from a call to 'registry.get_record_bytes' or "
                       "'registry.get_record_metadata_bytes', was from '{}.{}'",
                       origin.service, origin.function);
  if (!origin.lens.empty())
    return fmt::format("lens for data tetraplet is expected to be empty, was '{}'", origin.lens);
  return "";
}

Answer noxSign(const BuiltinCall& call) {
  const std::string& init = call.around.particle->initPeer;
  if (init != call.peer.id)
    return noxError(
        fmt::format("peer '{}' is not allowed to sign data on '{}'", init, call.peer.id));
  NoxArguments arguments(call);
  Bytes data;
  if (!arguments.next("data", data)) return refused(arguments.error().value.asString());
  if (const std::string objection = noxObjection(call); !objection.empty())
    return refused(objection);
  return signedBy(call, data);
}

Answer verified(const BuiltinCall& call, const Bytes& signature, const Bytes& data) {
  return truthResult(call.peer.seed && verify(*call.peer.seed, signature, data));
}

Answer jsVerify(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Array, JsKind::Array})) return *problem;
  for (const Value& argument : call.arguments)
    if (auto problem = jsWrongItems(call, argument, JsKind::Number)) return *problem;
  return verified(call, jsBytes(call.arguments[0]), jsBytes(call.arguments[1]));
}

Answer noxVerify(const BuiltinCall& call) {
  NoxArguments arguments(call);
  Bytes signature;
  Bytes data;
  if (!arguments.next("signature", signature) || !arguments.next("data", data))
    return arguments.error();
  return verified(call, signature, data);
}

Answer peerId(const BuiltinCall& call) {
  return textResult(call.peer.id);
}

constexpr Builtin sigTable[] = {
    {"sig", "sign", jsSign, noxSign},
    {"sig", "verify", jsVerify, noxVerify},
    {"sig", "get_peer_id", peerId, peerId},
};

} // namespace

llvm::ArrayRef<Builtin> sigBuiltins() {
  return sigTable;
}

} // namespace aqua::host
