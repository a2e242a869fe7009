// Service `single_module_srv` of js peers (spec/06 §10.2). Simulated peers run no Marine services,
// so there are never any to list or to remove.

#include <fmt/format.h>

#include "BuiltinCall.h"

namespace aqua::host {

using value::Value;

namespace {

Value oneText(llvm::StringRef text) {
  return Value::array({Value::string(text)});
}

/// Only the peer's own particles may change its services.
std::optional<Answer> refuseForeign(const BuiltinCall& call, llvm::StringRef action) {
  if (call.around.particle->initPeer == call.peer.id) return std::nullopt;
  const std::string reason =
      fmt::format("Marine services could be {} on %init_peer_id% only", action.str());
  return Answer::result(Value::object(
      {{"success", Value::boolean(false)}, {"error", oneText(reason)}, {"service_id", Value()}}));
}

// Success is true here although nothing is created: real peers answer so to what they cannot load.
Answer createService(const BuiltinCall& call) {
  if (auto refusal = refuseForeign(call, "registered")) return *refusal;
  return Answer::result(
      Value::object({{"success", Value::boolean(true)},
                     {"error", oneText("simulated peers run no Marine services: mock them")},
                     {"service_id", Value()}}));
}

Answer removeService(const BuiltinCall& call) {
  if (auto refusal = refuseForeign(call, "remove")) return *refusal;
  const auto name = [](const Value& id) {
    return id.isString() ? id.asString().str() : value::toJson(id);
  };
  const std::string id = call.arguments.empty() ? "undefined" : name(call.arguments[0]);
  return Answer::result(
      Value::object({{"success", Value::boolean(false)},
                     {"error", oneText(fmt::format("Service with id {} not found", id))}}));
}

Answer listServices(const BuiltinCall&) {
  return arrayResult({});
}

constexpr Builtin marineTable[] = {
    {"single_module_srv", "create", createService, nullptr},
    {"single_module_srv", "remove", removeService, nullptr},
    {"single_module_srv", "list", listServices, nullptr},
};

} // namespace

llvm::ArrayRef<Builtin> marineBuiltins() {
  return marineTable;
}

} // namespace aqua::host
