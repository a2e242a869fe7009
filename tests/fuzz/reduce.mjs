#!/usr/bin/env node
// Makes a program smaller while a command still succeeds on it: removes lines with what is indented
// below them, then single lines, then moves blocks out, until nothing can go.
//
// usage: reduce.mjs FOLDER COMMAND   (`{}` in the command stands for the folder of the candidate)
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";

const [folder, command] = process.argv.slice(2);
if (!folder || !command) {
  console.error("usage: reduce.mjs FOLDER COMMAND");
  process.exit(2);
}
const candidate = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-reduce-"));
fs.cpSync(folder, candidate, { recursive: true });
const files = fs.readdirSync(candidate).filter((name) => name.endsWith(".aqua")).sort();
const texts = new Map(files.map((name) => [name, fs.readFileSync(path.join(candidate, name), "utf8").split("\n")]));
const indent = (line) => line.length - line.trimStart().length;
const isBlank = (line) => line.trim() === "";

function isInteresting(name, lines) {
  fs.writeFileSync(path.join(candidate, name), lines.join("\n"));
  const run = spawnSync("bash", ["-c", command.replaceAll("{}", candidate)], { stdio: "ignore" });
  if (run.status === 0) return true;
  fs.writeFileSync(path.join(candidate, name), texts.get(name).join("\n"));
  return false;
}

/** The candidates that start at a line, the boldest first. */
function* shorter(lines, at) {
  if (isBlank(lines[at])) return;
  let end = at + 1;
  while (end < lines.length && (isBlank(lines[end]) || indent(lines[end]) > indent(lines[at]))) end++;
  const before = lines.slice(0, at), after = lines.slice(end), body = lines.slice(at + 1, end);
  yield [...before, ...after];
  const first = body.find((line) => !isBlank(line));
  if (first !== undefined) // the body without its head
    yield [...before, ...body.map((line) => " ".repeat(Math.max(0, indent(line) - indent(first) + indent(lines[at]))) + line.trimStart()), ...after];
}

for (let changed = true; changed; ) {
  changed = false;
  for (const name of files)
    for (let at = texts.get(name).length - 1; at >= 0; at--)
      for (const lines of shorter(texts.get(name), Math.min(at, texts.get(name).length - 1)))
        if (isInteresting(name, lines)) {
          texts.set(name, lines);
          changed = true;
          break;
        }
}
for (const name of files) console.log(`---- ${name}\n${texts.get(name).filter((line, i, all) => !isBlank(line) || !isBlank(all[i - 1] ?? "")).join("\n")}`);
console.log(candidate);
