#!/usr/bin/env node
// Network hops and script sizes of our compiler against the reference's, on the real AquaVM: over the
// conformance programs, the examples of the oracle and generated programs, under fixed delays and
// random ones. Prints a table in Markdown, then every program in which ours travels more.
//   usage: hops.mjs AQUA GENERATE [--programs N] [--seeds N]
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compile } from "../conformance/oracle/lib/compile.mjs";
import { runScenario } from "../conformance/oracle/lib/net.mjs";
import { differences } from "../conformance/differences.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const conformance = path.join(here, "../conformance");
const [aqua, generate, ...rest] = process.argv.slice(2);
const option = (name, fallback) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : fallback);
const seeds = [undefined, ...Array.from({ length: option("--seeds", 2) }, (_, i) => i + 1)];
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-hops-"));
process.on("exit", () => fs.rmSync(temporary, { recursive: true, force: true }));

/** The scripts of a file by function name; empty if ours rejects it. */
function ourScripts(file) {
  const out = fs.mkdtempSync(path.join(temporary, "air-"));
  if (spawnSync(aqua, ["compile", file, "-o", out], { stdio: "ignore" }).status !== 0) return new Map();
  const stem = path.basename(file, ".aqua");
  return new Map(fs.readdirSync(out).map((name) => [name.slice(stem.length + 1, -4), fs.readFileSync(path.join(out, name), "utf8")]));
}

/** A script in one line: what is left of the reference's advantage in size without its indentation. */
const dense = (script) => script.replace(/\s+/g, " ").replace(/ \)/g, ")").trim() + "\n";
const answers = (outcome) => outcome.responses.length + outcome.errors.length > 0;

class Group {
  constructor(name) {
    Object.assign(this, { name, runs: 0, more: [], lost: [], longer: [], hops: [0, 0], bytes: [0, 0, 0] });
  }

  async add(id, script, reference, scenario, dir) {
    this.bytes[0] += script.length;
    this.bytes[1] += reference.length;
    this.bytes[2] += dense(reference).length;
    if (script.length > dense(reference).length) this.longer.push(`${id}: ${script.length} against ${dense(reference).length} bytes`);
    for (const seed of seeds) {
      const at = `${id} (${seed === undefined ? "fixed delays" : `seed ${seed}`})`;
      const [ours, theirs] = [await runScenario({ ...scenario, air: script, seed }, { dir }), await runScenario({ ...scenario, air: reference, seed }, { dir })];
      if (answers(theirs) && !answers(ours)) this.lost.push(at);
      if (answers(theirs) !== answers(ours)) continue; // not the same work
      this.runs++;
      this.hops[0] += ours.stats.hops;
      this.hops[1] += theirs.stats.hops;
      if (ours.stats.hops > theirs.stats.hops) this.more.push(`${at}: ${ours.stats.hops} against ${theirs.stats.hops} hops`);
    }
  }
}

/** All functions of a file that both compilers take. */
async function addFile(group, file, scenarioFile) {
  const ours = ourScripts(file), reference = await compile(file);
  if (reference.errors.length) return;
  const scenario = JSON.parse(fs.readFileSync(scenarioFile, "utf8"));
  const stem = path.basename(file, ".aqua");
  for (const [name, script] of ours) {
    const theirs = reference.functions[name]?.script;
    if (theirs && !differences.has(`${stem}.${name}`))
      await group.add(`${stem}.${name}`, script, theirs, scenario, path.dirname(scenarioFile));
  }
}

const programs = new Group("conformance programs");
for (const name of fs.readdirSync(path.join(conformance, "programs")).sort()) {
  if (!name.endsWith(".aqua") || name === "lib.aqua") continue;
  const file = path.join(conformance, "programs", name), own = file.replace(/\.aqua$/, ".json");
  await addFile(programs, file, fs.existsSync(own) ? own : path.join(conformance, "programs/scenario.json"));
}
const generated = new Group("generated programs");
const folder = path.join(temporary, "generated");
const run = spawnSync(generate, ["--seed", "1", "--count", String(option("--programs", 300)), "--size", "12", "--without", "maps", "--out", folder], { encoding: "utf8" });
if (run.status !== 0) throw new Error(`${generate}: ${run.stderr}`);
for (const name of fs.readdirSync(folder).filter((n) => /^p\d+$/.test(n)).sort((a, b) => a.slice(1) - b.slice(1)))
  await addFile(generated, path.join(folder, name, "main.aqua"), path.join(folder, name, "scenario.json"));
for (const list of [generated.more, generated.lost, generated.longer])
  for (const [i, line] of list.entries()) list[i] = line.replace(/^main\./, "");

const less = (ours, theirs) => (theirs ? `${(100 * (1 - ours / theirs)).toFixed(1)}%` : "");
console.log("| programs | runs | hops | of the reference | fewer | runs with more | answers lost | bytes | of the reference | shorter | without its indentation | shorter |");
console.log("|---|---|---|---|---|---|---|---|---|---|---|---|");
for (const g of [programs, generated])
  console.log(`| ${g.name} | ${g.runs} | ${g.hops[0]} | ${g.hops[1]} | ${less(g.hops[0], g.hops[1])} | ${g.more.length} | ${g.lost.length} | ${g.bytes[0]} | ${g.bytes[1]} | ${less(g.bytes[0], g.bytes[1])} | ${g.bytes[2]} | ${less(g.bytes[0], g.bytes[2])} |`);
for (const [title, list] of [["More hops", "more"], ["Answers lost", "lost"], ["Longer than the reference without indentation", "longer"]]) {
  const all = [programs, generated].flatMap((g) => g[list]);
  if (all.length) console.log(`\n${title}:\n\n${all.map((line) => `- ${line}`).join("\n")}`);
}
