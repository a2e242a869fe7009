#!/usr/bin/env node
// Workflows with one mistake each, on the real AquaVM: the faulty one hangs or loses an error, its corrected twin (NAME.fixed.aqua)
// answers or says what failed. `aqua lint` finds the mistake, the rule NAME at the line marked `-- the mistake`, and is silent about
// the twin.
//
// usage: run.mjs --aqua BINARY [NAME…]
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { runScenario } from "../oracle/lib/net.mjs";
import { remembered } from "../remember.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
if (args[0] !== "--aqua" || !args[1]) {
  console.error("usage: run.mjs --aqua BINARY [NAME…]");
  process.exit(2);
}
const binary = path.resolve(args[1]);
const all = fs.readdirSync(here).filter((name) => name.endsWith(".fixed.aqua")).map((name) => name.slice(0, -".fixed.aqua".length));
const names = args.length > 2 ? args.slice(2) : all;

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-faulty-"));
process.on("exit", () => fs.rmSync(temporary, { recursive: true, force: true }));

function aqua(...words) {
  const run = spawnSync(binary, words, { encoding: "utf8" });
  if (run.error) throw run.error;
  return run;
}

/** What the real AquaVM makes of the exported function `run`. */
async function outcomeOf(stem, name) {
  const out = fs.mkdtempSync(path.join(temporary, "air-"));
  const compiled = aqua("compile", "-q", path.join(here, `${stem}.aqua`), "-o", out);
  if (compiled.status !== 0) throw new Error(compiled.stderr);
  const air = fs.readFileSync(path.join(out, `${stem}.run.air`), "utf8");
  const own = path.join(here, `${name}.json`);
  const scenario = JSON.parse(fs.readFileSync(fs.existsSync(own) ? own : path.join(here, "scenario.json"), "utf8"));
  const work = { ...scenario, air };
  return remembered([JSON.stringify(work)], () => runScenario(work, { dir: here }));
}

/** `line rule` of each finding. */
function findingsOf(stem) {
  return aqua("lint", "--format", "json", path.join(here, `${stem}.aqua`)).stdout.split("\n").filter(Boolean)
    .map((line) => JSON.parse(line)).filter((object) => object.code)
    .map((finding) => `${finding.range.start.line} ${finding.code}`);
}

const failures = [];
const expectSame = (what, got, wanted) => {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) failures.push(`${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
};
const heard = ({ responses, errors }) => responses.length + errors.length;

for (const name of names) {
  const text = fs.readFileSync(path.join(here, `${name}.aqua`), "utf8");
  const line = text.split("\n").findIndex((words) => words.includes("-- the mistake")) + 1;
  expectSame(`${name}: aqua lint`, findingsOf(name), [`${line} ${name}`]);
  expectSame(`${name}.fixed: aqua lint`, findingsOf(`${name}.fixed`), []);
  const faulty = await outcomeOf(name, name);
  if (heard(faulty)) failures.push(`${name}: the mistake does no harm: ${JSON.stringify([faulty.responses, faulty.errors])}`);
  const fixed = await outcomeOf(`${name}.fixed`, name);
  if (!heard(fixed)) failures.push(`${name}.fixed: neither an answer nor an error: ${JSON.stringify(fixed)}`);
}
for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`${names.length} workflows, ${failures.length} failures`);
process.exit(failures.length || !names.length ? 1 : 0);
