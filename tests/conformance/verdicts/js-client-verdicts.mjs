// What the builtins of the published JavaScript client answer to good and to hostile arguments: writes the
// table that tests/unit/host/JsClientTest.cpp reads. The answers come from the client's own peer, with nothing
// replaced but its connection. Left out is what we do better or not at all: `json.stringify` of values that are no
// objects, integers past 2^53 (spec/06 §13), numbers in strings as bytes, keys `__proto__`, halves of surrogate pairs.
// Usage: npm install @fluencelabs/js-client@0.9.0 somewhere, then with Node.js 20 (the texts of JSON.parse are V8's)
//   node js-client-verdicts.mjs somewhere/node_modules/@fluencelabs/js-client > ../../unit/host/js-client-verdicts.jsonl
import path from "node:path";

const client = path.resolve(process.argv[2], "dist");
const { FluencePeer } = await import(path.join(client, "jsPeer/FluencePeer.js"));
const { JsServiceHost } = await import(path.join(client, "jsServiceHost/JsServiceHost.js"));
const { fromBase64Sk } = await import(path.join(client, "keypair/index.js"));

// mulberry32
let state = 5;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (xs) => xs[Math.floor(random() * xs.length)];
const some = (xs, n) => Array.from({ length: Math.floor(random() * (n + 1)) }, () => pick(xs));
const nested = (depth) => JSON.parse("[".repeat(depth) + "]".repeat(depth));

const numbers = [0, 1, -1, 2, 7, -7, 0.5, -0.5, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, -1e308, 4503599627370496, 255, 256, -256, 65536.5];
const strings = ["", "a", "b", "ж", "😀", "\0", '\n\t"\\', "10", "-1", "01", "4294967294", "4294967295", "constructor", "\x7f", "0OIl", "Ldp", "1111"];
const values = [...numbers, ...strings, true, false, null, [], [1], ["a", [2]], {}, { a: 1 }, { 10: 1, 9: 2, b: [] }, { "": 0 }, nested(60)];
const arrays = [[], [1, 2, 3], ["a", "b", "a"], [null, null], [1, "1", 1, true], [[1], [1]], [{}, {}], [256, -1, 1.5, -1.5, 1e10, 300.7], [1e308, 1e308], [1, null], [0.1, 0.2, 0.3], [195, 40], [240, 159, 152, 128]];
const tokens = ["{", "}", "[", "]", ",", ":", '"a"', '"', "\\", "\\u00", "1", "-", "0", "01", "1.", "e", "1e5", "true", "fals", "null", "NaN", "undefined", " ", "\n", "é", "\0", "x", '"b":', "[1,2]", '{"a":1}', "\uFEFF", "12345678901234567890"];

const rows = new Map();
function ask(service, fn, args, more = {}) {
  const row = { service, function: fn, arguments: args, ...more };
  rows.set(JSON.stringify(row), row);
}
const repeat = (n, f) => Array.from({ length: n }, f);
/// No argument, and anything.
function hostile(service, fns, n) {
  for (const fn of fns) {
    ask(service, fn, []);
    repeat(n, () => { ask(service, fn, [pick(values)]); ask(service, fn, [pick(values), pick(values)]); ask(service, fn, some(values, 4)); });
  }
}
hostile("op", ["noop", "array", "array_length", "identity", "concat", "concat_strings", "string_to_b58", "string_from_b58", "bytes_to_b58", "bytes_from_b58", "sha256_string"], 4);
hostile("math", ["add", "sub", "mul", "fmul", "div", "rem", "log"], 2);
hostile("cmp", ["gt", "gte", "lt", "lte", "cmp"], 2);
hostile("array", ["sum", "dedup", "intersect", "diff", "sdiff"], 3);
hostile("json", ["obj", "put", "puts", "parse"], 6);
hostile("debug", ["stringify"], 8);
hostile("peer", ["identify", "timeout", "is_connected", "connect", "get_contact"], 2);
for (const fn of ["add", "sub", "mul", "fmul", "div", "rem", "log"]) repeat(12, () => ask("math", fn, [pick(numbers), pick(numbers)]));
for (const fn of ["gt", "gte", "lt", "lte", "cmp"]) repeat(6, () => ask("cmp", fn, [pick(numbers), pick(numbers)]));
for (const fn of ["sum", "dedup", "intersect", "diff", "sdiff"]) repeat(10, () => { ask("array", fn, [pick(arrays)]); ask("array", fn, [pick(arrays), pick(arrays)]); ask("array", fn, [pick(arrays), pick(values)]); });
for (const bytes of arrays) for (const fn of ["bytes_to_b58", "array_length", "concat"]) ask("op", fn, [bytes]);
for (const text of strings) for (const fn of ["string_to_b58", "string_from_b58", "bytes_from_b58", "sha256_string"]) ask("op", fn, [text]);
repeat(12, () => { ask("json", "obj", some(strings, 3).flatMap((key) => [key, pick(values)])); ask("json", "puts", [{ a: 1 }, ...[pick(strings), ...some(strings, 2)].flatMap((key) => [key, pick(values)])]); ask("json", "put", [pick([{}, { a: 1 }, [], 1]), pick(strings), pick(values)]); });
for (const object of [{}, { a: 1, b: [1, null] }, { 10: 1, 9: 2, "01": { c: {} }, b: [] }]) ask("json", "stringify", [object]);
repeat(150, () => ask("json", "parse", [repeat(1 + Math.floor(random() * pick([4, 6, 20])), () => pick(tokens)).join("")]));
for (const depth of [100, 126]) ask("json", "parse", [JSON.stringify(nested(depth))]);
const unlisted = [["kad", "neighborhood"], ["kad", "merge"], ["kad", "neigh_with_addrs"], ["srv", "list"], ["srv", "info"], ["srv", "resolve_alias_opt"], ["dist", "list_modules"], ["dist", "get_blueprint"], ["script", "add"], ["script", "add_from_vault"], ["vault", "put"], ["stat", "service_stat"], ["node_utils", "read_file"], ["", ""], ["жsrv", 'f"n'], ["op", ""], ["constructor", "toString"]];
for (const [service, fn] of unlisted) hostile(service, [fn], 1);
const guarded = ["registry.get_key_bytes", "registry.get_record_bytes", "registry.get_record_metadata_bytes", "registry.get_tombstone_bytes", "trust-graph.get_trust_bytes", "trust-graph.get_revocation_bytes", "registry.get_records", "op.identity"];
for (const origin of guarded) for (const own of [true, false]) ask("sig", "sign", [[1, 2, 3]], { own, origin });
const trusted = { own: true, origin: guarded[0] };
const noBytes = [[], [1, true, null, {}, 1.9, -1.5, 256], [{}], true, 7, {}, null];
for (const wrong of noBytes) { ask("sig", "sign", [wrong], trusted); ask("sig", "sign", [wrong]); ask("sig", "verify", [wrong, [1]]); ask("sig", "verify", [[1], wrong]); ask("sig", "verify", [repeat(64, () => 7), wrong]); }
ask("sig", "sign", [], trusted); ask("sig", "sign", [[1], 2], trusted); ask("sig", "verify", []); ask("sig", "verify", [[1]]);
for (const length of [0, 63, 64, 65]) ask("sig", "verify", [repeat(length, () => 1), [1]]);
hostile("sig", ["get_peer_id"], 1);
for (const own of [true, false]) { for (const id of ["x", "", 1, true, null]) ask("single_module_srv", "remove", [id], { own }); ask("single_module_srv", "remove", [], { own }); }
ask("single_module_srv", "create", ["AA=="]); ask("single_module_srv", "create", []); hostile("single_module_srv", ["list"], 1);
hostile("tracingSrv", ["tracingEvent"], 4);

const keys = await fromBase64Sk(Buffer.alloc(32, 1).toString("base64"));
const peer = new FluencePeer({ defaultTtlMs: 7000, debug: {} }, keys, { hasService: async () => false }, new JsServiceHost(), { supportsRelay: () => false });
const log = console.log;
const halfPair = /\\ud[89a-f]/;
console.log = () => {};
globalThis.setTimeout = ((original) => (f) => original(f, 0))(setTimeout);
for (const row of rows.values()) {
  const particle = { id: "p1", initPeerId: row.own ? keys.getPeerId() : "init", timestamp: 1, ttl: 7000, signature: new Uint8Array(64), data: new Uint8Array(), script: "" };
  const [service_id, function_name] = (row.origin ?? ".").split(".");
  const tetraplets = row.origin ? [[{ peer_pk: "p", service_id, function_name, lens: "" }]] : [];
  const request = { serviceId: row.service, functionName: row.function, arguments: row.arguments, tetraplets };
  const { retCode, result } = await new Promise((resolve) => {
    const subscription = peer._incomingParticles.subscribe((item) => { subscription.unsubscribe(); resolve(item.callResults[0][1]); });
    peer.execCallRequests({ particle, result: { callRequests: [["1", request]] } });
  });
  if (!halfPair.test(result)) log(JSON.stringify({ ...row, code: retCode, result: JSON.parse(result) }));
}
