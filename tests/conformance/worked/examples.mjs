// The worked examples of spec/03 §17: programs of the golden tests that name an example, with the
// scenarios in which they are run.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const golden = path.join(here, "../../golden/air");

/** Options of our compiler -> settings of `compile` of the oracle. */
const SETTINGS = { "--no-relay": { noRelay: true }, "--no-xor": { noXor: true }, "--tracing": { tracing: true }, "--empty-response": { emptyResponse: true } };

/** The base scenario with what a variant says instead; services method by method. */
function variantOf(base, variant) {
  const services = { ...base.services };
  for (const [id, methods] of Object.entries(variant.services ?? {})) services[id] = { ...services[id], ...methods };
  return { ...base, ...variant, args: { ...base.args, ...variant.args }, services };
}

/** [{name, file, flags, settings, scenarios}] in the order of the specification. */
export function workedExamples() {
  const { base, ...variants } = JSON.parse(fs.readFileSync(path.join(here, "scenarios.json"), "utf8"));
  const examples = [];
  for (const entry of fs.readdirSync(golden).filter((name) => name.endsWith(".aqua"))) {
    const file = path.join(golden, entry), name = entry.slice(0, -".aqua".length);
    const text = fs.readFileSync(file, "utf8");
    const number = /^-- spec\/03 E(\d+)/m.exec(text);
    if (!number) continue;
    const flags = /^-- RUN: --emit=air(.*)$/m.exec(text)[1].split(" ").filter(Boolean);
    examples.push({
      name, file, flags, number: Number(number[1]),
      settings: Object.assign({}, ...flags.map((flag) => SETTINGS[flag])),
      scenarios: (variants[name] ?? [{}]).map((variant) => variantOf(base, variant)),
    });
    delete variants[name];
  }
  const unused = Object.keys(variants);
  if (unused.length) throw new Error(`scenarios.json names programs that are not there: ${unused.join(", ")}`);
  return examples.sort((a, b) => a.number - b.number);
}
