#!/usr/bin/env node
// Network hops and script sizes of our compiler against the reference's, on the real AquaVM: over the
// conformance programs, the worked examples of the specification, published packages and generated
// programs, under fixed delays and random ones. Prints a table in Markdown, then every program in
// which ours travels more, loses an answer or is longer. Exit code 1 if a goal is missed (GOALS).
//   usage: hops.mjs AQUA GENERATE [--programs N] [--seeds N] [-v]
//   -v: the hops of every run
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compile } from "../conformance/oracle/lib/compile.mjs";
import { runScenario } from "../conformance/oracle/lib/net.mjs";
import { compareOutcomes } from "../conformance/oracle/lib/outcome.mjs";
import { differences } from "../conformance/differences.mjs";
import { workedExamples } from "../conformance/worked/examples.mjs";
import { remembered, textsBelow } from "../conformance/remember.mjs";
import { copyCorpus, driverPath, driverText, npmImports } from "../corpus/corpus.mjs";
import { mocksOf, scenarioOf } from "../corpus/scenario.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const conformance = path.join(here, "../conformance");
const [aqua, generate, ...rest] = process.argv.slice(2);
const option = (name, fallback) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : fallback);
const seeds = [undefined, ...Array.from({ length: option("--seeds", 2) }, (_, i) => i + 1)];
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-hops-"));
process.on("exit", () => fs.rmSync(temporary, { recursive: true, force: true }));

/** What is promised over all programs, and how many runs with more hops are known. */
const GOALS = { fewerHops: 0.14, runsWithMore: 0.04, shorter: 0.6, shorterThanDense: 0.25 };

/** The scripts of a file by function name; empty if ours rejects it. */
function ourScripts(file, flags = []) {
  const out = fs.mkdtempSync(path.join(temporary, "air-"));
  if (spawnSync(aqua, ["compile", file, ...flags, "-o", out], { stdio: "ignore" }).status !== 0) return new Map();
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

  /** The sizes of the two scripts of a function. */
  size(id, script, reference) {
    this.bytes[0] += script.length;
    this.bytes[1] += reference.length;
    this.bytes[2] += dense(reference).length;
    if (script.length > dense(reference).length) this.longer.push(`${id}: ${script.length} against ${dense(reference).length} bytes`);
  }

  /** Runs the two scripts in a scenario under all orders. */
  async run(id, script, reference, scenario, dir) {
    for (const seed of seeds) {
      const at = `${id} (${seed === undefined ? "fixed delays" : `seed ${seed}`})`;
      const onAquaVM = (air) => {
        const work = { ...scenario, air, seed };
        return remembered([JSON.stringify(work)], () => runScenario(work, { dir }));
      };
      const ours = await onAquaVM(script), theirs = await onAquaVM(reference);
      if (answers(theirs) && !answers(ours)) this.lost.push(at);
      // Only the same work is compared: the reference loses calls and answers (spec/03 §15).
      if (!compareOutcomes(theirs, ours, { unordered: true }).equal) continue;
      this.runs++;
      this.hops[0] += ours.stats.hops;
      this.hops[1] += theirs.stats.hops;
      if (rest.includes("-v")) console.error(`${at}: ${ours.stats.hops} against ${theirs.stats.hops} hops`);
      if (ours.stats.hops > theirs.stats.hops) this.more.push(`${at}: ${ours.stats.hops} against ${theirs.stats.hops} hops`);
    }
  }
}

/** All functions of a file that both compilers take. */
async function addFile(group, file, scenarioFile, label = path.basename(file, ".aqua")) {
  const folder = path.dirname(file);
  const ours = ourScripts(file), reference = await remembered([path.basename(file), ...textsBelow(folder, ".aqua")], () => compile(file));
  if (reference.errors.length) return;
  const scenario = JSON.parse(fs.readFileSync(scenarioFile, "utf8"));
  const stem = path.basename(file, ".aqua");
  for (const [name, script] of ours) {
    const theirs = reference.functions[name]?.script;
    if (!theirs || differences.has(`${stem}.${name}`)) continue;
    group.size(`${label} ${name}`, script, theirs);
    await group.run(`${label} ${name}`, script, theirs, scenario, path.dirname(scenarioFile));
  }
}

/** The exported functions of all modules of published packages. */
async function addCorpus(group) {
  const corpus = path.join(here, "../corpus"), work = fs.realpathSync(fs.mkdtempSync(path.join(temporary, "corpus-")));
  fs.copyFileSync(path.join(corpus, "package.json"), path.join(work, "package.json"));
  const modules = copyCorpus(path.join(corpus, "node_modules"), path.join(work, "node_modules"));
  const importMap = npmImports(work), compiled = [];
  for (const module of modules) {
    const driver = driverPath(module.file);
    const first = await compile(driver, { importMap });
    const refused = first.errors.flatMap((text) => [...text.replace(/\x1b\[\d+m/g, "").matchAll(/The function '(\w+)' cannot be exported|Can not export '(\w+)'/g)].map((m) => m[1] ?? m[2]));
    if (refused.length) fs.writeFileSync(driver, driverText(module.file, module.names.filter((name) => !refused.includes(name))));
    const reference = refused.length ? await compile(driver, { importMap }) : first;
    if (!reference.errors.length) compiled.push({ driver, reference });
  }
  const mocks = mocksOf(Object.assign({}, ...compiled.map(({ reference }) => reference.services)));
  for (const { driver, reference } of compiled) {
    const id = path.relative(path.join(work, "node_modules/@fluencelabs"), driver).replace("export_all_", "");
    for (const [name, script] of ourScripts(driver)) {
      const theirs = reference.functions[name];
      if (!theirs) continue;
      group.size(`${id} ${name}`, script, theirs.script);
      await group.run(`${id} ${name}`, script, theirs.script, scenarioOf(theirs.funcDef, mocks), work);
    }
  }
}

const programs = new Group("conformance programs");
for (const name of fs.readdirSync(path.join(conformance, "programs")).sort()) {
  if (!name.endsWith(".aqua") || name === "lib.aqua") continue;
  const file = path.join(conformance, "programs", name), own = file.replace(/\.aqua$/, ".json");
  await addFile(programs, file, fs.existsSync(own) ? own : path.join(conformance, "programs/scenario.json"));
}
const worked = new Group("worked examples");
for (const { name, file, flags, settings, scenarios } of workedExamples()) {
  const reference = await remembered([name, JSON.stringify(settings), fs.readFileSync(file, "utf8")], () => compile(file, settings));
  for (const [func, script] of ourScripts(file, flags)) {
    worked.size(`${name} ${func}`, script, reference.functions[func].script);
    for (const [number, { only, ...scenario }] of scenarios.entries()) {
      if ((only && func !== only) || differences.has(`worked.${name}${func === "f" ? "" : `.${func}`}${number ? `.${number}` : ""}`)) continue;
      await worked.run(`${name} ${func} ${number}`, script, reference.functions[func].script, scenario, here);
    }
  }
}
const corpus = new Group("published packages");
await addCorpus(corpus);
const generated = new Group("generated programs");
const folder = path.join(temporary, "generated");
const run = spawnSync(generate, ["--seed", "1", "--count", String(option("--programs", 300)), "--size", "8", "--without", "maps", "--without", "for-rec", "--out", folder], { encoding: "utf8" });
if (run.status !== 0) throw new Error(`${generate}: ${run.stderr}`);
for (const name of fs.readdirSync(folder).filter((n) => /^p\d+$/.test(n)).sort((a, b) => a.slice(1) - b.slice(1)))
  await addFile(generated, path.join(folder, name, "main.aqua"), path.join(folder, name, "scenario.json"), `generated ${name}`);

const groups = [programs, worked, corpus, generated];
const all = new Group("all");
for (const g of groups) {
  all.runs += g.runs;
  for (const key of ["hops", "bytes"]) for (const i of all[key].keys()) all[key][i] += g[key][i];
  for (const key of ["more", "lost", "longer"]) all[key].push(...g[key]);
}
const saving = (ours, theirs) => (theirs ? 1 - ours / theirs : 0);
const percent = (part) => `${(100 * part).toFixed(1)}%`;
console.log("| programs | runs | hops | of the reference | fewer | runs with more | answers lost | bytes | of the reference | shorter | without its indentation | shorter |");
console.log("|---|---|---|---|---|---|---|---|---|---|---|---|");
for (const g of [...groups, all])
  console.log(`| ${g.name} | ${g.runs} | ${g.hops[0]} | ${g.hops[1]} | ${percent(saving(...g.hops))} | ${g.more.length} | ${g.lost.length} | ${g.bytes[0]} | ${g.bytes[1]} | ${percent(saving(g.bytes[0], g.bytes[1]))} | ${g.bytes[2]} | ${percent(saving(g.bytes[0], g.bytes[2]))} |`);
for (const [title, list] of [["More hops", all.more], ["Answers lost", all.lost], ["Longer than the reference without indentation", all.longer]])
  if (list.length) console.log(`\n${title}:\n\n${list.map((line) => `- ${line}`).join("\n")}`);
const missed = Object.entries({
  fewerHops: saving(...all.hops) >= GOALS.fewerHops, runsWithMore: all.more.length <= GOALS.runsWithMore * all.runs,
  shorter: saving(all.bytes[0], all.bytes[1]) >= GOALS.shorter, shorterThanDense: saving(all.bytes[0], all.bytes[2]) >= GOALS.shorterThanDense,
  noAnswerLost: !all.lost.length, neverLonger: !all.longer.length,
}).filter(([, isReached]) => !isReached).map(([goal]) => goal);
if (missed.length) console.log(`\nGoals missed: ${missed.join(", ")}`);
process.exit(missed.length ? 1 : 0);
