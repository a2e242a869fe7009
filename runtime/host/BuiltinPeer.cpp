// Services `peer` and `kad` (spec/06 §9) over the simulated network. What nodes reserve for their
// owner is open to everybody here.

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "BuiltinCall.h"
#include "trace/State.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SHA256.h"

namespace aqua::host {

using value::Kind;
using value::Value;

namespace {

constexpr uint64_t defaultCount = 20;

// ---- peer

Value addressesValue(const BuiltinCall& call) {
  return stringsValue(call.peer.addresses);
}

Answer jsIdentify(const BuiltinCall& call) {
  return Answer::result(Value::object({{"external_addresses", addressesValue(call)},
                                       {"node_version", Value::string("js-0.23.0")},
                                       {"air_version", Value::string("js-0.24.2")}}));
}

Answer noxIdentify(const BuiltinCall& call) {
  return Answer::result(Value::object({{"external_addresses", addressesValue(call)},
                                       {"node_version", Value::string("0.28.2")},
                                       {"air_version", Value::string("0.62.0")},
                                       {"spell_version", Value::string("0.7.8")},
                                       {"allowed_binaries", Value::array({})},
                                       {"vm_info", Value()}}));
}

int64_t now(const BuiltinCall& call) {
  return static_cast<int64_t>(call.around.now) + call.peer.clockOffset;
}

Answer timestampMs(const BuiltinCall& call) {
  return integerResult(now(call));
}

Answer timestampSec(const BuiltinCall& call) {
  const int64_t ms = now(call);
  return integerResult(ms / 1000 - (ms % 1000 < 0 ? 1 : 0));
}

Answer after(uint64_t delay, Value message) {
  Answer answer = Answer::result(std::move(message));
  answer.delay = delay;
  return answer;
}

/// Whole milliseconds of a number; nothing of a timer is negative or endless.
uint64_t milliseconds(const Value& number) {
  if (number.kind() == Kind::UInt) return number.asUInt();
  if (number.kind() == Kind::Int)
    return static_cast<uint64_t>(std::max<int64_t>(number.asInt(), 0));
  const double limited = std::clamp(std::trunc(number.asFloat()), 0.0, 9007199254740992.0);
  return static_cast<uint64_t>(limited);
}

Answer jsTimeout(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Number, JsKind::String})) return *problem;
  // JavaScript's timers have 31 bits: what is too long for them ends at once.
  constexpr uint64_t longest = 0x7FFFFFFF;
  const uint64_t delay = milliseconds(call.arguments[0]);
  return after(delay > longest ? 1 : delay, call.arguments[1]);
}

/// The duration is a number, also as a decimal text, or an array with one of them.
Answer noxTimeout(const BuiltinCall& call) {
  Value duration;
  NoxArguments arguments(call);
  if (!arguments.next("duration_ms", duration)) return arguments.error();
  if (duration.isArray() && duration.items().size() == 1) duration = duration.items()[0];
  uint64_t delay = 0;
  const bool isText = duration.isString() && !duration.asString().getAsInteger(10, delay);
  const bool isNumber =
      duration.kind() == Kind::UInt || (duration.kind() == Kind::Int && duration.asInt() >= 0);
  if (!isText && !isNumber) return noxWrongType("duration_ms", duration, "u64");
  std::optional<std::string> message;
  if (!arguments.nextOptional("message", message)) return arguments.error();
  return after(isNumber ? milliseconds(duration) : delay, Value::string(message.value_or("")));
}

const Neighbour* findNeighbour(const BuiltinCall& call, llvm::StringRef id) {
  const auto* found =
      llvm::find_if(call.around.neighbours, [&](const Neighbour& peer) { return peer.id == id; });
  return found == call.around.neighbours.end() ? nullptr : found;
}

/// The peer whose id is the first argument, null if there is none; or an error.
std::optional<Answer> namedPeer(const BuiltinCall& call, const Neighbour*& peer) {
  NoxArguments arguments(call);
  std::string id;
  if (!arguments.next("peer_id", id)) return arguments.error();
  if (!fromBase58(id))
    return noxWrapped(
        fmt::format("Error while deserializing field 'peer_id': not a peer id: {}", id),
        fmt::format("InvalidPeerId({})", trace::debugString(id)));
  peer = findNeighbour(call, id);
  return std::nullopt;
}

Answer isConnected(const BuiltinCall& call) {
  const Neighbour* peer = nullptr;
  if (auto problem = namedPeer(call, peer)) return *problem;
  return truthResult(peer && peer->isUp);
}

Value contact(const Neighbour& peer) {
  return Value::object(
      {{"peer_id", Value::string(peer.id)}, {"addresses", stringsValue(peer.addresses)}});
}

// Not an option, although Aqua declares one (spec/06 §9).
Answer getContact(const BuiltinCall& call) {
  const Neighbour* peer = nullptr;
  if (auto problem = namedPeer(call, peer)) return *problem;
  return peer ? Answer::result(contact(*peer)) : noxUnit();
}

// ---- kad

using Digest = std::array<uint8_t, 32>;

Digest distance(const Digest& a, const Digest& b) {
  Digest result{};
  for (size_t i = 0; i < result.size(); ++i)
    result[i] = a[i] ^ b[i];
  return result;
}

/// Reads bytes in base58; false: an error.
bool nextKey(NoxArguments& arguments, llvm::StringRef name, Bytes& key, Answer& error) {
  std::string text;
  if (!arguments.next(name, text)) {
    error = arguments.error();
    return false;
  }
  auto bytes = fromBase58(text);
  if (!bytes) {
    error = noxWrapped(
        fmt::format("Error while deserializing field '{}': not a base58: {}", name.str(), text),
        fmt::format("InvalidBase58({})", trace::debugString(text)));
    return false;
  }
  key = std::move(*bytes);
  return true;
}

/// `12`, length, bytes: the key is taken for a digest, whatever its length.
Bytes asMultihash(const Bytes& key) {
  Bytes result = {0x12};
  size_t length = key.size();
  for (; length >= 0x80; length >>= 7U)
    result.push_back(static_cast<uint8_t>(0x80U | (length & 0x7FU)));
  result.push_back(static_cast<uint8_t>(length));
  result.insert(result.end(), key.begin(), key.end());
  return result;
}

/// The nearest nodes to the key that are up, without this peer.
std::optional<Answer> nearestNodes(const BuiltinCall& call, std::vector<const Neighbour*>& nodes) {
  NoxArguments arguments(call);
  Bytes key;
  Answer error;
  if (!nextKey(arguments, "key", key, error)) return error;
  std::optional<bool> isHashed;
  std::optional<uint64_t> count;
  if (!arguments.nextOptional("already_hashed", isHashed) ||
      !arguments.nextOptional("count", count))
    return arguments.error();

  const Digest target = llvm::SHA256::hash(isHashed.value_or(false) ? key : asMultihash(key));
  std::vector<std::pair<Digest, const Neighbour*>> ranked;
  for (const Neighbour& peer : call.around.neighbours) {
    if (!peer.isNode || !peer.isUp || peer.id == call.peer.id) continue;
    const Bytes id = fromBase58(peer.id).value_or(Bytes());
    ranked.emplace_back(distance(target, llvm::SHA256::hash(id)), &peer);
  }
  llvm::sort(ranked, llvm::less_first());
  for (const auto& [far, peer] : ranked)
    if (nodes.size() < count.value_or(defaultCount)) nodes.push_back(peer);
  return std::nullopt;
}

Answer neighborhood(const BuiltinCall& call) {
  std::vector<const Neighbour*> nodes;
  if (auto problem = nearestNodes(call, nodes)) return *problem;
  std::vector<Value> ids;
  for (const Neighbour* node : nodes)
    ids.push_back(Value::string(node->id));
  return arrayResult(std::move(ids));
}

Answer neighboursWithAddresses(const BuiltinCall& call) {
  std::vector<const Neighbour*> nodes;
  if (auto problem = nearestNodes(call, nodes)) return *problem;
  std::vector<Value> contacts;
  for (const Neighbour* node : nodes)
    contacts.push_back(contact(*node));
  return arrayResult(std::move(contacts));
}

Answer merge(const BuiltinCall& call) {
  NoxArguments arguments(call);
  Bytes target;
  Answer error;
  if (!nextKey(arguments, "target", target, error)) return error;
  std::vector<std::string> ids;
  std::vector<std::string> right;
  std::optional<uint64_t> count;
  if (!arguments.next("left", ids) || !arguments.next("right", right) ||
      !arguments.nextOptional("count", count))
    return arguments.error();
  ids.insert(ids.end(), right.begin(), right.end());

  std::vector<std::pair<Digest, std::string>> ranked;
  for (const std::string& id : ids) {
    const auto bytes = fromBase58(id);
    if (!bytes)
      return noxWrapped(fmt::format("Error while deserializing field 'left': not a base58: {}", id),
                        fmt::format("InvalidBase58({})", trace::debugString(id)));
    ranked.emplace_back(distance(llvm::SHA256::hash(target), llvm::SHA256::hash(*bytes)), id);
  }
  llvm::stable_sort(ranked, llvm::less_first());
  std::vector<Value> merged;
  for (const auto& [far, id] : ranked) {
    const bool isRepeated = !merged.empty() && merged.back().asString() == id;
    if (!isRepeated && merged.size() < count.value_or(defaultCount))
      merged.push_back(Value::string(id));
  }
  return arrayResult(std::move(merged));
}

constexpr Builtin peerTable[] = {
    {"peer", "identify", jsIdentify, noxIdentify},
    {"peer", "timestamp_ms", timestampMs, timestampMs},
    {"peer", "timestamp_sec", timestampSec, timestampSec},
    {"peer", "timeout", jsTimeout, noxTimeout},
    {"peer", "is_connected", jsUnsupported, isConnected},
    {"peer", "connect", jsUnsupported, isConnected},
    {"peer", "get_contact", jsUnsupported, getContact},
    {"kad", "neighborhood", jsUnsupported, neighborhood},
    {"kad", "neigh_with_addrs", nullptr, neighboursWithAddresses},
    {"kad", "merge", jsUnsupported, merge},
};

} // namespace

llvm::ArrayRef<Builtin> peerBuiltins() {
  return peerTable;
}

} // namespace aqua::host
