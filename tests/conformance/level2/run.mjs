// Executes scripts on a network of our VMs and gives the data of every step, as AquaVM's bytes, to the real VM: it must
// accept them (content ids, stores and signatures are verified) and do the same.
//
//   node run.mjs --aqua BINARY [--random N] [--only TEXT]
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { parseArgs, isDeepStrictEqual } from "node:util";
import { makePeer } from "../oracle/lib/peers.mjs";
import { ExactAvm } from "../vm/avm.mjs";
import { encodeData } from "./encode.mjs";

const { values: options } = parseArgs({ options: { aqua: { type: "string" }, random: { type: "string", default: "0" }, only: { type: "string", default: "" } } });
const records = (name) => fs.readFileSync(new URL(`../vm/${name}`, import.meta.url), "utf8").split(/^== /m).slice(1);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "level2-"));
const particle = "level2-particle";
const peers = Object.fromEntries(["A", "B", "C"].map((name) => [name, makePeer(name)]));
const nameOf = Object.fromEntries(Object.values(peers).map((peer) => [peer.peerId, peer.name]));
const maxSteps = 14;

const answers = { err: [3, '"svc boom"'], arr: [0, '["x","y","z"]'], nest: [0, "[[1,2],[3]]"], obj: [0, '{"a":[1,2,3],"n":null,"s":"q","k":"a","i":1,"f":1.5}'],
  one: [0, "1.0"], t: [0, "true"], peers: [0, JSON.stringify([peers.B.peerId, peers.C.peerId])], zero: [0, "0"], neg: [0, "-1"],
  big: [0, "18446744073709551615"], nil: [0, "null"], empty: [0, "[]"], key: [0, '"k"'] };

/** One invocation of ours: `results` by id as [code, text]. */
function invokeOurs(script, peer, previous, current, results) {
  const file = (name, content) => { fs.writeFileSync(path.join(folder, name), content); return path.join(folder, name); };
  const given = Object.fromEntries(Object.entries(results).map(([id, [code, text]]) => [id, { ret_code: code, text }]));
  const run = spawnSync(options.aqua, ["air", "run", file("script.air", script), "--init-peer", peers.A.peerId, "--peer", peer.peerId, "--particle", particle,
    "--timestamp", "1700000000000", "--prev-data", file("previous.json", JSON.stringify(previous)), "--data", file("current.json", JSON.stringify(current)),
    "--call-results", file("results.json", JSON.stringify(given))], { encoding: "utf8", maxBuffer: 1 << 28 });
  return run.stdout ? JSON.parse(run.stdout) : null; // null: the script is refused
}

/** What both VMs must agree in, from ours. `arguments` are not compared as text, for JavaScript's numbers are not ours. */
function ourView(outcome) {
  const { value_store, ...stores } = outcome.data?.cid_info ?? {};
  for (const result of Object.values(stores.service_result_store ?? {})) delete result.arguments;
  return { code: outcome.ret_code, message: outcome.error_message, next: [...outcome.next_peers].sort(),
    calls: Object.entries(outcome.call_requests).map(([id, call]) => `${id} ${call.service_id}.${call.function_name}`).sort(),
    lcid: outcome.data?.lcid, trace: outcome.data?.trace, stores };
}

/** The same from the real VM. Its stores hold what no state refers to, too: only what ours has is taken. */
function realView(outcome, ours) {
  const data = outcome.data.length > 0 ? vm.readData(outcome.data).data : undefined;
  const pick = (store, wanted) => Object.fromEntries(Object.keys(wanted ?? {}).map((key) => [key, store?.[key]]));
  const stores = data && Object.fromEntries(Object.entries(ours.stores).map(([name, wanted]) => [name, pick(data.cid_info[name], wanted)]));
  return { code: outcome.code, message: outcome.message, next: [...outcome.nextPeers].sort(),
    calls: outcome.requests.map((call) => `${call.id} ${call.service}.${call.function}`).sort(),
    lcid: data?.lcid, trace: data?.trace, stores: stores ?? {} };
}

let invocations = 0;
const differences = [];

let vm = await ExactAvm.create();
/** Null if the VM traps. */
async function invokeReal(...args) {
  try { return vm.invoke(...args); }
  catch { vm = await ExactAvm.create(); return null; }
}

async function runScript(title, script) {
  const kept = {};
  const executed = new Set();
  const queue = [{ peer: peers.A, current: null, results: {} }];
  for (let step = 0; step < maxSteps && queue.length > 0; step++) {
    const { peer, current, results } = queue.shift();
    const previous = kept[peer.name] ?? null;
    const outcome = invokeOurs(script, peer, previous, current, results);
    if (!outcome) return;
    invocations++;
    const signers = [...executed].map((name) => peers[name]);
    const bytes = (data) => encodeData(data, particle, signers);
    const real = await invokeReal({ initPeerId: peers.A.peerId, currentPeerId: peer.peerId, timestamp: 1700000000000, ttl: 7000, particleId: particle, secretKeyBytes: peer.secretKey },
      script, bytes(previous), bytes(current), Object.entries(results).map(([id, [retCode, result]]) => [Number(id), { retCode, result }]));
    const ours = ourView(outcome);
    if (!real && ours.code >= 20000) return; // where the real VM traps, ours refuses (spec/04 §16)
    if (!real) { differences.push(`${title}, step ${step + 1} on ${peer.name}: the real VM traps`); return; }
    const theirs = realView(real, ours);
    if (ours.code >= 20000) { ours.trace = theirs.trace = ours.stores = theirs.stores = ours.lcid = theirs.lcid = null; } // the previous data
    if (!isDeepStrictEqual(ours, theirs)) {
      differences.push(`${title}, step ${step + 1} on ${peer.name}\n  ours ${JSON.stringify(ours)}\n  real ${JSON.stringify(theirs)}`);
      return;
    }
    executed.add(peer.name);
    if (ours.code >= 20000) return;
    kept[peer.name] = outcome.data;
    for (const [id, call] of Object.entries(outcome.call_requests)) {
      if (call.function_name === "never") continue;
      queue.push({ peer, current: null, results: { [id]: answers[call.function_name] ?? [0, JSON.stringify(`${call.function_name}@${peer.name}`)] } });
    }
    for (const id of outcome.next_peers)
      if (nameOf[id]) queue.push({ peer: peers[nameOf[id]], current: outcome.data, results: {} });
  }
}

const scripts = [...records("catalogue.txt"), ...records("facts.txt"), ...records("random.txt").slice(0, Number(options.random))]
  .map((record) => record.split("\n")).filter(([title]) => title.includes(options.only));
for (const [title, script] of scripts)
  await runScript(title, script.replace(/"(A|B|C)"/g, (_, name) => `"${peers[name].peerId}"`));
fs.rmSync(folder, { recursive: true });
for (const difference of differences) console.error(difference.slice(0, 3000));
console.error(`${scripts.length} scripts, ${invocations} invocations, ${differences.length} differences`);
process.exit(differences.length === 0 && invocations > scripts.length ? 0 : 1);
