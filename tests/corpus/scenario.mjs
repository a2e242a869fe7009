// A scenario to run any exported function in, made from the types in the definitions (spec/07 §2):
// arguments, callbacks, and mocks for services that are no builtins.
import { builtins } from "../conformance/oracle/lib/builtins.mjs";

const PEERS = ["{{node1}}", "{{node2}}", "{{node3}}"];
const namesPeer = (name) => /peer|node|host|relay|provider|worker|executor|truster|issued_(by|for)|initiator/i.test(name);

/** A value of the type; names of fields and parameters say which strings are ids of peers. */
function valueOf(type, name, salt = 0) {
  switch (type.tag) {
    case "scalar":
      if (type.name === "bool") return true;
      if (type.name === "string") return namesPeer(name) ? PEERS[salt % PEERS.length] : `${name || "text"}-${salt}`;
      return type.name.startsWith("f") ? 1.5 + salt : 1 + salt;
    case "array": return [valueOf(type.type, name, salt), valueOf(type.type, name, salt + 1)];
    case "option": return [valueOf(type.type, name, salt)];
    case "struct": return Object.fromEntries(Object.entries(type.fields).map(([field, of]) => [field, valueOf(of, field, salt)]));
    case "topType": return `any-${salt}`;
    default: return null;
  }
}

const resultOf = (arrow, name) => (arrow.codomain.tag === "unlabeledProduct" ? valueOf(arrow.codomain.items[0], name) : null);
const parametersOf = (arrow) => (arrow.domain.tag === "labeledProduct" ? Object.entries(arrow.domain.fields) : []);

/** {default id: {method: mock}}; services without one stand under "". */
export function mocksOf(services) {
  const mocks = {};
  for (const { defaultServiceId, functions } of Object.values(services))
    for (const [name, arrow] of Object.entries(functions.fields ?? {}))
      if (!builtins[defaultServiceId]?.[name]) (mocks[defaultServiceId ?? ""] ??= {})[name] = { value: resultOf(arrow, name) };
  return mocks;
}

/** The scenario of a function; `mocks` of all services that it may call. */
export function scenarioOf({ arrow }, mocks) {
  const args = {}, callbacks = {}, services = { ...mocks };
  for (const [name, type] of parametersOf(arrow)) {
    if (type.tag === "arrow") callbacks[name] = { value: resultOf(type, name) };
    else args[name] = valueOf(type, name);
    // An argument may be the id of a service.
    if (typeof args[name] === "string") services[args[name]] ??= mocks[""];
  }
  return { args, callbacks, services, ttl: 100000 };
}
