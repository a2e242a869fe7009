#!/usr/bin/env node
// Runs generated programs: our script and the reference's on the real AquaVM, and ours on our VM,
// under fixed delays and random ones. The two scripts must lead to the same calls, answers and
// errors, the two VMs to the same events to the letter.
//
// usage: run.mjs --aqua BINARY [--orders N] [--limit N] [--only pN] [-v] FOLDER
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { compile } from "../conformance/oracle/lib/compile.mjs";
import { runScenario } from "../conformance/oracle/lib/net.mjs";
import { compareOutcomes } from "../conformance/oracle/lib/outcome.mjs";
import { Ours, strictDifferences } from "../conformance/ours.mjs";

const options = { limit: Infinity, orders: 2 };
for (let args = process.argv.slice(2); args.length; ) {
  const arg = args.shift();
  if (arg === "--aqua") options.aqua = path.resolve(args.shift());
  else if (arg === "--limit") options.limit = Number(args.shift());
  else if (arg === "--orders") options.orders = Number(args.shift());
  else if (arg === "--only") options.only = args.shift();
  else if (arg === "-v") options.verbose = true;
  else options.folder = arg;
}
if (!options.aqua || !options.folder) {
  console.error("usage: run.mjs --aqua BINARY [--orders N] [--limit N] [--only pN] [-v] FOLDER");
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
const totals = { runs: 0, equal: 0, bothSilent: 0, referenceSilent: 0, referenceStrays: 0, hops: [0, 0] };
const failures = [], silent = [];

/** What differs between the scripts under one order; notes where the reference gives no answer. */
function judge(id, theirs, real, unordered) {
  theirs.errors = theirs.errors.map(([error, ...rest]) => [unwrapped(error), ...rest]);
  const result = compareOutcomes(theirs, real, { unordered });
  if (!answers(theirs) && !answers(real)) totals.bothSilent++;
  if (result.equal) {
    totals.equal++;
    totals.hops[0] += theirs.stats.hops;
    totals.hops[1] += real.stats.hops;
    return [];
  }
  if (!answers(theirs) && answers(real) && !real.vmErrors.length) { // it lost data in a race (spec/03 §15)
    totals.referenceSilent++;
    silent.push(id);
    return [];
  }
  const stray = theirs.undelivered.filter((u) => u.reason !== "down");
  if (stray.length && result.differences.every((d) => /^calls on \S+ only in B/.test(d))) {
    totals.referenceStrays++; // it addresses a peer that cannot be reached from there
    return [];
  }
  return result.differences;
}

async function check(program) {
  const about = JSON.parse(fs.readFileSync(path.join(program, "about.json"), "utf8"));
  const file = path.join(program, "main.aqua"), scenarioFile = path.join(program, "scenario.json");
  const scenario = JSON.parse(fs.readFileSync(scenarioFile, "utf8"));
  const reference = await compile(file);
  if (reference.errors.length) return "rejected";
  const compiled = ours.aqua("compile", file, "-o", temporary);
  if (compiled.status !== 0) {
    failures.push(`${program}: aqua compile: exit ${compiled.status ?? compiled.signal}\n  ${compiled.stderr.slice(0, 1000)}`);
    return "failed";
  }
  const air = fs.readFileSync(path.join(temporary, `main.${about.function}.air`), "utf8");
  for (let order = 0; order < options.orders; order++) {
    const seed = order === 0 ? undefined : about.seed * 10 + order;
    const id = `${program} (${seed === undefined ? "fixed delays" : `seed ${seed}`})`;
    const real = await runScenario({ ...scenario, air, seed }, { dir: program });
    const theirs = await runScenario({ ...scenario, air: reference.functions[about.function].script, seed }, { dir: program });
    totals.runs++;
    const found = judge(id, theirs, real, about.unordered);
    if (found.length) failures.push(`${id}: A = reference, B = ours, both on AquaVM\n  ${found.slice(0, 8).join("\n  ")}`);
    if (options.verbose) console.log(id, JSON.stringify(theirs.responses), JSON.stringify(real.responses), JSON.stringify(theirs.errors), JSON.stringify(real.errors), theirs.vmErrors, real.vmErrors);
    const strict = strictDifferences(real, ours.run(file, about.function, scenarioFile, seed));
    if (strict.length) failures.push(`${id}: A = AquaVM, B = our VM, same script\n  ${strict.slice(0, 8).join("\n  ").slice(0, 3000)}`);
  }
  return "run";
}

const counts = { run: 0, rejected: 0, failed: 0 };
const programs = fs.readdirSync(options.folder).filter((name) => /^p\d+$/.test(name) && (!options.only || name === options.only))
  .sort((a, b) => a.slice(1) - b.slice(1)).slice(0, options.limit).map((name) => path.join(options.folder, name));
for (const program of programs)
  counts[await check(program).catch((e) => {
    failures.push(`${program}: ${e.stack}`);
    return "failed";
  })]++;
for (const failure of failures) console.log(`FAIL ${failure}`);
for (const id of silent) console.log(`the reference gives no answer: ${id}`);
console.log(`${counts.run} programs run, ${counts.rejected} rejected by the reference, ${counts.failed} not compiled or run; ${totals.runs} orders: ${totals.equal} equal, `
  + `${totals.referenceSilent} without an answer of the reference, ${totals.referenceStrays} in which it sends past a relay, ${totals.bothSilent} without any; hops ${totals.hops[1]} against ${totals.hops[0]}`);
console.log(`${counts.run} passed, ${failures.length} failed`);
process.exit(failures.length || !counts.run ? 1 : 0);
