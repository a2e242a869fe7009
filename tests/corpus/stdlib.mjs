#!/usr/bin/env node
// Holds our standard library against the installed @fluencelabs/aqua-lib: every data type, alias and service of the package
// exists in ours with an equal definition. Both are compiled by our compiler.
//
// usage: stdlib.mjs --aqua BINARY
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const packages = path.join(here, "node_modules");
const library = path.join(packages, "@fluencelabs/aqua-lib");
const binary = path.resolve(process.argv[process.argv.indexOf("--aqua") + 1]);

const work = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-stdlib-"));
process.on("exit", () => fs.rmSync(work, { recursive: true, force: true }));

/** What 0.12.1 changed (spec/06 §15.5): members by type, those of the package and ours. */
const changes = {
  Info: { package: "air_version,allowed_binaries,external_addresses,node_version,spell_version",
    ours: "air_version,allowed_binaries,external_addresses,node_version,spell_version,vm_info" },
  Worker: { package: "host_id,pat_id,worker_id", ours: "cu_ids,host_id,worker_id" },
};

/** A module that exports all services of a file, and for each type a function that takes it. */
function program(file, text) {
  const types = [...text.matchAll(/^(?:data|alias)\s+(\w+)/gm)].map((match) => match[1]);
  const services = [...text.matchAll(/^service\s+(\w+)/gm)].map((match) => match[1]);
  const functions = types.map((type) => `func take_${type}(value: ${type}):\n    copied = value\n`);
  return `aqua All\n\nimport ${[...types, ...services].join(", ")} from "@fluencelabs/aqua-lib/${file}"\n\nexport ` +
    [...types.map((type) => `take_${type}`), ...services].join(", ") + `\n\n${functions.join("\n")}`;
}

function definitions(file, options) {
  const run = spawnSync(binary, ["compile", "--emit", "definitions", "--no-node-modules", ...options, file], { encoding: "utf8", cwd: work });
  if (run.status !== 0) throw new Error(`aqua compile ${options.join(" ")}: exit ${run.status}\n${run.stderr}`);
  return JSON.parse(run.stdout);
}

let compared = 0;
let problems = 0;
const used = new Set();

function compare(ours, theirs, at) {
  if (typeof ours === "object" && typeof theirs === "object") {
    const keys = Object.keys(ours);
    const others = Object.keys(theirs);
    ++compared;
    if (keys.join() === others.join()) {
      const change = ours.tag === "struct" && changes[ours.name];
      if (change && Object.keys(ours.fields).join() === change.ours && Object.keys(theirs.fields).join() === change.package)
        return void used.add(ours.name);
      return keys.forEach((key) => compare(ours[key], theirs[key], `${at}.${key}`));
    }
    console.log(`DIFFERENT ${at}: members [${keys}] and [${others}]`);
    ++problems;
  } else if (ours !== theirs) {
    console.log(`DIFFERENT ${at}: ${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`);
    ++problems;
  }
}

for (const file of fs.readdirSync(library).filter((name) => name.endsWith(".aqua"))) {
  fs.writeFileSync(path.join(work, "all.aqua"), program(file, fs.readFileSync(path.join(library, file), "utf8")));
  compare(definitions("all.aqua", []), definitions("all.aqua", ["-I", packages]), file);
}
for (const name of Object.keys(changes)) {
  if (used.has(name)) continue;
  console.log(`UNUSED change of ${name}`);
  ++problems;
}
console.log(`${compared} definitions compared, ${problems} different`);
process.exit(problems ? 1 : 0);
