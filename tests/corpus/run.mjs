#!/usr/bin/env node
// Holds our compiler against the reference compiler over the Aqua files of published packages, module by module: the same are
// accepted, the same functions and services are exported, with equal definitions (spec/07 §2). Where we differ on purpose,
// differences.mjs says so.
//
// usage: run.mjs --aqua BINARY [-v] [PACKAGE…]
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compile } from "../conformance/oracle/lib/compile.mjs";
import { copyCorpus, driverPath, driverText, npmImports } from "./corpus.mjs";
import { differences } from "./differences.mjs";
import { remembered, textsBelow } from "../conformance/remember.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const options = { packages: [] };
for (let args = process.argv.slice(2); args.length; ) {
  const arg = args.shift();
  if (arg === "--aqua") options.aqua = path.resolve(args.shift());
  else if (arg === "-v") options.verbose = true;
  else options.packages.push(arg);
}
if (!options.aqua) {
  console.error("usage: run.mjs --aqua BINARY [-v] [PACKAGE…]");
  process.exit(2);
}

const work = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "aqua-corpus-")));
process.on("exit", () => fs.rmSync(work, { recursive: true, force: true }));
fs.copyFileSync(path.join(here, "package.json"), path.join(work, "package.json"));
const modules = copyCorpus(path.join(here, "node_modules"), path.join(work, "node_modules"));
const importMap = npmImports(work);

function aqua(...args) {
  const run = spawnSync(options.aqua, args, { encoding: "utf8", maxBuffer: 1 << 28, cwd: work });
  if (run.error) throw run.error;
  return run;
}

/** `{errors, definitions}` of ours; definitions only if there are no errors. */
function compileOurs(file) {
  // Compiles every exported function down to AIR.
  const check = aqua("check", file, "--format", "json", "-q");
  const errors = check.stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line))
    .filter((diagnostic) => diagnostic.severity === "error");
  if (check.status !== 0 && !errors.length) throw new Error(`aqua check ${file}: exit ${check.status}\n${check.stderr}`);
  if (errors.length) return { errors };
  return { errors, definitions: JSON.parse(aqua("compile", "-q", "--emit", "definitions", file).stdout) };
}

const corpusTexts = textsBelow(path.join(work, "node_modules"), ".aqua");

async function compileReference(file) {
  const key = [path.relative(work, file), fs.readFileSync(file, "utf8"), ...corpusTexts];
  const { errors, functions, services } = await remembered(key, async () => {
    const { errors, functions, services } = await compile(file, { importMap });
    return { errors, services, functions: Object.fromEntries(Object.entries(functions).map(([name, f]) => [name, { funcDef: f.funcDef }])) };
  });
  return { errors: errors.map((text) => text.replace(/\x1b\[\d+m/g, "")), functions, services };
}

/** Differences of two definitions. Arguments must be in the same order, members of data need not. */
function compareValues(ours, theirs, at) {
  if (typeof ours !== "object" || typeof theirs !== "object" || ours === null || theirs === null)
    return ours === theirs ? [] : [`${at}: ${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`];
  const present = (object) => Object.keys(object).filter((key) => object[key] !== undefined);
  const keys = present(ours);
  const others = present(theirs);
  const isOrdered = at.endsWith(".domain.fields");
  const [a, b] = isOrdered ? [keys, others] : [[...keys].sort(), [...others].sort()];
  if (a.join() !== b.join()) return [`${at}: members [${a}] and [${b}]`];
  return keys.flatMap((key) => compareValues(ours[key], theirs[key], `${at}.${key}`));
}

function compareDefinitions(ours, theirs) {
  const functions = Object.fromEntries(Object.entries(theirs.functions).map(([name, f]) => [name, f.funcDef]));
  return [...compareValues(ours.definitions.functions, functions, "functions"),
    ...compareValues(ours.definitions.services, theirs.services, "services")];
}

/** Names that a compiler refuses to export, by what it says. */
const refusedByReference = (errors) => errors.flatMap((text) =>
  [...text.matchAll(/The function '(\w+)' cannot be exported|Can not export '(\w+)'/g)].map((match) => match[1] ?? match[2]));
const refusedByOurs = (errors) => errors.filter((error) => ["E0207", "E0208", "E0209", "E0210"].includes(error.code))
  .map((error) => error.message.match(/`(\w+)`/)[1]);

const statistics = { modules: 0, accepted: 0, rejected: 0, functions: 0, services: 0, unexportable: 0 };

/** Problems of one file under both compilers, and what the reference exports from it. */
async function compareFile(file, shown) {
  const ours = compileOurs(file);
  const theirs = await compileReference(file);
  if (ours.errors.length && theirs.errors.length) return { problems: [], theirs, ours, isRejected: true };
  if (theirs.errors.length) return { problems: [`${shown}: the reference alone rejects it:\n${theirs.errors.join("\n")}`], theirs, ours };
  if (ours.errors.length)
    return { problems: [`${shown}: we alone reject it: ` + ours.errors.map((e) => `${e.code} ${e.message} (${e.file}:${e.range?.start?.line})`).join("; ")], theirs, ours };
  return { problems: compareDefinitions(ours, theirs).map((text) => `${shown}: ${text}`), theirs, ours };
}

/** The driver of a module; names that neither compiler exports are left out in a second attempt. */
async function compareDriver(module, shown) {
  const driver = driverPath(module.file);
  const first = await compareFile(driver, shown);
  const refused = new Set(refusedByReference(first.theirs.errors));
  if (!refused.size) return first;
  const oursRefused = new Set(refusedByOurs(first.ours.errors));
  const problems = [...refused].filter((name) => !oursRefused.has(name)).map((name) => `${shown}: only the reference refuses to export ${name}`)
    .concat([...oursRefused].filter((name) => !refused.has(name)).map((name) => `${shown}: only we refuse to export ${name}`));
  statistics.unexportable += refused.size;
  fs.writeFileSync(driver, driverText(module.file, module.names.filter((name) => !refused.has(name) && !oursRefused.has(name))));
  const second = await compareFile(driver, shown);
  return { ...second, problems: [...problems, ...second.problems] };
}

async function compareModule(module) {
  const shown = path.relative(path.join(work, "node_modules/@fluencelabs"), module.file);
  const compared = [await compareDriver(module, shown)];
  if (module.exports) compared.push(await compareFile(module.file, `${shown} itself`));
  ++statistics.modules;
  ++statistics[compared.some((one) => one.isRejected) ? "rejected" : "accepted"];
  for (const { theirs } of compared) {
    statistics.functions += Object.keys(theirs.functions).length;
    statistics.services += Object.keys(theirs.services).length;
  }
  if (options.verbose)
    console.log(`${shown}: ${compared.map((one) => one.isRejected ? "rejected by both" : `${Object.keys(one.theirs.functions).length} functions, ${Object.keys(one.theirs.services).length} services`).join("; ")}`);
  if (options.verbose) for (const { isRejected, theirs, ours } of compared) if (isRejected) console.log(theirs.errors.join("\n"), ours.errors.map((e) => `${e.code} ${e.message} ${e.file}`));
  return compared.flatMap((one) => one.problems);
}

let failures = 0;
const seen = new Set();
for (const module of modules) {
  const shown = path.relative(path.join(work, "node_modules/@fluencelabs"), module.file);
  if (options.packages.length && !options.packages.includes(shown.split(path.sep)[0])) continue;
  for (const problem of await compareModule(module)) {
    const known = differences.find((difference) => difference.pattern.test(problem));
    if (known) {
      seen.add(known);
      if (options.verbose) console.log(`on purpose (${known.reason}): ${problem}`);
    } else {
      ++failures;
      console.log(`DIFFERENT ${problem}`);
    }
  }
}
console.log(Object.entries(statistics).map(([name, count]) => `${count} ${name}`).join(", ") + `; ${seen.size} known differences, ${failures} others`);
process.exit(failures ? 1 : 0);
