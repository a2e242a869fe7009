// Services of nodes around files and services (spec/06 §11): `vault` in memory, `srv` over the
// mocked services; and the functions that a simulated peer knows by name only.

#include <fmt/format.h>

#include <set>

#include "BuiltinCall.h"

namespace aqua::host {

using value::Value;

namespace {

// ---- vault

Answer vaultPut(const BuiltinCall& call) {
  NoxArguments arguments(call);
  std::string data;
  if (!arguments.next("data", data)) return arguments.error();
  const std::string path =
      fmt::format("/tmp/vault/{}-simulated/{}", call.around.particle->id, call.state.vault.size());
  call.state.vault[path] = data;
  return textResult(path);
}

Answer vaultCat(const BuiltinCall& call) {
  NoxArguments arguments(call);
  std::string path;
  if (!arguments.next("path", path)) return arguments.error();
  const auto found = call.state.vault.find(path);
  if (found == call.state.vault.end())
    return noxError(fmt::format("Error reading vault file `{}`", path));
  return textResult(found->second);
}

// ---- srv

/// Ids of the mocked services of the peer, sorted.
std::set<std::string> serviceIds(const BuiltinCall& call) {
  std::set<std::string> ids;
  for (const MockTable* nodeTable : {&call.peer.services, call.around.services})
    for (const auto& [id, functions] : *nodeTable)
      if (id != "*") ids.insert(id);
  return ids;
}

Value describe(const BuiltinCall& call, const std::string& id) {
  std::vector<std::string> aliases;
  for (const auto& [alias, service] : call.state.aliases)
    if (service == id) aliases.push_back(alias);
  return Value::object({{"id", Value::string(id)},
                        {"blueprint_id", Value::string("")},
                        {"service_type", Value::string("service")},
                        {"owner_id", Value::string(call.peer.id)},
                        {"aliases", stringsValue(aliases)},
                        {"worker_id", Value::string(call.peer.id)}});
}

Answer srvList(const BuiltinCall& call) {
  std::vector<Value> services;
  for (const std::string& id : serviceIds(call))
    services.push_back(describe(call, id));
  return arrayResult(std::move(services));
}

const std::string* findAlias(const BuiltinCall& call, const std::string& alias) {
  const auto found = call.state.aliases.find(alias);
  return found == call.state.aliases.end() ? nullptr : &found->second;
}

/// An error of a service manager: its text is both display and debug form.
Answer managerError(const std::string& text) {
  return noxWrapped(text, text);
}

Answer srvInfo(const BuiltinCall& call) {
  NoxArguments arguments(call);
  std::string id;
  if (!arguments.next("service_id_or_alias", id)) return arguments.error();
  if (const std::string* service = findAlias(call, id)) id = *service;
  if (serviceIds(call).contains(id)) return Answer::result(describe(call, id));
  return managerError(fmt::format("Service with id '{}' not found on {}", id, call.peer.id));
}

Answer srvAddAlias(const BuiltinCall& call) {
  NoxArguments arguments(call);
  std::string alias;
  std::string service;
  if (!arguments.next("alias", alias) || !arguments.next("service_id", service))
    return arguments.error();
  const auto ids = serviceIds(call);
  if (ids.contains(alias))
    return managerError(
        fmt::format("Cannot add alias '{}' because there is a service with that id", alias));
  if (alias == "spell" || alias == "self" || alias == "worker-spell")
    return managerError(fmt::format("Cannot add alias '{}' because it is reserved", alias));
  if (!ids.contains(service))
    return managerError(fmt::format("Service with id '{}' not found on {}", service, call.peer.id));
  call.state.aliases[alias] = service;
  return noxUnit();
}

Answer srvResolveAlias(const BuiltinCall& call) {
  NoxArguments arguments(call);
  std::string alias;
  if (!arguments.next("alias", alias)) return arguments.error();
  if (const std::string* service = findAlias(call, alias)) return textResult(*service);
  return managerError(
      fmt::format("Service with alias '{}' is not found on worker '{}'", alias, call.peer.id));
}

Answer srvResolveAliasOpt(const BuiltinCall& call) {
  NoxArguments arguments(call);
  std::string alias;
  if (!arguments.next("alias", alias)) return arguments.error();
  std::vector<Value> found;
  if (const std::string* service = findAlias(call, alias)) found.push_back(Value::string(*service));
  return arrayResult(std::move(found));
}

/// A function of real nodes that the simulation lacks: mock it.
Answer noxUnsupported(const BuiltinCall& call) {
  return noxError(fmt::format("simulated nodes do not support '{}.{}': mock it",
                              call.request.service, call.request.function));
}

constexpr Builtin nodeOnly(llvm::StringLiteral service, llvm::StringLiteral function) {
  return {service, function, nullptr, noxUnsupported};
}
constexpr Builtin nobody(llvm::StringLiteral service, llvm::StringLiteral function) {
  return {service, function, jsUnsupported, noxUnsupported};
}
constexpr Builtin formerly(llvm::StringLiteral service, llvm::StringLiteral function) {
  return {service, function, jsUnsupported, nullptr};
}

constexpr Builtin nodeTable[] = {
    {"vault", "put", nullptr, vaultPut},
    {"vault", "cat", nullptr, vaultCat},
    {"srv", "list", jsUnsupported, srvList},
    {"srv", "info", nullptr, srvInfo},
    {"srv", "add_alias", jsUnsupported, srvAddAlias},
    {"srv", "resolve_alias", jsUnsupported, srvResolveAlias},
    {"srv", "resolve_alias_opt", nullptr, srvResolveAliasOpt},
    nobody("srv", "create"),
    nobody("srv", "remove"),
    nobody("srv", "get_interface"),
    nobody("dist", "add_module_from_vault"),
    nobody("dist", "add_module"),
    nobody("dist", "add_blueprint"),
    nobody("dist", "make_module_config"),
    nobody("dist", "load_module_config"),
    nobody("dist", "default_module_config"),
    nobody("dist", "make_blueprint"),
    nobody("dist", "load_blueprint"),
    nobody("dist", "list_modules"),
    nobody("dist", "get_module_interface"),
    nobody("dist", "list_blueprints"),
    nodeOnly("dist", "add_module_bytes_from_vault"),
    nodeOnly("dist", "get_blueprint"),
    formerly("script", "add"),
    formerly("script", "remove"),
    formerly("script", "list"),
    nodeOnly("stat", "service_memory"),
    nodeOnly("stat", "service_stat"),
    nodeOnly("worker", "create"),
    nodeOnly("worker", "get_worker_id"),
    nodeOnly("worker", "remove"),
    nodeOnly("worker", "list"),
    nodeOnly("worker", "activate"),
    nodeOnly("worker", "deactivate"),
    nodeOnly("worker", "is_active"),
    nodeOnly("subnet", "resolve"),
    nodeOnly("connector", "get_deals"),
    nodeOnly("connector", "register_worker"),
    nodeOnly("connector", "get_tx_receipts"),
    nodeOnly("spell", "install"),
    nodeOnly("spell", "remove"),
    nodeOnly("spell", "list"),
    nodeOnly("spell", "update_trigger_config"),
    nodeOnly("vm", "create"),
    nodeOnly("vm", "start"),
    nodeOnly("vm", "stop"),
    nodeOnly("vm", "reboot"),
    nodeOnly("vm", "reset"),
    nodeOnly("vm", "status"),
};

} // namespace

llvm::ArrayRef<Builtin> nodeBuiltins() {
  return nodeTable;
}

} // namespace aqua::host
