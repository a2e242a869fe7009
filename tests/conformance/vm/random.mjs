// Random sequences of invocations: scripts (script.mjs, illformed.mjs), and the order in which their particles and answers arrive.
// What generate.mjs and run.mjs record.
import { forge } from "./forge.mjs";
import { ExactAvm } from "./avm.mjs";
import { garbled, illFormed } from "./illformed.mjs";
import { Recording, answer } from "./record.mjs";
import { Generator, makeRandom } from "./script.mjs";
import { survey } from "./survey.mjs";

/** plain: one script, orders and faults as a network has them. foreign: some peers execute another script over the same data; forged:
 *  numbers in arriving data are changed; both as only a liar would do it. merges: a peer that takes no part merges what the others have.
 *  survey: each kind of operand at each place. garbled, illformed: most of the scripts are refused. */
export const kinds = ["plain", "foreign", "forged", "merges", "garbled", "illformed", "survey"];

/** A script that is a little different. */
function mutated(r, script) {
  const edits = [
    (s) => s.replace(/\(par /, "(seq "), (s) => s.replace(/\(seq /, "(par "),
    (s) => s.replace(/\(xor /, "(par "), (s) => s.replace(/"f"/, '"g"'),
    (s) => s.replace(/\[\]( \S+)?\)/, "[1]$1)"), (s) => s.replace(/\] x\d+\)/, "])"),
    (s) => s.replace(/\] \$s\d+\)/, "])"), (s) => s.replace(/"B"/, '"C"'),
    (s) => s.replace(/\(ap (\S+) \$s\d+\)/, "(null)"), (s) => s.replace(/\(call/, "(seq (null) (call").replace(/\]([^)]*)\)/, "]$1))"),
    (s) => s.replace(/\(canon (\S+) (\S+) (\S+)\)/, '(seq (canon $1 $2 $3) (ap 1 $$sq))'),
    (s) => s.replace(/\] x(\d+)\)/, "] $$sx$1)"), (s) => s.replace(/\] \$s(\d+)\)/, "] xs$1)"), (s) => s.replace(/\(fold (\$\S+) (\S+) /, "(fold $1 $2 (ap $2 $$sf) "),
    (s) => s.replace(/\(new \S+ \(/, "(seq (null) ("), (s) => s.replace(/\(canon \S+ (\$\S+) \S+\)/, "(fold $1 it (null))"),
  ];
  for (let i = 0; i < 20; ++i) {
    const changed = r.pick(edits)(script);
    if (changed !== script) return changed;
  }
  return script;
}

/** Another version of the script: changed, shorter, longer, or quite another script. */
function otherVersion(r, script) {
  return r.weighted([
    [4, () => mutated(r, script)], [4, () => mutated(r, mutated(r, script))],
    [1, () => `(seq ${script} ${new Generator(r).instruction(4)})`], [1, () => `(par ${new Generator(r).instruction(3)} ${script})`],
    [1, () => script.replace(/^\((seq|par) /, "").replace(/\)$/, "").replace(/^(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)).*$/, "$1")], // its first part
    [1, () => new Generator(r).script()],
  ]);
}

/** Whether a fold adds to its own stream, and so ends at the size limit only, after minutes. */
function feedsItself(script) {
  for (const { index, 1: name } of script.matchAll(/\( ?fold ([$%][^\s()]+)/g)) {
    let depth = 0, end = index;
    do depth += (script[end] === "(") - (script[end] === ")"); while (depth > 0 && ++end < script.length);
    const body = script.slice(index + 6 + name.length, end).replaceAll(/\(xor \(mismatch x\d+ 0 [^()]*\([^()]*(\([^()]*\))?[^()]*\)\)/g, "");
    if (body.includes(` ${name})`) || body.includes(` ${name} )`)) return true;
  }
  return false;
}

// What a host might answer instead of what it should: codes, and texts that are no JSON or barely are.
const oddAnswers = [
  [1, "null"], [-1, '"negative"'], [2147483647, '"the greatest"'], [-2147483648, ""], [1, "not JSON {"], [1, "two␤lines 'quoted' \\ é"], [0, ""], [0, "nul"], [0, "{a:1}"], [0, "1 2"],
  [0, "'x'"], [0, "[1,]"], [0, "01"], [0, "1."], [0, ".5"], [0, "+1"], [0, "1e400"], [0, "-1e-400"], [0, "NaN"], [0, '"\\ud800"'], [0, '"\\x"'], [0, '"␤"'], [0, "\ufeff1"], [0, " ␤ 1 "], [0, "true false"], [0, "[".repeat(127) + "]".repeat(127)],
  [0, "[".repeat(128) + "]".repeat(128)], [0, "18446744073709551616"], [0, "-9223372036854775809"], [0, "1E+2"], [0, "1e-7"], [0, "123456789012345678"], [0, "0.1"], [0, '{"a":1,"a":2}'], [0, '"\\u0000"'], [0, '"🦊"'], [0, "-0"], [0, "-0.0"],
  [0, '{"":{}}'], [0, '{"b":1,"a":2,"é":3,"B":4}'], [0, "4294967296"], [0, "false"], [0, "[]"], [0, "{}"], [0, '{"error_code":1,"message":"m","peer_id":7}'], [0, '{"error_code":1.5,"message":"m"}'], [0, '{"error_code":"1","message":"m"}'], [0, '{"message":"m"}'],
  [0, '{"error_code":1}'], [0, '{"error_code":18446744073709551615,"message":"m"}'], [0, '{"error_code":-1,"message":""}'], [0, "1e16"], [0, "1e15"], [0, "5e-324"], [0, "0.00001"], [0, "0.000001"],
];

/** Delivers particles and answers in random order, with faults. Returns how many data there are. */
async function playOut(recording, r, { scripts, forging, honest }) {
  const pool = [{ peer: "A", from: 0, results: [] }]; // what may happen next
  const seen = []; // deliveries and answers that may be repeated
  const limit = 6 + r.below(18), fault = (p) => !honest && r.chance(p);
  for (let tries = 1; pool.length && tries <= limit; ++tries) {
    const event = pool.splice(r.chance(0.5) ? 0 : r.below(pool.length), 1)[0];
    // Sometimes results of the same peer come together, or with a particle.
    for (let i = pool.length - 1; i >= 0 && r.chance(0.4); --i)
      if (pool[i].peer === event.peer && pool[i].results.length)
        event.results = [...event.results, ...pool.splice(i, 1)[0].results];
    if (fault(0.02)) event.results = [...event.results, [1 + r.below(9), { code: 0, text: '"wrong id"' }]];
    // An id twice in one invocation: the map of results has one of them.
    const results = [...new Map(event.results)];
    const script = scripts > 1 && r.chance(0.25) ? 2 : 1;
    const options = { ...event, results, script };
    const known = recording.data.length;
    if (fault(0.012)) options.fresh = true; // has forgotten all
    else if (known && fault(0.02)) options.prev = 1 + r.below(known); // has kept what somebody else has, or an older state
    if (forging && event.from && r.chance(0.5)) options.forge = (bytes) => forge(r, bytes);
    const outcome = await recording.step(event.peer, options);
    if (!outcome) return;
    if (outcome.code >= 2 && outcome.code <= 9) continue; // not recorded: the peer refuses it
    const step = recording.data.length;
    for (const peer of outcome.nextPeers.sort()) {
      pool.push({ peer, from: step, results: [] });
      seen.push({ peer, from: step, results: [] });
    }
    for (const q of outcome.requests) {
      const usual = answer(q, event.peer), odd = fault(0.03) && r.pick(oddAnswers);
      const result = [q.id, odd ? { code: odd[0], text: odd[1] } : usual];
      pool.push({ peer: event.peer, from: 0, results: [result] });
      if (fault(0.03)) seen.push({ peer: event.peer, from: 0, results: [result] });
    }
    if (seen.length && r.chance(0.08)) pool.push({ ...r.pick(seen) });
    if (r.chance(0.04)) pool.push({ peer: r.pick(["A", "B", "C"]), from: 1 + r.below(step), results: [] });
  }
}

/** Peer D, for whom no script has a call, merges the latest different data of the others: in pairs, and both ways in threes. */
async function mergeAll(recording) {
  const last = new Map();
  recording.texts.forEach((text, i) => last.set(text, i + 1));
  const steps = [...last.values()].sort((a, b) => b - a).slice(0, 4);
  const merged = new Map();
  const merge = async (a, b) => {
    if (!a || !b) return 0;
    if (!merged.has(`${a} ${b}`)) {
      const outcome = await recording.step("D", { prev: a, from: b });
      if (!outcome) throw new Error("trap");
      merged.set(`${a} ${b}`, outcome.code >= 2 && outcome.code <= 9 || outcome.code >= 20000 && outcome.code < 30000 ? 0 : recording.data.length);
    }
    return merged.get(`${a} ${b}`);
  };
  try {
    for (const a of steps) for (const b of steps) await merge(a, b);
    const three = steps.slice(0, 3);
    for (const a of three) for (const b of three) for (const c of three)
      if (new Set([a, b, c]).size === 3) { await merge(await merge(a, b), c); await merge(a, await merge(b, c)); }
  } catch (error) { if (error.message !== "trap") throw error; }
}

let checker;

/** The record of one random sequence of a kind. quick: leaves out what probably takes minutes. Null if there is none. */
export async function randomRecording(seed, kind, { quick = false, traces = false } = {}) {
  checker ??= await ExactAvm.create();
  const isLegal = (text) => checker.parse(text.replaceAll("␤", "\n")).ok;
  const r = makeRandom(seed * 7919 + kinds.indexOf(kind));
  let script, other;
  do script = new Generator(r).script(); while (script.length > 1400 || !isLegal(script));
  if (kind === "survey") script = survey(r, seed * 1009); // neighbours are far apart: a short run has a bit of everything
  if (kind === "survey" && !isLegal(script)) return null; // illformed.mjs has what is not legal
  if (quick && feedsItself(script)) return null;
  const scripts = [script];
  if (kind === "foreign") {
    do other = otherVersion(r, script); while ((quick && feedsItself(other)) || (!isLegal(other) && r.chance(0.9)));
    if (isLegal(other)) scripts.push(other);
  }
  if (kind === "garbled") {
    do other = garbled(r, script); while (feedsItself(other));
    scripts[0] = other;
  }
  if (kind === "illformed") scripts[0] = illFormed(r, seed * 389, script);
  const params = r.chance(0.1) ? { timestamp: r.pick([0, 1, 9007199254740991]), ttl: r.pick([0, 1, 4294967295]) } : { timestamp: 1700000000000, ttl: 7000 };
  const recording = new Recording(kind === "plain" ? `seed ${seed}` : `${kind} ${seed}`, scripts, { params, traces });
  await playOut(recording, r, { scripts: scripts.length, forging: kind === "forged", honest: kind === "merges" && r.chance(0.3) });
  if (kind === "merges") await mergeAll(recording);
  return recording.data.length || recording.lines.at(-1) === "trap" ? recording : null;
}
