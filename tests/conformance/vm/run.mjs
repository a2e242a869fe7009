#!/usr/bin/env node
// Our VM against the real AquaVM, invocation by invocation: records are made and replayed at once.
//
// usage: run.mjs --build FOLDER [--seed N] [--KIND M]... [--programs FILE.aqua]... [--generated FOLDER]
//                [--orders N] [--remember] [--keep FILE] [--coverage]
//   --KIND: M random sequences of the kind: plain, foreign, forged, merges, garbled, illformed (random.mjs)
//   --programs: every exported function of the conformance program; --generated: programs of tests/fuzz/generate; under N orders
//   --coverage: shows what was reached, by these and by the records of this folder; fails if something never was
//   --remember: what the real VM said is kept (../remember.mjs); --keep: the records are written there
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { remembered, textsBelow } from "../remember.mjs";
import { networkRecord } from "./network.mjs";
import { kinds } from "./random.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const options = { seed: 1, orders: 1, programs: [], ...Object.fromEntries(kinds.map((kind) => [kind, 0])) };
for (let args = process.argv.slice(2); args.length; ) {
  const name = args.shift().replace(/^--/, "");
  if (["remember", "coverage"].includes(name)) options[name] = true;
  else if (name === "programs") options.programs.push(path.resolve(args.shift()));
  else if (["build", "keep", "generated"].includes(name)) options[name] = path.resolve(args.shift());
  else if (["seed", "orders", ...kinds].includes(name)) options[name] = Number(args.shift());
  else throw new Error(`unknown option --${name}`);
}
if (!options.build) throw new Error("--build is missing");
const aqua = path.join(options.build, "tools/aqua/aqua"), replayRecords = path.join(options.build, "tests/conformance/vm/replay_records");
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-vm-"));
process.on("exit", () => fs.rmSync(temporary, { recursive: true, force: true }));

// The programs that make the records: what is remembered was said to them.
const tools = textsBelow(here, ".mjs").filter((text) => text !== fs.readFileSync(fileURLToPath(import.meta.url), "utf8"));
const asked = (texts, work) => (options.remember ? remembered([...tools, ...texts], work) : work());

const chunkSize = 50, patience = 8; // seconds for one sequence
let unfinished = 0;

/** Runs generate.mjs; ends it if a sequence takes too long. Gives what it wrote, and the seed at which it was ended. */
function generate(flags, first, count) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(here, "generate.mjs"), ...flags, "--seed", first, "--count", count]);
    let out = "", err = "", seed = first, ended = false, timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => { ended = true; child.kill("SIGKILL"); }, patience * 1000);
    };
    wait();
    child.stdout.setEncoding("utf8").on("data", (text) => { out += text; });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      err = (err + text).slice(-5000);
      for (const line of text.split("\n")) if (/^\d+$/.test(line)) seed = Number(line);
      wait();
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (!ended && code !== 0) reject(new Error(err));
      else resolve({ out, stoppedAt: ended ? seed : undefined });
    });
  });
}

/** Random sequences. A script that runs too long is left out. */
async function randomRecords(kind, first, count) {
  const flags = ["--quick", "--traces", `--${kind}`];
  const records = [];
  for (let seed = first; seed < first + count; unfinished++) {
    const { out, stoppedAt } = await generate(flags, seed, first + count - seed);
    // The last record may be cut off.
    records.push(stoppedAt === undefined ? out : out.slice(0, out.lastIndexOf("\n== ") + 1));
    if (stoppedAt === undefined) break;
    seed = stoppedAt + 1;
  }
  return records.join("");
}

async function random(kind) {
  const texts = [];
  for (let done = 0; done < options[kind]; done += chunkSize) {
    const first = options.seed + done, count = Math.min(chunkSize, options[kind] - done);
    texts.push(await asked([kind, `${first} ${count}`], () => randomRecords(kind, first, count)));
  }
  return texts;
}

/** One script in one scenario under the wanted orders. */
async function orders(name, scenarioFile, script) {
  const scenario = JSON.parse(fs.readFileSync(scenarioFile, "utf8"));
  const texts = [];
  for (let order = 0; order < options.orders; order++) {
    const seed = order === 0 ? undefined : options.seed + order;
    const work = () => networkRecord(`${name}${order ? `, order ${order}` : ""}`, scenario, script, { dir: path.dirname(scenarioFile), seed });
    texts.push(await asked([name, JSON.stringify(scenario), script, String(seed)], work));
  }
  return texts;
}

function compile(file, flags) {
  const out = fs.mkdtempSync(path.join(temporary, "air-"));
  const run = spawnSync(aqua, ["compile", file, ...flags, "-o", out], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`${file}: ${run.stderr}`);
  return fs.readdirSync(out).filter((name) => name.endsWith(".air")).map((name) => [name, fs.readFileSync(path.join(out, name), "utf8")]);
}

/** The common scenario, with what the one beside the program says otherwise. */
function scenarioOf(file) {
  const common = path.join(path.dirname(file), "scenario.json"), own = file.replace(/\.aqua$/, ".json");
  if (!fs.existsSync(own)) return common;
  const [all, changes] = [common, own].map((name) => JSON.parse(fs.readFileSync(name, "utf8")));
  const merged = path.join(temporary, path.basename(own));
  fs.writeFileSync(merged, JSON.stringify({ ...all, ...changes, services: { ...all.services, ...changes.services } }));
  return merged;
}

async function program(file) {
  const flags = fs.readFileSync(file, "utf8").split("\n", 1)[0].match(/^-- OPTIONS: (.*)/)?.[1].split(" ") ?? [];
  const texts = [];
  for (const [name, script] of compile(file, flags)) texts.push(...await orders(name, scenarioOf(file), script));
  return texts;
}

async function generated(folder) {
  const texts = [];
  for (const name of fs.readdirSync(folder).filter((entry) => /^p\d+$/.test(entry)).sort((a, b) => a.slice(1) - b.slice(1))) {
    const about = JSON.parse(fs.readFileSync(path.join(folder, name, "about.json"), "utf8"));
    const scripts = new Map(compile(path.join(folder, name, "main.aqua"), []));
    texts.push(...await orders(`generated ${name}`, path.join(folder, name, "scenario.json"), scripts.get(`main.${about.function}.air`)));
  }
  return texts;
}

const coverage = path.join(temporary, "coverage");
let failed = false;
/** Replays records and shows what the replay says. */
function replay(what, texts) {
  if (!texts.length) return;
  const file = path.join(temporary, "records.txt");
  fs.writeFileSync(file, texts.join(""));
  if (options.keep) fs.appendFileSync(options.keep, texts.join(""));
  const run = spawnSync(replayRecords, ["--coverage", coverage, file], { encoding: "utf8", maxBuffer: 1 << 28 });
  process.stdout.write(`${what}: ${run.stdout}${run.stderr}`); // the log is stderr here: network.mjs
  if (run.status !== 0) failed = true;
}

/** The laws of merging on what the peers had. */
function tryLaws(texts) {
  if (!texts.length) return;
  const run = spawnSync(replayRecords, ["--laws", path.join(temporary, "records.txt")], { encoding: "utf8", maxBuffer: 1 << 28 });
  process.stdout.write(run.stdout.replaceAll(/^/gm, "  ").trimEnd() + "\n" + run.stderr);
  if (run.status !== 0) failed = true;
}

for (const kind of kinds) {
  const texts = await random(kind);
  replay(kind, texts);
  if (kind === "plain") tryLaws(texts);
}
for (const file of options.programs) replay(path.basename(file), await program(file));
if (options.generated) replay("generated programs", await generated(options.generated));
if (options.coverage) {
  for (const name of ["catalogue", "facts", "merges"]) replay(name, [fs.readFileSync(path.join(here, `${name}.txt`), "utf8")]);
  const report = spawnSync(replayRecords, ["--report", coverage], { encoding: "utf8" });
  process.stdout.write(report.stdout + report.stderr);
  if (report.status !== 0) failed = true;
}
if (unfinished) process.stdout.write(`${unfinished} sequences took more than ${patience} seconds on the real VM and were left out\n`);
process.exitCode = failed ? 1 : 0;
