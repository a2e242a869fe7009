#!/usr/bin/env node
// Records what the reference compiler says to each program: rewrites the lines `-- REFERENCE:`.
// Programs of language versions that the published reference lacks keep theirs (`newer: …`).
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../oracle/lib/compile.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const prelude = fs.readFileSync(path.join(here, "prelude.aqua"), "utf8");

/** The texts of the files of a case: main.aqua first. */
function filesOf(lines) {
  const files = [{ path: "main.aqua", text: "" }];
  for (const line of lines) {
    if (line.startsWith("-- FILE: ")) files.push({ path: line.slice(9), text: "" });
    else if (!/^-- (OURS|DIFFERS|REFERENCE): /.test(line)) files.at(-1).text += line + "\n";
  }
  if (!/^\s*aqua /.test(files[0].text)) {
    const main = /^func main[({]/m.test(files[0].text) ? "export main\n" : "";
    files[0].text = `aqua Main\nimport "prelude.aqua"\n${main}${files[0].text}`;
    files.push({ path: "prelude.aqua", text: prelude });
  }
  return files;
}

/** The message of an error, without position and source line. */
function messageOf(error) {
  const lines = error.replace(/\x1b\[[0-9;]*m/g, "").split("\n").map((l) => l.trim()).filter(Boolean);
  const caret = lines.findIndex((l) => /^\^[\^=]*$/.test(l));
  return (lines.slice(caret + 1).join(" ") || lines.join(" ")).slice(0, 110).trim();
}

async function verdictOf(files, folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const f of files) {
    fs.mkdirSync(path.dirname(path.join(folder, f.path)), { recursive: true });
    fs.writeFileSync(path.join(folder, f.path), f.text);
  }
  const { errors, warnings } = await compile(path.join(folder, "main.aqua"));
  if (errors.length === 0) return warnings.length ? "accepts with a warning" : "accepts";
  const message = messageOf(errors[0]).replaceAll(folder + "/", "").replace(/, tried: .*/, "");
  return /internal|TODO|unexpected error/i.test(message) ? `crashes: ${message}` : `rejects: ${message}`;
}

/** Splits into the part before the first case and the cases. */
function split(text) {
  const parts = text.trimEnd().split(/^(?=-- CASE: )/m);
  return text.startsWith("-- CASE: ") ? ["", ...parts] : parts;
}

const folder = path.join(os.tmpdir(), `aqua-acceptance-${process.pid}`);
const names = process.argv.slice(2);
const programs = path.join(here, "programs");
for (const name of names.length ? names.map((n) => path.basename(n)) : fs.readdirSync(programs).sort()) {
  const file = path.join(programs, name);
  const [head, ...cases] = split(fs.readFileSync(file, "utf8"));
  let result = head;
  for (const text of cases) {
    const [title, ...rest] = text.trimEnd().split("\n");
    const known = rest.find((l) => l.startsWith("-- REFERENCE: newer"));
    const verdict = known ?? "-- REFERENCE: " + (await verdictOf(filesOf(rest), folder));
    const others = rest.filter((l) => !l.startsWith("-- REFERENCE: "));
    const ours = others.findIndex((l) => l.startsWith("-- OURS: "));
    others.splice(ours + 1, 0, verdict);
    result += [title, ...others].join("\n") + "\n\n";
  }
  fs.writeFileSync(file, result.trimEnd() + "\n");
  console.log(`${name}: ${cases.length} programs`);
}
fs.rmSync(folder, { recursive: true, force: true });
