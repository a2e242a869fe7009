#!/usr/bin/env node
// Broken programs: of those that the reference rejects, too, how many of ours have an error at the
// place that was broken. Those without are printed.
//
// usage: mutants.mjs --aqua BINARY [--required PERCENT] FOLDER
import fs from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { compile } from "../conformance/oracle/lib/compile.mjs";

const options = { required: 95 };
for (let args = process.argv.slice(2); args.length; ) {
  const arg = args.shift();
  if (arg === "--aqua") options.aqua = path.resolve(args.shift());
  else if (arg === "--required") options.required = Number(args.shift());
  else options.folder = arg;
}
if (!options.aqua || !options.folder) {
  console.error("usage: mutants.mjs --aqua BINARY [--required PERCENT] FOLDER");
  process.exit(2);
}

const before = (a, b) => a.line < b.line || (a.line === b.line && a.col < b.col);
/** Whether the range of a diagnostic and the mutation overlap or are neighbours. */
function touches(range, { begin, end }) {
  return !before({ line: range.end.line, col: range.end.col }, { line: begin.line, col: begin.col - 1 })
    && !before({ line: end.line, col: end.col + 1 }, range.start);
}

const tally = new Map();
let touched = 0, accepted = 0, total = 0;
for (const name of fs.readdirSync(options.folder).filter((n) => /^p\d+$/.test(n)).sort((a, b) => a.slice(1) - b.slice(1))) {
  const program = path.join(options.folder, name), main = path.join(program, "main.aqua");
  const mutation = JSON.parse(fs.readFileSync(path.join(program, "mutation.json"), "utf8"));
  const theirs = (await compile(main)).errors;
  if (!theirs.length || theirs[0].startsWith("internal")) {
    accepted++;
    continue;
  }
  total++;
  const run = spawnSync(options.aqua, ["check", "--format", "json", main], { encoding: "utf8", maxBuffer: 1 << 28 });
  const errors = `${run.stdout}\n${run.stderr}`.split("\n").filter((l) => l.startsWith("{")).map((l) => JSON.parse(l)).filter((d) => d.severity === "error");
  const counts = tally.get(mutation.kind) ?? { total: 0, touched: 0 };
  tally.set(mutation.kind, counts);
  counts.total++;
  if (errors.some((e) => path.basename(e.file ?? "") === mutation.file && e.range && touches(e.range, mutation))) {
    touched++;
    counts.touched++;
    continue;
  }
  console.log(`MISSED ${program}: ${mutation.kind} at ${mutation.file}:${mutation.begin.line}:${mutation.begin.col}\n  reference: ${theirs[0].replace(/\x1b\[[0-9;]*m/g, "").slice(0, 300)}`
    + `\n  ours: ${errors.length ? errors.map((e) => `${e.code} ${path.basename(e.file ?? "")}:${e.range?.start.line}:${e.range?.start.col} ${e.message}`).slice(0, 3).join("\n    ") : `accepts (exit ${run.status})`}`);
}
for (const [kind, counts] of [...tally].sort()) console.log(`${counts.touched} of ${counts.total}: ${kind}`);
const percent = total ? Math.floor((1000 * touched) / total) / 10 : 0;
console.log(`${total} broken programs (${accepted} more that the reference accepts or breaks down on): our errors touch the place in ${touched}, ${percent} %`);
process.exit(percent >= options.required ? 0 : 1);
