#!/usr/bin/env node
// Runs all cases on the real AquaVM (../oracle) and writes what came out: expected.jsonl.
// Each case runs with fixed delays and, if the particle travels, with seeds.
//
// usage: record.mjs [NAME...]   (without names: everything; cases not named keep their lines)
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runScenario } from "../oracle/lib/net.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const SEEDS = { "cases.txt": [1, 2, 3, 4, 5], "examples.txt": [1, 2] };

/** [{name, scenario, air}] of a file of cases (README.md). */
export function readCases(file) {
  return fs.readFileSync(path.join(here, file), "utf8").split(/^# /m).slice(1).map((text) => {
    const [head, air] = text.split(/^---\n/m);
    const end = head.indexOf("\n");
    return { name: head.slice(0, head.indexOf(":")), scenario: JSON.parse(head.slice(end)), air: air.trimEnd() };
  });
}

const target = path.join(here, "expected.jsonl");
const only = new Set(process.argv.slice(2));
const old = only.size ? fs.readFileSync(target, "utf8").trimEnd().split("\n") : [];
const lines = [];
for (const file of Object.keys(SEEDS))
  for (const { name, scenario, air } of readCases(file)) {
    if (only.size && !only.has(name)) {
      lines.push(...old.filter((line) => JSON.parse(line).case === name));
      continue;
    }
    for (const seed of [undefined, ...SEEDS[file]]) {
      const outcome = await runScenario({ ...scenario, air, seed });
      for (const key of ["bytesMoved", "maxDataBytes", "vmMs"]) delete outcome.stats[key];
      lines.push(JSON.stringify({ case: name, seed, outcome }));
      if (outcome.stats.hops === 0) break;
    }
    console.error(name, lines.length);
  }
fs.writeFileSync(target, lines.join("\n") + "\n");
