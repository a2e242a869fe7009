#!/usr/bin/env node
// aqua against the reference compiler, in one run: ratios of whole processes for a small file and for
// a generated module, then lines (or AIR instructions) per second of each stage, and a large project.
//   usage: compare.mjs AQUA STAGE-BENCH [--lines N] [--runs N]
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { performance } from "node:perf_hooks";
import { generateModule } from "./generate.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const reference = path.join(here, "../conformance/oracle/ref-compile.mjs");
const [aqua, stages, ...rest] = process.argv.slice(2);
const option = (name, fallback) => {
  const at = rest.indexOf(name);
  return at < 0 ? fallback : Number(rest[at + 1]);
};
const lines = option("--lines", 5000);
const runs = option("--runs", 5);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-bench-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));

/** Wall time in ms of one whole process. */
function time(command, args) {
  const start = performance.now();
  const run = spawnSync(command, args, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8", maxBuffer: 1 << 28 });
  const ms = performance.now() - start;
  if (run.status !== 0) throw new Error(`${command} ${args.join(" ")}: exit ${run.status}\n${run.stderr.slice(0, 2000)}`);
  return ms;
}
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Runs the two in turn, so that a slow moment of the machine hits both. */
function pair(name, file, theirRuns) {
  const ours = [], theirs = [];
  time(aqua, ["compile", file, "-o", folder]); // warm the file cache
  for (let i = 0; i < theirRuns; i++) {
    theirs.push(time(process.execPath, [reference, file, "--air"]));
    for (let k = 0; k < runs; k++) ours.push(time(aqua, ["compile", file, "-o", folder]));
  }
  const a = median(ours), b = median(theirs);
  console.log(`${name.padEnd(34)} aqua ${a.toFixed(1).padStart(8)} ms   reference ${b.toFixed(0).padStart(7)} ms   ${(b / a).toFixed(0).padStart(5)} times faster`);
}

const small = path.join(folder, "small.aqua");
fs.copyFileSync(path.join(here, "../conformance/oracle/examples/weather.aqua"), small);
const large = path.join(folder, "large.aqua");
const text = generateModule(lines);
fs.writeFileSync(large, text);
const count = text.split("\n").length - 1;

console.log("cold compile, whole processes, medians");
pair(`small file (${fs.readFileSync(small, "utf8").split("\n").length - 1} lines)`, small, 5);
pair(`generated module (${count} lines)`, large, 3);

console.log("\nstages of aqua on the generated module, each alone (Google Benchmark, one core)");
spawnSync(stages, ["--benchmark_min_time=0.2"], { stdio: "inherit", env: { ...process.env, AQUA_BENCH_FILE: large } });

console.log("\na generated project of modules with 250 lines each: lines per second, and the heap that it holds on to per byte of source");
spawnSync(path.join(path.dirname(stages), "project_bench"), ["--benchmark_min_time=0.5"], { stdio: "inherit" });
