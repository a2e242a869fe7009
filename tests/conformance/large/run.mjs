#!/usr/bin/env node
// Large programs (generate.mjs): compiling takes time in proportion to their size; our VM runs them in full, the real AquaVM as large as
// it can in some seconds, with the same outcome.
//
// usage: run.mjs --aqua BINARY [--only PROGRAM] [--own SIZE] [--real SIZE]
//   --own, --real: with this size on our VM, on the real AquaVM (docs/limits.md says how long that takes)
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { runScenario } from "../oracle/lib/net.mjs";
import { Ours, strictDifferences } from "../ours.mjs";
import { remembered } from "../remember.mjs";
import { programs } from "./generate.mjs";

const options = {};
for (let args = process.argv.slice(2); args.length; ) {
  const arg = args.shift();
  if (!["--aqua", "--only", "--own", "--real"].includes(arg)) throw new Error(`unknown option ${arg}`);
  options[arg.slice(2)] = args.shift();
}
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-large-"));
process.on("exit", () => fs.rmSync(temporary, { recursive: true, force: true }));
const ours = new Ours(path.resolve(options.aqua), temporary);

/** Sizes: compiled (and four times that), run on our VM, run on the real AquaVM. */
const sizes = {
  statements: { compiled: 10000, ours: 5000, real: 200 },
  loops: { compiled: 40, ours: 50, real: 50 },
  arms: { compiled: 2000, ours: 500, real: 40 },
  doublings: { compiled: 10, ours: 10, real: 7 },
  literal: { compiled: 20000, ours: 5000, real: 3000 },
};

const scenario = {
  args: { p: "{{node1}}", q: "{{node2}}", x: "x", ps: ["{{node1}}"], peers: ["{{node1}}", "{{node2}}", "{{node3}}"] },
  services: { srv: { get: { echo: 0 } } },
  ttl: 1e9, maxSteps: 1e6, maxWallMs: 6e5,
};
const scenarioFile = path.join(temporary, "scenario.json");
fs.writeFileSync(scenarioFile, JSON.stringify(scenario));

function write(name, size) {
  const file = path.join(temporary, `${name}-${size}.aqua`);
  const { text, answer } = programs[name](size);
  fs.writeFileSync(file, text);
  return { file, answer };
}

/** Seconds of the processor that `aqua ARGS` takes, the least of three runs. */
function cpuSeconds(...args) {
  const runs = [1, 2, 3].map(() => {
    const run = spawnSync("bash", ["-c", '"$@" >/dev/null 2>&1; times', "-", ours.binary, ...args], { encoding: "utf8" });
    return run.stdout.trim().split("\n").pop().split(" ").map((t) => { const [m, s] = t.split("m"); return m * 60 + parseFloat(s); }).reduce((a, b) => a + b);
  });
  return Math.min(...runs);
}

const failures = [];
const check = (condition, text) => { if (!condition) failures.push(text); };
const seconds = (n) => n.toFixed(2);

async function measure(name) {
  const { compiled, ours: full, real } = { ...sizes[name], ...(options.own && { ours: Number(options.own) }), ...(options.real && { real: Number(options.real) }) };
  // Four times the size takes four times as long, sixteen times if something is quadratic: neither is near the bound, also on a
  // busy machine. Two doublings more are four times the program.
  const [quarter, whole] = [compiled, name === "doublings" ? compiled + 2 : 4 * compiled].map((n) => cpuSeconds("compile", write(name, n).file, "--stdout"));
  check(whole <= 8 * Math.max(quarter, 0.05), `${name}: four times the size takes ${seconds(whole)} s, the size ${seconds(quarter)} s`);

  const large = write(name, full);
  const own = ours.run(large.file, "f", scenarioFile);
  check(JSON.stringify(own.responses) === JSON.stringify([large.answer]), `${name} of ${full} on our VM: ${own.status} ${JSON.stringify(own.responses).slice(0, 200)}`);

  const small = write(name, real);
  const air = ours.aqua("compile", small.file, "--stdout").stdout;
  const begun = performance.now();
  const theirs = await remembered([JSON.stringify({ ...scenario, air })], () => runScenario({ ...scenario, air }, {}));
  const taken = (performance.now() - begun) / 1000;
  check(JSON.stringify(theirs.responses) === JSON.stringify([small.answer]), `${name} of ${real} on AquaVM: ${theirs.status} ${JSON.stringify(theirs.vmErrors)}`);
  for (const difference of strictDifferences(theirs, ours.run(small.file, "f", scenarioFile))) failures.push(`${name} of ${real}, A = AquaVM, B = our VM: ${difference}`);
  console.log(`${name}: compiled in ${seconds(quarter)} s, four times the size in ${seconds(whole)} s; of ${full} on our VM in ${seconds(own.stats.vmMs / 1000)} s, of ${real} on AquaVM in ${seconds(taken)} s`);
}

for (const name of Object.keys(sizes)) if (!options.only || options.only === name) await measure(name);

// What would not fit anywhere is refused, at once.
if (!options.only || options.only === "doublings") {
  const exploding = write("doublings", 25).file;
  const refused = ours.aqua("compile", exploding, "--stdout");
  check(refused.status === 1 && refused.stderr.includes("E0601"), `25 doublings: exit ${refused.status}\n${refused.stderr}`);
  check(cpuSeconds("compile", exploding, "--stdout") < 2, "25 doublings are not refused at once");
}

for (const failure of failures) console.log(`FAIL ${failure}`);
process.exit(failures.length ? 1 : 0);
