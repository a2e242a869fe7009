// Service `sig`: Ed25519 signatures of the peer, guarded as on real hosts (spec/06 §10.1).

#include <fmt/format.h>

#include "BuiltinCall.h"
#include "JsNumber.h"
#include "Keys.h"
#include "llvm/ADT/StringSwitch.h"

namespace aqua::host {

using value::Kind;
using value::Value;

namespace {

constexpr size_t signatureSize = 64;

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

/// The bytes that JavaScript's `Uint8Array.from` makes of an argument. The functions of this
/// service have no schema: what is no array is empty, what is no number counts as 0 or 1; only
/// nothing fails.
std::optional<Answer> jsBytes(const BuiltinCall& call, size_t argument, Bytes& bytes) {
  const auto fail = [&](const char* what) {
    return jsThrown(
        call,
        fmt::format("{} is not iterable (cannot read property Symbol(Symbol.iterator))", what));
  };
  if (argument >= call.arguments.size()) return fail("undefined");
  const Value& value = call.arguments[argument];
  if (value.isNull()) return fail("object null");
  if (!value.isArray()) return std::nullopt;
  for (const Value& item : value.items()) {
    const bool isTrue = item.kind() == Kind::Bool && item.asBool();
    bytes.push_back(isJsKind(item, JsKind::Number) ? toJsByte(item) : uint8_t{isTrue});
  }
  return std::nullopt;
}

Answer jsSign(const BuiltinCall& call) {
  const auto& tetraplets = call.request.tetraplets;
  const bool isTrusted =
      !tetraplets.empty() && !tetraplets[0].empty() && isTrustedByJs(tetraplets[0][0]);
  if (call.around.particle->initPeer != call.peer.id || !isTrusted)
    return refused("Security guard validation failed");
  Bytes data;
  if (auto problem = jsBytes(call, 0, data)) return *problem;
  return signedBy(call, data);
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
  Bytes data;
  if (auto problem = jsBytes(call, 1, data)) return *problem;
  Bytes signature;
  if (auto problem = jsBytes(call, 0, signature)) return *problem;
  if (signature.size() != signatureSize)
    return jsThrown(call, "\"sig\" must be 64 bytes in length.");
  return verified(call, signature, data);
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
