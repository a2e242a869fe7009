// What the two compilers say about the programs of a folder that `generate` wrote. The reference's
// answers are remembered (../conformance/remember.mjs).
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { compile } from "../conformance/oracle/lib/compile.mjs";
import { remembered, textsBelow } from "../conformance/remember.mjs";

/** The programs of a folder, in the order of their seeds. */
export function programsOf(folder) {
  return fs.readdirSync(folder).filter((name) => /^p\d+$/.test(name))
    .sort((a, b) => a.slice(1) - b.slice(1)).map((name) => path.join(path.resolve(folder), name));
}

/** The errors of the reference, without colours and folders. */
async function errorsOf(folder) {
  const { errors } = await compile(path.join(folder, "main.aqua"));
  return errors.map((error) => error.replace(/\x1b\[[0-9;]*m/g, "").replaceAll(`${folder}/`, ""));
}

/** The reference inlines what is exported: without exports it only checks. */
async function errorsWithoutExports(program) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-unexported-"));
  try {
    for (const name of fs.readdirSync(program).filter((n) => n.endsWith(".aqua"))) {
      const text = fs.readFileSync(path.join(program, name), "utf8");
      fs.writeFileSync(path.join(folder, name), text.replace(/^export .*$/gm, ""));
    }
    return await errorsOf(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The reference's errors; if it breaks down while it inlines (differences.md), those of its checker, and the message of the breakdown. */
export function referenceVerdict(program) {
  return remembered(["fuzz verdict", ...textsBelow(program, ".aqua")], async () => {
    const errors = await errorsOf(program);
    const isKnown = /^internal: Internal aqua compiler error:\n(.* cannot be an arrow for |Inlining, cannot find (arrow|field) )/s.test(errors[0] ?? "");
    return isKnown ? { errors: await errorsWithoutExports(program), breakdown: errors[0] } : { errors };
  });
}

/** The one message for a run of ours that broke down. */
function breakdownOf(run) {
  const said = run.stderr.split("\n").filter((l) => l.startsWith("aqua: ") || l.startsWith("  ")).join(" ");
  return { severity: "error", code: "breakdown", message: `exit ${run.status ?? run.signal}: ${said}` };
}

/** Our errors by program: {code, message, file, range}. Many programs are checked by one process. */
export function ourErrors(aqua, programs) {
  if (programs.length > 100)
    return new Map([...ourErrors(aqua, programs.slice(0, 100)), ...ourErrors(aqua, programs.slice(100))]);
  const run = spawnSync(aqua, ["check", "--format", "json", ...programs.map((p) => path.join(p, "main.aqua"))],
    { encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.error) throw run.error;
  if (run.status !== 0 && run.status !== 1) { // on which program?
    if (programs.length === 1) return new Map([[programs[0], [breakdownOf(run)]]]);
    const half = programs.length >> 1;
    return new Map([...ourErrors(aqua, programs.slice(0, half)), ...ourErrors(aqua, programs.slice(half))]);
  }
  const errors = new Map(programs.map((p) => [p, []]));
  const byName = new Map(programs.map((p) => [path.basename(p), p]));
  for (const line of `${run.stdout}\n${run.stderr}`.split("\n").filter((l) => l.startsWith("{"))) {
    const diagnostic = JSON.parse(line);
    if (diagnostic.severity !== "error") continue;
    const program = byName.get(path.basename(path.dirname(diagnostic.file ?? "")));
    if (!program) throw new Error(`an error of no program: ${line}`);
    errors.get(program).push(diagnostic);
  }
  return errors;
}

/** An error of ours in one line. */
export function textOf({ code, message, file, range }) {
  return range ? `${code} ${path.basename(file)}:${range.start.line}:${range.start.col}: ${message}` : `${code}: ${message}`;
}
