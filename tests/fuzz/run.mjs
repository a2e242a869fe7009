#!/usr/bin/env node
// Runs generated programs: our script and the reference's on the real AquaVM, and ours on our VM,
// under fixed delays and random ones. The two scripts must lead to the same calls, answers and
// errors, ours under each order to the same as under the first, and the two VMs to the same events
// to the letter. What the reference rejects is run without it.
//
// usage: run.mjs --aqua BINARY [--orders N] [--limit N] [--only pN] [--remember] [-v] FOLDER
//   --remember: what the published packages said is kept, as in the tests of ../conformance
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { compile } from "../conformance/oracle/lib/compile.mjs";
import { runScenario } from "../conformance/oracle/lib/net.mjs";
import { compareOutcomes } from "../conformance/oracle/lib/outcome.mjs";
import { Ours, strictDifferences } from "../conformance/ours.mjs";
import { remembered, textsBelow } from "../conformance/remember.mjs";
import { documentedIn } from "./documented.mjs";

const options = { limit: Infinity, orders: 2 };
for (let args = process.argv.slice(2); args.length; ) {
  const arg = args.shift();
  if (arg === "--aqua") options.aqua = path.resolve(args.shift());
  else if (arg === "--limit") options.limit = Number(args.shift());
  else if (arg === "--orders") options.orders = Number(args.shift());
  else if (arg === "--only") options.only = args.shift();
  else if (arg === "--remember") options.remember = true;
  else if (arg === "-v") options.verbose = true;
  else options.folder = arg;
}
if (!options.aqua || !options.folder) {
  console.error("usage: run.mjs --aqua BINARY [--orders N] [--limit N] [--only pN] [--remember] [-v] FOLDER");
  process.exit(2);
}
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-fuzz-"));
process.on("exit", () => fs.rmSync(temporary, { recursive: true, force: true }));
const ours = new Ours(options.aqua, temporary);

/** The error that the reference's `if` has wrapped into others (spec/03 §6.2). */
function unwrapped(error) {
  const inner = /^fail with '(.*)' is used without corresponding xor$/s.exec(error.message ?? "");
  if (error.error_code !== 10006 || !inner) return error;
  try {
    return unwrapped(JSON.parse(inner[1]));
  } catch {
    return error;
  }
}

const answers = (o) => o.responses.length + o.errors.length > 0;
const totals = { runs: 0, equal: 0, bothSilent: 0, referenceSilent: 0, referenceStrays: 0, referenceDefects: 0, hops: [0, 0] };
const failures = [], silent = [], defects = [];

function fail(text) {
  failures.push(text);
  console.log(`FAIL ${text}`);
}

const asked = (texts, work) => (options.remember ? remembered(texts, work) : work());

/** What a script does on the real AquaVM. */
async function onAquaVM(scenario, air, seed) {
  const work = { ...scenario, air, seed };
  return asked([JSON.stringify(work)], () => runScenario(work));
}

/** The reference's script where every peer reaches every other: what it was meant to do. */
async function withoutStrays(scenario, air, seed) {
  const peers = { ...scenario.peers };
  for (const client of ["client", "client2"]) peers[client] = { ...peers[client], kind: "node" };
  return unwrapErrors(await onAquaVM({ ...scenario, peers }, air, seed));
}

function unwrapErrors(outcome) {
  outcome.errors = outcome.errors.map(([error, ...rest]) => [unwrapped(error), ...rest]);
  return outcome;
}

const isUndelivered = (difference) => difference.startsWith("undelivered");

/** What differs between the scripts under one order; notes where the reference gives no answer. */
async function judge(program, seed, real) {
  const { scenario, reference, unordered } = program;
  const theirs = unwrapErrors(await onAquaVM(scenario, reference, seed));
  const { equal, differences } = compareOutcomes(theirs, real, { unordered });
  if (!answers(theirs) && !answers(real)) totals.bothSilent++;
  if (equal) {
    totals.equal++;
    totals.hops[0] += theirs.stats.hops;
    totals.hops[1] += real.stats.hops;
    return [];
  }
  if (!answers(theirs) && answers(real) && !real.vmErrors.length && unordered) { // it lost data of parallel code (spec/03 §15)
    totals.referenceSilent++;
    silent.push(program.id);
    // What it did until then must be what ours does, too.
    return differences.filter((d) => /^calls on \S+ only in A/.test(d));
  }
  // The same where no answer is missing: ours makes calls that the reference's script loses, or tries to.
  if (unordered && !real.vmErrors.length && differences.every((d) => /^(calls on \S+|undelivered): only in B/.test(d))) {
    totals.referenceSilent++;
    silent.push(program.id);
    return [];
  }
  if (theirs.undelivered.some((u) => u.reason !== "down")) { // it addresses a peer that cannot be reached from there
    const meant = compareOutcomes(await withoutStrays(scenario, reference, seed), real, { unordered });
    if (meant.differences.every(isUndelivered)) {
      totals.referenceStrays++;
      return [];
    }
    differences.push("and if all peers reach each other:", ...meant.differences);
  }
  if (program.defects.length && !real.vmErrors.length) {
    totals.referenceDefects++;
    defects.push(`${program.id}: ${program.defects.join(", ")}`);
    return [];
  }
  return differences;
}

/** What our script does wrong by itself: silence without a reason, another outcome than under the first order. */
function alone(program, real, first) {
  // A peer that is down may take the answer with it.
  const isDown = Object.values(program.scenario.peers ?? {}).some((peer) => peer.down);
  if (!isDown && !answers(real) && program.air.includes('("callbackSrv" "response")')) return ["no answer"];
  return compareOutcomes(first, real, { unordered: program.unordered }).differences;
}

/** The program with both scripts; without that of the reference if it rejects the program. */
async function load(folder) {
  const about = JSON.parse(fs.readFileSync(path.join(folder, "about.json"), "utf8"));
  const file = path.join(folder, "main.aqua"), scenarioFile = path.join(folder, "scenario.json");
  const reference = await asked(textsBelow(folder, ".aqua"), () => compile(file));
  const compiled = ours.aqua("compile", file, "--pretty", "-o", temporary);
  if (compiled.status !== 0) throw new Error(`aqua compile: exit ${compiled.status ?? compiled.signal}\n  ${compiled.stderr.slice(0, 1000)}`);
  const texts = textsBelow(folder, ".aqua").filter((text) => !text.endsWith(".aqua"));
  return {
    ...about, id: folder, defects: documentedIn(texts), file, scenarioFile,
    scenario: JSON.parse(fs.readFileSync(scenarioFile, "utf8")),
    air: fs.readFileSync(path.join(temporary, `main.${about.function}.air`), "utf8"),
    reference: reference.functions[about.function]?.script,
  };
}

async function check(folder) {
  const program = await load(folder);
  let first;
  for (let order = 0; order < options.orders; order++) {
    const seed = order === 0 ? undefined : program.seed * 10 + order;
    const id = `${folder} (${seed === undefined ? "fixed delays" : `seed ${seed}`})`;
    const real = await onAquaVM(program.scenario, program.air, seed);
    first ??= real;
    totals.runs++;
    const report = (title, found) => {
      if (found.length) fail(`${id}: ${title}\n  ${found.slice(0, 8).join("\n  ").slice(0, 3000)}`);
    };
    if (program.reference) report("A = reference, B = ours, both on AquaVM", await judge({ ...program, id }, seed, real));
    report("ours on AquaVM, A = with fixed delays, B = now", alone(program, real, first));
    report("A = AquaVM, B = our VM, same script", strictDifferences(real, ours.run(program.file, program.function, program.scenarioFile, seed)));
    if (options.verbose) console.log(id, JSON.stringify(real.responses), JSON.stringify(real.errors), real.vmErrors);
  }
  return program.reference ? "compared" : "alone";
}

const counts = { compared: 0, alone: 0, failed: 0 };
const programs = fs.readdirSync(options.folder).filter((name) => /^p\d+$/.test(name) && (!options.only || name === options.only))
  .sort((a, b) => a.slice(1) - b.slice(1)).slice(0, options.limit).map((name) => path.join(options.folder, name));
for (const program of programs)
  counts[await check(program).catch((e) => {
    fail(`${program}: ${e.stack}`);
    return "failed";
  })]++;
for (const id of silent) console.log(`the reference gives no answer or fewer calls: ${id}`);
for (const text of defects) console.log(`a documented defect of the reference: ${text}`);
console.log(`${counts.compared} programs compared, ${counts.alone} that the reference rejects run alone, ${counts.failed} not compiled or run; ${totals.runs} orders: ${totals.equal} equal, `
  + `${totals.referenceSilent} in which the reference loses an answer or calls, ${totals.referenceStrays} in which it sends past a relay, ${totals.referenceDefects} with another documented defect, ${totals.bothSilent} without any; hops ${totals.hops[1]} against ${totals.hops[0]}`);
const run = counts.compared + counts.alone;
console.log(`${run} passed, ${failures.length} failed`);
process.exit(failures.length || !run ? 1 : 0);
