#!/usr/bin/env node
// Holds our compiler and our VM against the published ones, program by program:
//   1. our AIR and the reference's AIR on the real AquaVM: same outcome (oracle/README.md, "Compare"),
//   2. our AIR on the real AquaVM and on ours: same outcome to the letter,
// with fixed delays and with random ones. Where we differ on purpose, differences.md says so.
//
// usage: run.mjs --aqua BINARY [--seeds N] [--own-seeds N] [--only NAME] [-v] FILE.aqua...
//   --seeds: random orders on the real AquaVM; --own-seeds: in how many of them our VM runs as well
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "./oracle/lib/compile.mjs";
import { runScenario } from "./oracle/lib/net.mjs";
import { compareOutcomes } from "./oracle/lib/outcome.mjs";
import { differences } from "./differences.mjs";
import { Ours, strictDifferences } from "./ours.mjs";
import { remembered, textsBelow } from "./remember.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const options = { seeds: 5, ownSeeds: 5, files: [] };
for (let args = process.argv.slice(2); args.length; ) {
  const arg = args.shift();
  if (arg === "--aqua") options.aqua = path.resolve(args.shift());
  else if (arg === "--seeds") options.seeds = Number(args.shift());
  else if (arg === "--own-seeds") options.ownSeeds = Number(args.shift());
  else if (arg === "--only") options.only = args.shift();
  else if (arg === "-v") options.verbose = true;
  else options.files.push(arg);
}
if (!options.aqua || !options.files.length) {
  console.error("usage: run.mjs --aqua BINARY [--seeds N] [--own-seeds N] [--only NAME] [-v] FILE.aqua...");
  process.exit(2);
}

const seeds = [undefined, ...Array.from({ length: options.seeds }, (_, i) => i + 1)];
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-conformance-"));
process.on("exit", () => fs.rmSync(temporary, { recursive: true, force: true }));

const program = new Ours(options.aqua, temporary);

/** The common scenario, with what the one beside the program says otherwise. */
function scenarioOf(file) {
  const common = path.join(here, "programs/scenario.json");
  const own = file.replace(/\.aqua$/, ".json");
  if (!fs.existsSync(own)) return common;
  const [all, changes] = [common, own].map((name) => JSON.parse(fs.readFileSync(name, "utf8")));
  const merged = path.join(temporary, path.basename(own));
  fs.writeFileSync(merged, JSON.stringify({ ...all, ...changes, services: { ...all.services, ...changes.services } }));
  return merged;
}

/** Flags of both compilers: the first line of a program may be `-- OPTIONS: --no-xor …`. */
function optionsOf(file) {
  const first = fs.readFileSync(file, "utf8").split("\n", 1)[0];
  const flags = first.match(/^-- OPTIONS: (.*)/)?.[1].split(" ") ?? [];
  const known = {
    "--no-relay": { noRelay: true }, "--no-xor": { noXor: true }, "--empty-response": { emptyResponse: true },
    "--tracing": { tracing: true }, "--preset=scheduled": { noRelay: true, noXor: true },
  };
  for (const flag of flags) if (!known[flag]) throw new Error(`${file}: unknown option ${flag}`);
  return { flags, ofReference: Object.assign({}, ...flags.map((flag) => known[flag])) };
}

let checked = 0;
const totals = { ours: { hops: 0, airBytes: 0 }, reference: { hops: 0, airBytes: 0 } };
const failures = [];

async function checkFunction(file, name, script, reference, scenarioFile, flags) {
  const id = `${path.basename(file, ".aqua")}.${name}`;
  const known = differences.get(id);
  const scenario = JSON.parse(fs.readFileSync(scenarioFile, "utf8"));
  const dir = path.dirname(scenarioFile);
  for (const seed of seeds) {
    const at = `${id} (${seed === undefined ? "fixed delays" : `seed ${seed}`})`;
    const onAquaVM = (air) => {
      const work = { ...scenario, air, seed };
      return remembered([JSON.stringify(work)], () => runScenario(work, { dir }));
    };
    const real = await onAquaVM(script);
    if (known) {
      const answers = JSON.stringify(real.responses);
      if (known.answers !== "any" && answers !== known.answers)
        failures.push(`${at}: differences.md expects the answers ${known.answers}, got ${answers}`);
    } else {
      const theirs = await onAquaVM(reference);
      const result = compareOutcomes(theirs, real, { unordered: seed !== undefined });
      if (!result.equal) failures.push(`${at}: A = reference, B = ours, both on AquaVM\n  ${result.differences.join("\n  ")}`);
      for (const key of ["hops", "airBytes"]) {
        totals.reference[key] += theirs.stats[key];
        totals.ours[key] += real.stats[key];
      }
    }
    checked++;
    if (seed > options.ownSeeds) continue;
    const strict = strictDifferences(real, program.run(file, name, scenarioFile, seed, flags));
    if (strict.length) failures.push(`${at}: A = AquaVM, B = our VM, same script\n  ${strict.join("\n  ")}`);
  }
}

for (const file of options.files) {
  const out = fs.mkdtempSync(path.join(temporary, "air-"));
  const { flags, ofReference } = optionsOf(file);
  const compiled = program.aqua("compile", file, "-o", out, ...flags);
  if (compiled.status !== 0) {
    failures.push(`${file}: aqua compile: exit ${compiled.status}\n${compiled.stderr}`);
    continue;
  }
  const stem = path.basename(file, ".aqua");
  const reference = await remembered([stem, ...textsBelow(path.dirname(file), ".aqua")], () => compile(file, ofReference));
  const ours = fs.readdirSync(out).filter((name) => name.endsWith(".air")).map((name) => name.slice(stem.length + 1, -4));
  // What the reference cannot compile at all has its answers in differences.md.
  const unknown = ours.filter((name) => !differences.has(`${stem}.${name}`));
  if (reference.errors.length && unknown.length) {
    failures.push(`${file}: the reference rejects it, and differences.md lacks ${unknown.join(", ")}: ${reference.errors.join("\n")}`);
    continue;
  }
  for (const name of Object.keys(reference.functions))
    if (!ours.includes(name)) failures.push(`${file}: no script for the exported function ${name}`);
  for (const name of ours) {
    if (options.only && name !== options.only) continue;
    const script = fs.readFileSync(path.join(out, `${stem}.${name}.air`), "utf8");
    await checkFunction(file, name, script, reference.functions[name]?.script, scenarioOf(file), flags).catch((e) => failures.push(`${stem}.${name}: ${e.stack}`));
  }
}
for (const failure of failures) console.log(`FAIL ${failure}`);
const { ours, reference } = totals;
console.log(`${checked} runs; hops ${ours.hops} against ${reference.hops}, script bytes ${ours.airBytes} against ${reference.airBytes} of the reference`);
console.log(`${checked} passed, ${failures.length} failed`);
process.exit(failures.length || !checked ? 1 : 0);
