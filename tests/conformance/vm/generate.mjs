// Random scripts, delivered to three peers in random order, recorded on the real AquaVM.
//
//   node generate.mjs --seed N --count M [--min-steps S] [--max-bytes B] [--KIND] [--quick] [--traces] > FILE.txt
//
// KIND: plain, foreign, forged, merges, garbled or illformed (random.mjs). --traces: the states are written as JSON, too.
// Of M seeds from N on, those are written that have at least S invocations and a record of at most B bytes.
// Each seed is named on stderr before it is tried: scripts may run for hours, and nothing can stop the VM but
// ending the process.
import { kinds, randomRecording } from "./random.mjs";
import { header } from "./record.mjs";

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const kind = kinds.find((name) => process.argv.includes(`--${name}`)) ?? "plain";
const first = option("seed", 1), count = option("count", 10);
const minSteps = option("min-steps", 1), maxBytes = option("max-bytes", Infinity);
process.stdout.write(header);
for (let seed = first; seed < first + count; ++seed) {
  console.error(seed);
  const recording = await randomRecording(seed, kind, { quick: process.argv.includes("--quick"), traces: process.argv.includes("--traces") });
  const text = recording?.text();
  if (recording && recording.data.length >= minSteps && text.length <= maxBytes) process.stdout.write(text);
}
