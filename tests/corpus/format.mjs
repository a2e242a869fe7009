#!/usr/bin/env node
// Formats all Aqua files there are: the published packages, our standard library, examples and conformance programs. Each
// must have the same tree, comments, scripts and definitions afterwards, and formatting it again must change nothing. The
// reference compiler must take the formatted conformance programs as it took them before, and make the same scripts of them.
//
// usage: format.mjs --aqua BINARY
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compile } from "../conformance/oracle/lib/compile.mjs";
import { remembered, textsBelow } from "../conformance/remember.mjs";
import { copyCorpus, driverPath, filesBelow } from "./corpus.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "../..");
const binary = path.resolve(process.argv[process.argv.indexOf("--aqua") + 1]);
const work = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "aqua-format-")));
process.on("exit", () => fs.rmSync(work, { recursive: true, force: true }));

const failures = [];
const expect = (condition, message) => { if (!condition) failures.push(message); };

function aqua(folder, ...args) {
  const run = spawnSync(binary, args, { encoding: "utf8", maxBuffer: 1 << 28, cwd: folder });
  if (run.error) throw run.error;
  return run;
}

/** A folder with all files; returns what can be compiled in it. */
function copyAll(folder) {
  const modules = copyCorpus(path.join(here, "node_modules"), path.join(folder, "node_modules"));
  for (const part of ["stdlib", "examples", "tests/conformance/programs"])
    for (const file of filesBelow(path.join(root, part), ".aqua")) {
      const copy = path.join(folder, path.relative(root, file));
      fs.mkdirSync(path.dirname(copy), { recursive: true });
      fs.copyFileSync(file, copy);
    }
  return [...modules.map((module) => driverPath(module.file)),
    ...["examples", "tests"].flatMap((part) => filesBelow(path.join(folder, part), ".aqua"))]
    .map((file) => path.relative(folder, file));
}

const before = path.join(work, "before");
const after = path.join(work, "after");
const programs = copyAll(before);
copyAll(after);
const files = filesBelow(after, ".aqua").map((file) => path.relative(after, file));

// Named one by one, because a folder is formatted without its node_modules.
const formatted = aqua(after, "fmt", ...files);
expect(formatted.status === 0, `aqua fmt: exit ${formatted.status}\n${formatted.stderr}`);
const again = aqua(after, "fmt", "--check", ...files);
expect(again.status === 0, `changes when it is formatted again:\n${again.stdout}`);

/** The tree without places, and the comments without blanks around them. */
function meaning(folder, file) {
  const text = fs.readFileSync(path.join(folder, file), "utf8");
  const alone = path.join(folder, "alone.aqua");
  fs.writeFileSync(alone, text);
  const print = aqua(folder, "compile", "--emit=ast", "-q", "alone.aqua").stdout;
  fs.rmSync(alone);
  return print.replace(/ \d+:\d+-(\d+:)?\d+( \(error\))?$/gm, "$2").replace(/^(\s*comment `--)\s*(.*?)\s*`\s*$/gm, "$1 $2`");
}

for (const file of files)
  expect(meaning(before, file) === meaning(after, file), `${file}: another tree or other comments`);

for (const program of programs)
  for (const print of [["--stdout"], ["--emit=definitions"]]) {
    const [one, two] = [before, after].map((folder) => aqua(folder, "compile", "-q", ...print, program));
    expect(one.status === two.status && one.stdout === two.stdout, `${program}: another result of compile ${print}`);
  }

/** Scripts by name, and whether there are errors. */
async function reference(folder, program) {
  const texts = textsBelow(path.join(folder, "tests"), ".aqua");
  return remembered(["format", program, ...texts], async () => {
    const { errors, functions } = await compile(path.join(folder, program), {});
    return { isRejected: errors.length > 0, scripts: Object.entries(functions).map(([name, f]) => [name, f.script]) };
  });
}

let accepted = 0;
for (const program of programs.filter((file) => file.startsWith("tests"))) {
  const [one, two] = [await reference(before, program), await reference(after, program)];
  accepted += one.isRejected ? 0 : 1;
  expect(JSON.stringify(one) === JSON.stringify(two), `${program}: another result of the reference compiler`);
}
expect(files.length > 50 && accepted > 5, "there was little to compare");

if (failures.length) {
  console.error(failures.join("\n"));
  process.exit(1);
}
console.log(`${files.length} files formatted, ${programs.length} programs compiled, ${accepted} accepted by the reference before and after`);
