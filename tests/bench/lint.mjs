#!/usr/bin/env node
// How long `aqua lint` takes compared with `aqua check`, in one run over a generated workspace, and how many lines a second `aqua fmt` does on one core.
//
// usage: lint.mjs AQUA [--lines N]      fails if linting takes more than 2.5 times as long as checking
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { generateModule } from "./generate.mjs";

const [binary, option, count] = process.argv.slice(2);
if (!binary || (option && option !== "--lines")) {
  console.error("usage: lint.mjs AQUA [--lines N]");
  process.exit(2);
}
const linesPerModule = 500;
const most = 2.5;
const rounds = 7;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-lint-"));
let lines = 0;
for (let i = 0; i < Number(count ?? 20_000) / linesPerModule; i++) {
  const text = generateModule(linesPerModule).replace("aqua Generated", `aqua Generated${i}`);
  lines += text.split("\n").length;
  fs.writeFileSync(path.join(folder, `m${i}.aqua`), text);
}

/** Seconds of processor time: what else runs on the machine hardly counts. */
function secondsOf(args, statuses) {
  const script = `"$0" "$@" >/dev/null 2>&1; status=$?; times; exit $status`;
  const run = spawnSync("bash", ["-c", script, path.resolve(binary), ...args], { encoding: "utf8", cwd: folder });
  if (!statuses.includes(run.status)) throw new Error(`aqua ${args.join(" ")}: status ${run.status}`);
  // The second line is about child processes: user and system.
  const parts = run.stdout.trim().split("\n").at(-1).split(" ").map((text) => /(\d+)m([\d.]+)s/.exec(text));
  return parts.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}

// In turns, so that both see the same machine; the best of each counts.
const best = { check: Infinity, lint: Infinity, fmt: Infinity };
for (let i = 0; i < rounds; i++) {
  best.check = Math.min(best.check, secondsOf(["check", "."], [0]));
  best.lint = Math.min(best.lint, secondsOf(["lint", "-j1", "."], [0]));
  best.fmt = Math.min(best.fmt, secondsOf(["fmt", "--check", "--jobs=1", "."], [0, 1]));
}
fs.rmSync(folder, { recursive: true });
const ratio = best.lint / best.check;
console.log(`${lines} lines: check ${best.check.toFixed(3)} s, check and lint ${best.lint.toFixed(3)} s: ${ratio.toFixed(2)} times (at most ${most})`);
console.log(`fmt: ${Math.round(lines / best.fmt)} lines a second on one core, start and checks included`);
process.exit(ratio > most ? 1 : 0);
