#!/usr/bin/env node
// Our VM against the real AquaVM (wasm in Node.js), in one run: the same invocation of a script of 100 instructions, from text and data
// to the outcome. Then what our runtime does with many elements and many peers.
//   usage: vm.mjs VM-BENCH [--runs N]
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { Avm } from "../conformance/oracle/lib/avm.mjs";
import { makePeer } from "../conformance/oracle/lib/peers.mjs";

const [bench, ...rest] = process.argv.slice(2);
const runs = rest[0] === "--runs" ? Number(rest[1]) : 50;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-bench-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));

/** Fourteen times: a value, a call whose arguments are compared, and a handler: 100 instructions. */
function script() {
  const block = (i) => `(seq (ap "k${i}" a${i}) (seq (xor (match a${i} "k${i}" (call %init_peer_id% ("s" "f") [a${i}] x${i})) (call %init_peer_id% ("s" "g") [:error:])) `;
  return Array.from({ length: 14 }, (_, i) => block(i)).join("") + "(new $s (null))" + ")".repeat(28);
}

const peer = makePeer("A"), answers = 6, none = new Uint8Array();
const params = { initPeerId: peer.peerId, currentPeerId: peer.peerId, secretKeyBytes: peer.secretKey, particleId: "p", timestamp: 1700000000000, ttl: 7000 };
const air = script(), file = path.join(folder, "script.air");
fs.writeFileSync(file, air);
const vm = await Avm.create();
let outcome = vm.invoke(params, air, none, none, []);
for (let i = 0; i < answers; i++) outcome = vm.invoke(params, air, outcome.data, none, [[outcome.callRequests[0][0], { retCode: 0, result: '"answer"' }]]);
if (outcome.retCode !== 0 || outcome.callRequests.length !== 1) throw new Error(`${outcome.retCode} ${outcome.errorMessage}`);

/** The processor time in microseconds of an invocation that replays the answers, as that of ours is. */
function real() {
  const start = process.cpuUsage();
  for (let i = 0; i < runs; i++) vm.invoke(params, air, outcome.data, none, []);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / runs;
}
function ours() {
  const run = spawnSync(bench, ["--benchmark_filter=invocation", "--benchmark_min_time=0.2", "--benchmark_format=json"],
    { encoding: "utf8", env: { ...process.env, AQUA_BENCH_AIR: file, AQUA_BENCH_ANSWERS: String(answers) } });
  const [result] = JSON.parse(run.stdout).benchmarks;
  if (result.error_occurred) throw new Error(result.error_message);
  return { time: result.cpu_time / 1000, label: result.label };
}

// In turn, so that a slow moment of the machine hits both.
const ratios = Array.from({ length: 3 }, () => {
  const theirs = real(), { time, label } = ours();
  return { theirs, time, label, ratio: theirs / time };
}).sort((a, b) => a.ratio - b.ratio);
const { theirs, time, label, ratio } = ratios[1];
console.log(`one invocation of ${label}, ${answers} calls answered: aqua ${time.toFixed(1)} µs, AquaVM in Node.js ${theirs.toFixed(0)} µs: ${ratio.toFixed(0)} times faster`);

/** What a benchmark says, run in a process of its own: so its peak of memory is its own. */
function measure(filter) {
  const run = spawnSync(bench, [`--benchmark_filter=^${filter}$`, "--benchmark_min_time=0.2", "--benchmark_format=json"], { encoding: "utf8" });
  const [result] = JSON.parse(run.stdout).benchmarks;
  if (result.error_occurred) throw new Error(`${filter}: ${result.error_message}`);
  return { ...result, milliseconds: result.cpu_time };
}
const figure = (n, digits = 2) => n.toFixed(digits);

console.log("\nelements, pushed (or replayed), folded over and canonicalised: time must grow as their number does");
for (const name of ["stream", "streamReplayed", "array"]) {
  const sizes = [1250, 2500, 5000, 10000];
  const results = sizes.map((n) => measure(`${name}/${n}`));
  const growth = results.slice(1).map((r, i) => figure(r.milliseconds / results[i].milliseconds));
  console.log(`${name}: ${sizes.map((n, i) => `${n}: ${figure(results[i].milliseconds)} ms`).join(", ")}; each doubling costs ${growth.join(", ")} times as much; peak ${figure(results[3].peak_rss_mb, 0)} MB`);
}

for (const [name, what] of [
  ["peers", "`for … par` over peers, each of which sends its answer back"],
  ["peersJoined", "the same with a `join` of all answers"],
]) {
  console.log(`\n${what}`);
  for (const n of [10, 100, 1000]) {
    const r = measure(`${name}/${n}/iterations:1`);
    console.log(`${n} peers: ${figure(r.milliseconds, 1)} ms, ${r.invocations} invocations, ${figure(1e6 * r.milliseconds / r.visited, 0)} ns for each of ${r.visited} states; the peers keep ${r.states} states, ${figure(r.heap_per_state, 0)} bytes of heap each; peak ${figure(r.peak_rss_mb, 0)} MB`);
  }
}
