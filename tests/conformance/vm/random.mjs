// Random scripts and the order in which their particles arrive: what generate.mjs and run.mjs record.
import fs from "node:fs";
import { rng } from "../oracle/lib/net.mjs";
import { ExactAvm } from "./avm.mjs";
import { Recording, answer, answers } from "./record.mjs";

function makeRandom(seed) {
  const random = rng(seed);
  const r = {
    chance: (p) => random() < p,
    below: (n) => Math.floor(random() * n),
    pick: (list) => list[r.below(list.length)],
    /** One of [weight, value]. */
    weighted(pairs) {
      let x = random() * pairs.reduce((sum, [w]) => sum + w, 0);
      for (const [w, value] of pairs) if ((x -= w) < 0) return value;
      return pairs.at(-1)[1];
    },
  };
  return r;
}

/** Writes one random script. Knows what is defined so far, in order of the text. */
class Generator {
  constructor(r) {
    this.r = r;
    this.count = 0;
    this.calm = r.chance(0.6); // few mistakes, so that particles live longer
    this.folded = []; // iterables of the folds around
    this.kinds = {}; // of scalars: the function they come from
    this.budget = 6 + r.below(22); // instructions that do something
    this.scalars = []; this.streams = []; this.maps = []; this.canons = []; this.canonMaps = [];
    this.iterators = []; // in scope
  }

  fresh(prefix) { return `${prefix}${++this.count}`; }
  scalarName() {
    if (this.scalars.length && this.r.chance(this.calm ? 0.01 : 0.08)) return this.r.pick(this.scalars);
    return this.fresh("x");
  }
  streamName() {
    let name = this.streams.length && this.r.chance(0.75) ? this.r.pick(this.streams) : this.fresh("$s");
    // A fold that adds to its own stream ends at the size limit, after minutes.
    if (this.folded.includes(name) && this.r.chance(0.97)) name = this.fresh("$s");
    if (!this.streams.includes(name)) this.streams.push(name);
    return name;
  }
  mapName() {
    let name = this.maps.length && this.r.chance(0.8) ? this.r.pick(this.maps) : this.fresh("%m");
    if (this.folded.includes(name) && this.r.chance(0.97)) name = this.fresh("%m");
    if (!this.maps.includes(name)) this.maps.push(name);
    return name;
  }

  peer() {
    const { r } = this;
    if (this.scalars.length && !this.calm && r.chance(0.03)) return r.pick(this.scalars);
    if (this.iterators.length && r.chance(0.02)) return r.pick(this.iterators);
    return r.weighted([[5, '"A"'], [4, '"B"'], [3, '"C"'], [1, "%init_peer_id%"]]);
  }
  lens() {
    const accessor = () => this.r.weighted([
      [4, `.[${this.r.below(3)}]`], [2, ".a"], [1, ".k"], [1, ".s"], [1, ".zz"], [1, ".error_code"],
      [1, ".message"], [this.variables().length ? 1 : 0, `.[${this.r.pick(this.variables()) ?? "x"}]`]]);
    if (this.r.chance(0.15)) return ".length";
    return ".$" + accessor() + (this.r.chance(0.25) ? accessor() : "");
  }
  /** A lens that probably fits. */
  lensFor(name) {
    if (!this.calm) return this.lens();
    const lenses = { obj: [".$.a", ".$.a.[1]", ".$.k", ".$.i", ".$.a.length"], arr: [".$.[0]", ".$.[2]", ".length"],
                     nest: [".$.[0]", ".$.[0].[1]", ".$.[1]"], peers: [".$.[0]", ".$.[1]"], two: [".$.[1]"] };
    return this.r.pick(lenses[this.kinds[name]] ?? [""]).replace(/^(\.\$.*)\.length$/, "$1");
  }
  variables() { return [...this.scalars, ...this.iterators, ...this.iterators]; }
  value() {
    const { r } = this, variables = this.variables();
    const picked = r.weighted([
      [2, String(r.below(3))], [1, '"k"'], [0.3, "1.5"], [0.3, "true"], [0.3, "[]"], [0.2, "-1"],
      [0.2, "%ttl%"], [0.2, "%timestamp%"], [0.3, "%init_peer_id%"],
      [0.5, ":error:"], [0.3, ":error:.$.error_code"], [0.4, "%last_error%"], [0.2, "%last_error%.$.message"],
      [variables.length ? 8 : 0, r.pick(variables)],
      [variables.length ? 1.5 : 0, () => { const v = r.pick(variables); return v + this.lensFor(v); }],
      [this.canons.length ? 3 : 0, r.pick(this.canons)],
      [this.canons.length ? 1 : 0, r.pick(this.canons) + (this.calm ? ".length" : this.lens())],
      [this.canonMaps.length ? 2 : 0, r.pick(this.canonMaps)],
      [this.canonMaps.length ? 2 : 0, r.pick(this.canonMaps) + r.pick([".$.k", ".$.[5]", ".length", ".$.k.[0]", ".$.k.[0].a", ".$.l.[1]", ".$.q.[0]"])],
    ]);
    return typeof picked === "string" ? picked : picked();
  }
  apValue() {
    for (;;) { const v = this.value(); if (!/^#%\w+$/.test(v)) return v; }
  }

  call() {
    const { r } = this;
    const fn = r.chance(0.55) ? r.pick(["f", "g", "h"])
      : r.chance(this.calm ? 0.06 : 0.2) ? "err" : r.pick(Object.keys(answers).filter((f) => f !== "badjson"));
    const peer = this.peer();
    const args = Array.from({ length: r.weighted([[4, 0], [4, 1], [2, 2]]) }, () => this.value());
    const kind = r.weighted([[3, "none"], [5, "scalar"], [3, "stream"]]);
    let out = "";
    if (kind === "scalar") { out = " " + this.scalarName(); }
    if (kind === "stream") out = " " + this.streamName();
    const text = `(call ${peer} ("s" "${fn}") [${args.join(" ")}]${out})`;
    if (kind === "scalar") { this.define(out.slice(1)); this.kinds[out.slice(1)] = fn; }
    return text;
  }
  define(name) { if (!this.scalars.includes(name)) this.scalars.push(name); }

  leaf() {
    const { r } = this;
    --this.budget;
    return r.weighted([
      [12, () => this.call()],
      [3, () => { const v = this.apValue(), n = this.scalarName(); this.define(n); return `(ap ${v} ${n})`; }],
      [5, () => { const v = this.apValue(); return `(ap ${v} ${this.streamName()})`; }],
      [2, () => { const v = this.apValue(), m = this.mapName();
        return `(ap (${r.weighted([[3, '"k"'], [2, '"l"'], [2, "5"], [this.scalars.length ? 1 : 0, r.pick(this.scalars)]])} ${v}) ${m})`; }],
      [this.streams.length ? 3 : 0.2, () => { const n = this.canonName("#c", this.canons);
        return `(canon ${this.peer()} ${this.streamName()} ${n})`; }],
      [this.maps.length ? 2 : 0.1, () => { const n = this.canonName("#%m", this.canonMaps);
        return `(canon ${this.peer()} ${this.mapName()} ${n})`; }],
      [this.maps.length ? 1 : 0, () => { const m = this.mapName(), n = this.scalarName(); this.define(n);
        return `(canon ${this.peer()} ${m} ${n})`; }],
      [this.calm ? 0.3 : 1.2, () => this.fail()],
      [1, () => "(null)"],
      [this.calm ? 0.1 : 0.5, () => "(never)"],
    ])();
  }
  canonName(prefix, list) {
    if (list.length && this.r.chance(this.calm ? 0.01 : 0.08)) return this.r.pick(list);
    const name = this.fresh(prefix);
    list.push(name);
    return name;
  }
  fail() {
    const variables = this.scalars;
    return this.r.weighted([
      [3, `(fail ${1 + this.r.below(9)} "boom")`], [1, "(fail :error:)"], [1, "(fail %last_error%)"],
      [variables.length ? 1.5 : 0, `(fail ${this.r.pick(variables)})`],
      [this.canons.length ? 0.5 : 0, `(fail ${this.r.pick(this.canons)}.$.[0])`],
    ]);
  }

  instruction(depth) {
    const { r } = this;
    if (depth <= 0 || this.budget <= 0) return this.leaf();
    const two = (name) => { const left = this.instruction(depth - 1); return `(${name} ${left} ${this.instruction(depth - 1)})`; };
    return r.weighted([
      [12, () => two("seq")], [6, () => two("par")], [4, () => two("xor")],
      [2, () => { const a = this.value(), b = r.chance(0.4) ? a : this.value();
        const text = `(${r.pick(["match", "mismatch"])} ${a} ${b} ${this.instruction(depth - 1)})`;
        return this.calm ? `(xor ${text} ${r.chance(0.5) ? "(null)" : this.instruction(depth - 2)})` : text; }],
      [3, () => this.fold(depth)],
      [2, () => this.newScope(depth)],
      [4, () => this.leaf()],
    ])();
  }
  newScope(depth) {
    const { r } = this;
    const name = r.weighted([
      [2, () => this.streamName()], [1, () => this.mapName()],
      [1, () => { const n = this.scalarName(); this.define(n); return n; }],
      [0.7, () => this.canonName("#c", this.canons)], [0.3, () => this.canonName("#%m", this.canonMaps)],
    ])();
    return `(new ${name} ${this.instruction(depth - 1)})`;
  }
  fold(depth, wanted) {
    const { r } = this;
    const iterables = [
      ...this.streams.flatMap((s) => [s, s]), ...this.maps, ...this.canons, ...this.canonMaps,
      ...this.scalars.filter((s) => !this.calm || /arr|nest|two|peers|empty/.test(this.kinds[s])).slice(-3),
      ...(this.calm ? this.scalars.filter((s) => this.kinds[s] === "obj").map((s) => s + ".$.a")
        : [...this.iterators, ...this.scalars.slice(-2).map((s) => s + r.pick([".$.a", ".$.[0]", ".$.k"]))]),
      ...this.canonMaps.map((m) => m + ".$.k"), ...(r.chance(0.1) ? ["[]"] : []),
    ];
    if (this.folded.length >= 2 || (!wanted && !iterables.length)) return this.leaf();
    const iterable = wanted ?? r.pick(iterables), isStream = /^[$%]/.test(iterable);
    const i = this.fresh("i");
    this.iterators.push(i);
    this.folded.push(iterable);
    const next = `(next ${i})`;
    const inner = () => this.instruction(depth - 2);
    const shapes = [
      [6, () => `(seq ${inner()} ${next})`], [4, () => `(par ${inner()} ${next})`],
      [1, () => `(seq ${inner()} (xor ${next} ${inner()}))`], [1, () => `(xor (seq ${inner()} ${next}) ${inner()})`],
      [0.7, () => `(xor ${inner()} ${next})`], [0.7, () => { const x = this.streamName(); return `(new ${x} (seq ${inner()} ${next}))`; }],
      [0.7, () => { const v = this.value(); return `(xor (match ${i} ${v} (seq ${inner()} ${next})) ${inner()})`; }],
      [0.3, () => inner()],
    ];
    if (!isStream) shapes.push([1, () => `(seq ${next} ${inner()})`], [1, () => `(par ${next} ${inner()})`]);
    const body = r.weighted(shapes)();
    this.iterators.pop();
    const last = r.weighted([[5, () => ""], [3, () => " (null)"], [1, () => " (never)"], [1, () => {
      this.iterators.push(i); const x = inner(); this.iterators.pop(); return " " + x; }]])();
    this.folded.pop();
    return `(fold ${iterable} ${i} ${body}${last})`;
  }

  /** Peers add to one stream or map in parallel, then it is folded or canonicalised. */
  gather() {
    const { r } = this, isMap = r.chance(0.25), name = isMap ? this.mapName() : this.streamName();
    const branches = Array.from({ length: 2 + r.below(3) }, () => {
      const peer = r.pick(['"A"', '"B"', '"C"']), fn = r.pick(["f", "g", "obj", "uno", "zero", "arr"]);
      const hop = r.chance(0.5) ? `(call "A" ("s" "hop") [])` : "(null)";
      if (!isMap) return `(seq (call ${peer} ("s" "${fn}") [] ${name}) ${hop})`;
      const x = this.scalarName();
      return `(seq (call ${peer} ("s" "${fn}") [] ${x}) (seq (ap (${r.pick(['"k"', "5", '"l"'])} ${x}) ${name}) ${hop}))`;
    });
    const writes = branches.reduceRight((rest, branch) => `(par ${branch} ${rest})`);
    return `(${r.pick(["seq", "par"])} ${writes} ${r.chance(0.8) ? this.fold(6, name) : this.instruction(4)})`;
  }

  script() {
    const parts = Array.from({ length: 1 + this.r.below(4) }, () =>
      this.r.chance(0.35) ? this.gather() : this.instruction(5));
    return parts.reduceRight((rest, part) => `(${this.r.chance(0.85) ? "seq" : "par"} ${part} ${rest})`);
  }
}

/** A script that is a little different. */
function mutated(r, script) {
  const edits = [
    (s) => s.replace(/\(par /, "(seq "), (s) => s.replace(/\(seq /, "(par "),
    (s) => s.replace(/\(xor /, "(par "), (s) => s.replace(/"f"/, '"g"'),
    (s) => s.replace(/\[\]( \S+)?\)/, "[1]$1)"), (s) => s.replace(/\] x\d+\)/, "])"),
    (s) => s.replace(/\] \$s\d+\)/, "])"), (s) => s.replace(/"B"/, '"C"'),
    (s) => s.replace(/\(ap (\S+) \$s\d+\)/, "(null)"), (s) => s.replace(/\(call/, "(seq (null) (call").replace(/\]([^)]*)\)/, "]$1))"),
    (s) => s.replace(/\(canon (\S+) (\S+) (\S+)\)/, '(seq (canon $1 $2 $3) (ap 1 $$sq))'),
  ];
  for (let i = 0; i < 20; ++i) {
    const changed = r.pick(edits)(script);
    if (changed !== script) return changed;
  }
  return script;
}

/** Replaces, drops, doubles or swaps words and brackets: most such scripts are refused. */
function garbled(r, script) {
  const tokens = script.match(/"[^"]*"|[()]|[^\s()"]+/g);
  for (let edits = 1 + r.below(3); edits > 0; --edits) {
    const i = r.below(tokens.length), j = Math.min(tokens.length - 1, i + 1 + r.below(3));
    r.weighted([
      [2, () => tokens.splice(i, 1)], [2, () => tokens.splice(i, 0, tokens[i])],
      [2, () => { [tokens[i], tokens[j]] = [tokens[j], tokens[i]]; }],
      [4, () => { tokens[i] = r.pick(tokens); }], [3, () => { tokens[i] = r.pick(words); }],
    ])();
    if (!tokens.length) tokens.push("(");
  }
  return tokens.join(" ");
}
// Other alphabets are left out: some names make the parser of AquaVM trap.
const words = fs.readFileSync(new URL("../verdicts/air-words.txt", import.meta.url), "utf8")
  .split("\n").filter((word) => /^[\x21-\x7e]+$/.test(word) && !/^"/.test(word));

/** Whether a fold adds to its own stream, and so ends at the size limit only, after minutes. */
function feedsItself(script) {
  for (const { index, 1: name } of script.matchAll(/\( ?fold ([$%][^\s()]+)/g)) {
    let depth = 0, end = index;
    do depth += (script[end] === "(") - (script[end] === ")"); while (depth > 0 && ++end < script.length);
    const body = script.slice(index + 6 + name.length, end);
    if (body.includes(` ${name})`) || body.includes(` ${name} )`)) return true;
  }
  return false;
}

async function playOut(recording, r, scripts) {
  const pool = [{ peer: "A", from: 0, results: [] }]; // what may happen next
  const seen = []; // deliveries that may be repeated
  const limit = 6 + r.below(18);
  for (let step = 1; pool.length && step <= limit; ++step) {
    const event = pool.splice(r.chance(0.5) ? 0 : r.below(pool.length), 1)[0];
    // Sometimes results of the same peer come together, or with a particle.
    for (let i = pool.length - 1; i >= 0 && r.chance(0.4); --i)
      if (pool[i].peer === event.peer && pool[i].results.length)
        event.results = [...event.results, ...pool.splice(i, 1)[0].results];
    const script = scripts > 1 && r.chance(0.25) ? 2 : 1;
    const outcome = await recording.step(event.peer, { ...event, script });
    if (!outcome || outcome.code === 8 || outcome.code === 9) return outcome ? outcome.code : 0;
    for (const peer of outcome.nextPeers.sort()) {
      pool.push({ peer, from: step, results: [] });
      seen.push({ peer, from: step });
    }
    for (const q of outcome.requests)
      pool.push({ peer: event.peer, from: 0, results: [[q.id, answer(q, event.peer)]] });
    if (seen.length && r.chance(0.08)) pool.push({ ...r.pick(seen), results: [] });
    if (r.chance(0.04)) pool.push({ peer: r.pick(["A", "B", "C"]), from: 1 + r.below(step), results: [] });
  }
  return 0;
}

let checker;

/**
 * The record of one random sequence, or null if there is nothing to compare: content ids and signatures are
 * not checked by our VM. kinds: "plain", "foreign" (some peers execute another script over the same data, as only a
 * forger would do it), "garbled" (scripts that are refused or odd). quick: leaves out what probably takes minutes.
 */
export async function randomRecording(seed, kind, { quick = false } = {}) {
  checker ??= await ExactAvm.create();
  const r = makeRandom(seed * 7919);
  let script, other;
  do script = new Generator(r).script(); while (script.length > 900 || !checker.parse(script).ok);
  if (quick && feedsItself(script)) return null;
  const scripts = [script];
  if (kind === "foreign") {
    do other = r.chance(0.5) ? mutated(r, script) : mutated(r, mutated(r, script));
    while (!checker.parse(other).ok && r.chance(0.9));
    if (checker.parse(other).ok) scripts.push(other);
  }
  if (kind === "garbled") {
    do other = garbled(r, script); while (feedsItself(other));
    scripts[0] = other;
  }
  const recording = new Recording(kind === "plain" ? `seed ${seed}` : `${kind} ${seed}`, scripts);
  const code = await playOut(recording, r, scripts.length);
  return code === 0 ? recording : null;
}
