#!/usr/bin/env node
// What `aqua lint` finds, with the default rules, in published packages, in our conformance programs and examples. Every finding
// was looked at: lint-findings.txt has them with one line of judgement each. A new finding is a false alarm, or has to be judged.
//
// usage: lint.mjs --aqua BINARY [--update]
import fs from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "../..");
const list = path.join(here, "lint-findings.txt");
const args = process.argv.slice(2);
if (args[0] !== "--aqua" || !args[1]) {
  console.error("usage: lint.mjs --aqua BINARY [--update]");
  process.exit(2);
}
const binary = path.resolve(args[1]);

function aquaFiles(folder) {
  return fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".aqua")).sort()
    .map((name) => path.join(path.relative(root, folder), name));
}
const files = ["tests/conformance/programs", "examples", "tests/corpus/node_modules/@fluencelabs"]
  .flatMap((folder) => aquaFiles(path.join(root, folder)));

const found = [];
for (const file of files) {
  const run = spawnSync(binary, ["lint", "--format", "json", file], { encoding: "utf8", cwd: root, maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  for (const line of run.stdout.split("\n").filter(Boolean)) {
    const { code, range } = JSON.parse(line);
    if (code && !/^[EW]\d{4}$/.test(code)) found.push(`${file}:${range.start.line} ${code}`);
  }
}

const judged = new Map();
for (const line of fs.readFileSync(list, "utf8").split("\n").filter((text) => text && !text.startsWith("#"))) {
  const [key, ...judgement] = line.split(": ");
  judged.set(key, judgement.join(": "));
}
if (args.includes("--update")) {
  const head = fs.readFileSync(list, "utf8").split("\n").filter((text) => text.startsWith("#"));
  const lines = [...new Set(found)].map((key) => `${key}: ${judged.get(key) ?? "NOT JUDGED"}`);
  fs.writeFileSync(list, [...head, ...lines, ""].join("\n"));
  process.exit(0);
}
const failures = found.filter((key) => !judged.get(key) || judged.get(key) === "NOT JUDGED").map((key) => `not judged: ${key}`);
for (const key of judged.keys()) if (!found.includes(key)) failures.push(`not found any more: ${key}`);
for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`${files.length} files, ${found.length} findings, ${failures.length} failures`);
process.exit(failures.length || !files.length ? 1 : 0);
