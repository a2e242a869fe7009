#!/usr/bin/env node
// Acceptance: the reference compiler and ours must agree about every program of a folder that
// `generate` wrote. Programs on which they differ are printed with both reports.
//
// usage: accept.mjs --aqua BINARY [--limit N] [-v] FOLDER
import fs from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { compile } from "../conformance/oracle/lib/compile.mjs";

const options = { limit: Infinity };
for (let args = process.argv.slice(2); args.length; ) {
  const arg = args.shift();
  if (arg === "--aqua") options.aqua = path.resolve(args.shift());
  else if (arg === "--limit") options.limit = Number(args.shift());
  else if (arg === "-v") options.verbose = true;
  else options.folder = arg;
}
if (!options.aqua || !options.folder) {
  console.error("usage: accept.mjs --aqua BINARY [--limit N] [-v] FOLDER");
  process.exit(2);
}

/** The programs of a folder, in the order of their seeds. */
const programs = fs.readdirSync(options.folder).filter((name) => /^p\d+$/.test(name))
  .sort((a, b) => a.slice(1) - b.slice(1)).slice(0, options.limit).map((name) => path.join(options.folder, name));

/** Our errors by program, for many programs at once. */
function checkOurs(batch) {
  const run = spawnSync(options.aqua, ["check", "--format", "json", ...batch.map((p) => path.join(p, "main.aqua"))],
    { encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.error) throw run.error;
  if (run.status !== 0 && run.status !== 1) { // it broke down: on which program?
    if (batch.length === 1) return new Map([[batch[0], [`exit ${run.status ?? run.signal}: ${run.stderr.split("\n").filter((l) => l.startsWith("aqua: ") || l.startsWith("  ")).join(" ")}`]]]);
    const half = batch.length >> 1;
    return new Map([...checkOurs(batch.slice(0, half)), ...checkOurs(batch.slice(half))]);
  }
  const errors = new Map(batch.map((p) => [p, []]));
  for (const line of `${run.stdout}\n${run.stderr}`.split("\n").filter((l) => l.startsWith("{"))) {
    const diagnostic = JSON.parse(line);
    if (diagnostic.severity !== "error") continue;
    const program = batch.find((p) => (diagnostic.file ?? "").includes(`${path.basename(p)}/`));
    errors.get(program)?.push(`${diagnostic.code} ${diagnostic.file}:${diagnostic.range?.start.line}: ${diagnostic.message}`);
  }
  return errors;
}

const plain = (text) => text.replace(/\x1b\[[0-9;]*m/g, "");
let agreed = 0, rejected = 0, broken = 0;
const differences = [];
for (let i = 0; i < programs.length; i += 100) {
  const batch = programs.slice(i, i + 100);
  const ours = checkOurs(batch);
  for (const program of batch) {
    const theirs = (await compile(path.join(program, "main.aqua"))).errors.map(plain);
    const mine = ours.get(program);
    if (theirs[0]?.startsWith("internal")) { // no verdict (differences.md)
      broken++;
      if (mine.length) differences.push({ program, theirs, mine });
      continue;
    }
    if (theirs.length) rejected++;
    if (theirs.length > 0 === mine.length > 0) agreed++;
    else differences.push({ program, theirs, mine });
    if (options.verbose && theirs.length && mine.length) console.log(`both reject ${program}\n  ${theirs[0].slice(0, 300)}\n  ${mine[0]}`);
  }
}
for (const { program, theirs, mine } of differences)
  console.log(`DIFFERENT ${program}\n  reference: ${theirs.length ? theirs[0].slice(0, 500) : "accepts"}\n  ours: ${mine.length ? mine.slice(0, 3).join("\n        ") : "accepts"}`);
console.log(`${programs.length} programs, ${agreed} agreed (${rejected} rejected by the reference), ${broken} break the reference, ${differences.length} different`);
process.exit(differences.length ? 1 : 0);
