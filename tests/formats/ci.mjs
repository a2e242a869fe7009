#!/usr/bin/env node
// The commands of docs/ci.md do what the page says: they pass on a good project and fail on a bad one.
//
// usage: ci.mjs AQUA PAGE
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";

const [aqua, page] = process.argv.slice(2).map((file) => path.resolve(file));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-ci-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
fs.mkdirSync(path.join(folder, "bin"));
fs.symlinkSync(aqua, path.join(folder, "bin/aqua"));

const good = `aqua Main\n\nfunc f() -> string:\n    <- "x"\n`;
/** What each command must notice, by its first words. */
const bad = {
  "aqua check": `aqua Main\n\nfunc f() -> string:\n    <- 1\n`,
  "aqua lint": `aqua Main\n\nfunc f() -> string:\n    s: *string\n    s <<- "a"\n    <- s[1]\n`,
  "aqua fmt": `aqua Main\n\nfunc f()->string:\n  <-   "x"\n`,
};

/** Runs a shell command in a project with this program; `files` are added, as pre-commit does it. */
function run(command, program, files = "") {
  const project = fs.mkdtempSync(path.join(folder, "project-"));
  fs.mkdirSync(path.join(project, "src"));
  fs.writeFileSync(path.join(project, "src/main.aqua"), program);
  const { status } = spawnSync("sh", ["-c", `${command} ${files}`], {
    cwd: project, encoding: "utf8", env: { ...process.env, PATH: `${path.join(folder, "bin")}:${process.env.PATH}` },
  });
  return { status, project, text: fs.readFileSync(path.join(project, "src/main.aqua"), "utf8") };
}

const text = fs.readFileSync(page, "utf8");
const steps = [...text.matchAll(/^ *run: (aqua .*)$/gm)].map((match) => [match[1], ""]);
const hooks = [...text.matchAll(/^ *entry: (aqua .*)$/gm)].map((match) => [match[1], "src/main.aqua"]);
assert.ok(steps.length >= 3 && hooks.length >= 2, "the page has its commands");
let passed = 0;
for (const [command, files] of [...steps, ...hooks]) {
  const program = bad[Object.keys(bad).find((words) => command.startsWith(words))];
  assert.equal(run(command, good, files).status, 0, `${command} passes on a good project`);
  const onBad = run(command, program, files);
  if (command === "aqua fmt") assert.equal(onBad.text, good, "the hook formats");
  else assert.equal(onBad.status, 1, `${command} fails on a bad one`);
  if (command.includes("sarif")) assert.equal(JSON.parse(fs.readFileSync(path.join(onBad.project, "aqua.sarif"), "utf8")).runs[0].results.length, 1);
  passed++;
  console.log(`ok ${command}`);
}
console.log(`${passed} passed, 0 failed`);
