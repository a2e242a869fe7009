#!/usr/bin/env node
// Broken programs: of those that the reference rejects, too, how many of ours have an error at the
// place that was broken. Printed are those without, those that only one compiler accepts without a
// documented reason, and with -v those for which ours has more than one error.
//
// usage: mutants.mjs --aqua BINARY [--required PERCENT] [-v] FOLDER
import fs from "node:fs";
import path from "node:path";
import { ourErrors, programsOf, referenceVerdict, textOf } from "./verdicts.mjs";
import { explanationOf } from "./explained.mjs";

const options = { required: 95 };
for (let args = process.argv.slice(2); args.length; ) {
  const arg = args.shift();
  if (arg === "--aqua") options.aqua = path.resolve(args.shift());
  else if (arg === "--required") options.required = Number(args.shift());
  else if (arg === "-v") options.verbose = true;
  else options.folder = arg;
}
if (!options.aqua || !options.folder) {
  console.error("usage: mutants.mjs --aqua BINARY [--required PERCENT] [-v] FOLDER");
  process.exit(2);
}

const before = (a, b) => a.line < b.line || (a.line === b.line && a.col < b.col);
/** Whether the range of a diagnostic and the mutation overlap or are neighbours. */
function touches(range, { begin, end }) {
  return !before({ line: range.end.line, col: range.end.col }, { line: begin.line, col: begin.col - 1 })
    && !before({ line: end.line, col: end.col + 1 }, range.start);
}

const totals = { rejected: 0, touched: 0, single: 0, accepted: 0, explained: new Map(), different: 0 };
const tally = new Map(), repeated = new Map();

/** One program's reports and what was changed. */
function print(what, program, mutation, theirs, mine) {
  console.log(`${what} ${program}: ${mutation.kind} at ${mutation.file}:${mutation.begin.line}:${mutation.begin.col}`
    + `\n  reference: ${theirs.length ? theirs[0].slice(0, 300) : "accepts"}`
    + `\n  ours: ${mine.length ? mine.slice(0, 4).map(textOf).join("\n        ") : "accepts"}`);
}

/** Both reject: is the place named, and once? */
function judge(program, mutation, theirs, mine) {
  totals.rejected++;
  const counts = tally.get(mutation.kind) ?? { total: 0, touched: 0, single: 0 };
  tally.set(mutation.kind, counts);
  counts.total++;
  if (mine.length === 1) {
    totals.single++;
    counts.single++;
  } else {
    const codes = mine.map((e) => e.code).slice(0, 4).join(" ");
    repeated.set(codes, (repeated.get(codes) ?? 0) + 1);
    if (options.verbose) print("REPEATED", program, mutation, theirs, mine);
  }
  if (mine.some((e) => path.basename(e.file ?? "") === mutation.file && e.range && touches(e.range, mutation))) {
    totals.touched++;
    counts.touched++;
  } else print("MISSED", program, mutation, theirs, mine);
}

const programs = programsOf(options.folder);
const ours = ourErrors(options.aqua, programs);
for (const program of programs) {
  const mutation = JSON.parse(fs.readFileSync(path.join(program, "mutation.json"), "utf8"));
  const { errors: theirs } = await referenceVerdict(program), mine = ours.get(program);
  if (theirs.length && mine.length) judge(program, mutation, theirs, mine);
  else if (!theirs.length && !mine.length) totals.accepted++;
  else {
    const why = explanationOf(theirs, mine);
    if (why) totals.explained.set(why, (totals.explained.get(why) ?? 0) + 1);
    else {
      totals.different++;
      print("DIFFERENT", program, mutation, theirs, mine);
    }
  }
}

for (const [kind, counts] of [...tally].sort()) console.log(`${counts.touched} of ${counts.total}, ${counts.single} with one error: ${kind}`);
for (const [codes, count] of [...repeated].sort((a, b) => b[1] - a[1]).slice(0, 20)) console.log(`${count} times several errors: ${codes}`);
for (const [why, count] of [...totals.explained].sort()) console.log(`${count} different: ${why}`);
const percent = (part) => (totals.rejected ? Math.floor((1000 * part) / totals.rejected) / 10 : 0);
console.log(`${programs.length} programs: ${totals.accepted} accepted by both, ${totals.different} different without documented reason, ${totals.rejected} rejected by both`);
console.log(`of these our errors touch the place in ${totals.touched}, ${percent(totals.touched)} %; one error in ${totals.single}, ${percent(totals.single)} %`);
process.exit(percent(totals.touched) >= options.required && totals.different === 0 ? 0 : 1);
