#!/usr/bin/env node
// Holds our compiler and our VM against the published ones, program by program:
//   1. our AIR and the reference's AIR on the real AquaVM: same outcome (oracle/README.md, "Compare"),
//   2. our AIR on the real AquaVM and on ours: same outcome to the letter,
// with fixed delays and with random ones. Where we differ on purpose, differences.md says so.
//
// usage: run.mjs --aqua BINARY [--seeds N] [--own-seeds N] [--only NAME] [-v] (--worked | FILE.aqua...)
//   --seeds: random orders on the real AquaVM; --own-seeds: in how many of them our VM runs as well
//   --worked: the worked examples of spec/03 §17 (worked/README.md); --only takes their names
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "./oracle/lib/compile.mjs";
import { runScenario } from "./oracle/lib/net.mjs";
import { compareOutcomes } from "./oracle/lib/outcome.mjs";
import { differences, expectation } from "./differences.mjs";
import { Ours, strictDifferences } from "./ours.mjs";
import { remembered, textsBelow } from "./remember.mjs";
import { workedExamples } from "./worked/examples.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const options = { seeds: 5, ownSeeds: 5, files: [] };
for (let args = process.argv.slice(2); args.length; ) {
  const arg = args.shift();
  if (arg === "--aqua") options.aqua = path.resolve(args.shift());
  else if (arg === "--seeds") options.seeds = Number(args.shift());
  else if (arg === "--own-seeds") options.ownSeeds = Number(args.shift());
  else if (arg === "--only") options.only = args.shift();
  else if (arg === "--worked") options.worked = true;
  else if (arg === "-v") options.verbose = true;
  else options.files.push(arg);
}
if (!options.aqua || !(options.files.length || options.worked)) {
  console.error("usage: run.mjs --aqua BINARY [--seeds N] [--own-seeds N] [--only NAME] [-v] (--worked | FILE.aqua...)");
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

/** Runs a function of a program: `id` is its name in differences.md, `flags` are options of the compiler. */
async function checkFunction({ id, file, name, script, reference, scenarioFile, flags }) {
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
    if (options.verbose) console.log(at, JSON.stringify(real.responses), JSON.stringify(real.errors.map(([e]) => e.message)), `${real.calls.length} calls`);
    if (known) {
      const [expected, actual] = expectation(known, real);
      if (actual !== expected) failures.push(`${at}: differences.md expects ${expected}, got ${actual}`);
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

/** Both scripts of each exported function, by name; empty, with a failure noted, if a compiler rejects the program. */
async function compileBoth({ file, id, flags, settings, sources }) {
  const out = fs.mkdtempSync(path.join(temporary, "air-"));
  const compiled = program.aqua("compile", file, ...flags, "--pretty", "-o", out);
  if (compiled.status !== 0) {
    failures.push(`${file}: aqua compile: exit ${compiled.status}\n${compiled.stderr}`);
    return new Map();
  }
  const stem = path.basename(file, ".aqua");
  const reference = await remembered([stem, JSON.stringify(settings), ...sources()], () => compile(file, settings));
  const ours = fs.readdirSync(out).filter((name) => name.endsWith(".air")).map((name) => name.slice(stem.length + 1, -4));
  // What the reference cannot compile at all has its answers in differences.md.
  const unknown = ours.filter((name) => !differences.has(id(name)));
  if (reference.errors.length && unknown.length) {
    failures.push(`${file}: the reference rejects it, and differences.md lacks ${unknown.join(", ")}: ${reference.errors.join("\n")}`);
    return new Map();
  }
  for (const name of Object.keys(reference.functions))
    if (!ours.includes(name)) failures.push(`${file}: no script for the exported function ${name}`);
  return new Map(ours.map((name) =>
    [name, { script: fs.readFileSync(path.join(out, `${stem}.${name}.air`), "utf8"), reference: reference.functions[name]?.script }]));
}

/** Programs of `programs/`: functions are told apart by name. */
async function checkFile(file) {
  const id = (name) => `${path.basename(file, ".aqua")}.${name}`;
  const { flags, ofReference: settings } = optionsOf(file);
  const scripts = await compileBoth({ file, id, flags, settings, sources: () => textsBelow(path.dirname(file), ".aqua") });
  for (const [name, both] of scripts) {
    if (options.only && name !== options.only) continue;
    await checkFunction({ id: id(name), file, name, ...both, scenarioFile: scenarioOf(file), flags }).catch((e) => failures.push(`${id(name)}: ${e.stack}`));
  }
}

/** A worked example, in each of its scenarios. */
async function checkWorked({ name, file, flags, settings, scenarios }) {
  const id = (func, number) => `worked.${name}${func === "f" ? "" : `.${func}`}${number ? `.${number}` : ""}`;
  const scripts = await compileBoth({ file, id, flags, settings, sources: () => [fs.readFileSync(file, "utf8")] });
  for (const [number, { only, ...scenario }] of scenarios.entries()) {
    const scenarioFile = path.join(temporary, `${name}.${number}.json`);
    fs.writeFileSync(scenarioFile, JSON.stringify(scenario));
    for (const [func, both] of scripts) {
      if (only && func !== only) continue;
      await checkFunction({ id: id(func, number), file, name: func, ...both, scenarioFile, flags }).catch((e) => failures.push(`${id(func, number)}: ${e.stack}`));
    }
  }
}

for (const file of options.files) await checkFile(file);
if (options.worked)
  for (const example of workedExamples()) if (!options.only || example.name === options.only) await checkWorked(example);
for (const failure of failures) console.log(`FAIL ${failure}`);
const { ours, reference } = totals;
console.log(`${checked} runs; hops ${ours.hops} against ${reference.hops}, script bytes ${ours.airBytes} against ${reference.airBytes} of the reference`);
console.log(`${checked} passed, ${failures.length} failed`);
process.exit(failures.length || !checked ? 1 : 0);
