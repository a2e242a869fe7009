// Our compiler and VM as functions, and what must be equal when two VMs run the same script.
import fs from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { compareOutcomes } from "./oracle/lib/outcome.mjs";

export class Ours {
  /** binary: the `aqua` program; temporary: a folder to write to. */
  constructor(binary, temporary) {
    this.binary = binary;
    this.temporary = temporary;
  }

  /** Runs `aqua` with arguments. */
  aqua(...args) {
    const run = spawnSync(this.binary, args, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (run.error) throw run.error;
    return run;
  }

  /** Runs a function on our VM: the outcome object. flags: options of the compiler. */
  run(file, name, scenario, seed, flags = []) {
    const out = path.join(this.temporary, "outcome.json");
    fs.rmSync(out, { force: true });
    const run = this.aqua("run", file, ...flags, "-f", name, "--scenario", scenario, "--allow-process", "--failure-policy", "drop", "--outcome", out,
      ...(seed === undefined ? [] : ["--seed", String(seed)]));
    if (!fs.existsSync(out)) throw new Error(`aqua run ${name}: exit ${run.status}\n${run.stderr}`);
    return JSON.parse(fs.readFileSync(out, "utf8"));
  }
}

/** The value with the keys of all objects in order. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

/** What must be equal to the letter between two VMs that run the same script. */
export function strictDifferences(real, ours) {
  const found = [...compareOutcomes(real, ours, { strict: true }).differences];
  const same = (what, a, b) => {
    const [x, y] = [a, b].map((v) => JSON.stringify(sorted(v)));
    if (x !== y) found.push(`${what}: real ${x}, ours ${y}`);
  };
  same("errors", real.errors, ours.errors);
  const call = (c) => ({ peer: c.peer, service: c.service, func: c.func, args: c.args, result: c.result, error: c.error });
  same("calls in order", real.calls.map(call), ours.calls.map(call));
  for (const key of ["hops", "vmInvocations", "virtualMs"]) same(`stats.${key}`, real.stats[key], ours.stats[key]);
  return found;
}
