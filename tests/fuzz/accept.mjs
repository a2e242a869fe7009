#!/usr/bin/env node
// Acceptance: the reference compiler and ours must agree about every program of a folder that
// `generate` wrote. Programs on which they differ are printed with both reports; unless the reason
// is documented, they are failures.
//
// usage: accept.mjs --aqua BINARY [--limit N] [-v] FOLDER
import path from "node:path";
import { ourErrors, programsOf, referenceVerdict, textOf } from "./verdicts.mjs";
import { explanationOf } from "./explained.mjs";

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

const programs = programsOf(options.folder).slice(0, options.limit);
const ours = ourErrors(options.aqua, programs);
const totals = { accepted: 0, rejected: 0, broken: 0, explained: 0, different: 0 };

function print(what, program, theirs, mine) {
  console.log(`${what} ${program}\n  reference: ${theirs.length ? theirs[0].slice(0, 500) : "accepts"}\n  ours: ${mine.length ? mine.slice(0, 3).map(textOf).join("\n        ") : "accepts"}`);
}

for (const program of programs) {
  const { errors: theirs, breakdown } = await referenceVerdict(program);
  const mine = ours.get(program);
  if (breakdown) totals.broken++;
  if (breakdown && options.verbose) console.log(`the reference breaks down on ${program}\n  ${breakdown.slice(0, 300)}`);
  if (!theirs.length && !mine.length) {
    totals.accepted++;
  } else if (theirs.length && mine.length) { // not by construction: the generator is wrong
    totals.rejected++;
    print("REJECTED", program, theirs, mine);
  } else {
    const reason = explanationOf(theirs, mine);
    totals[reason ? "explained" : "different"]++;
    if (!reason || options.verbose) print(reason ?? "DIFFERENT", program, theirs, mine);
  }
}
console.log(`${programs.length} programs: ${totals.accepted} accepted by both (on ${totals.broken} the reference breaks down behind its checker), ${totals.rejected} rejected by both, `
  + `${totals.explained} different with a documented reason, ${totals.different} different`);
process.exit(totals.different || totals.rejected ? 1 : 0);
