// Random scripts: every instruction with every kind of operand that is legal at its place (spec/04 §3), over names that are
// mostly defined above. What of it is executed is counted by replay_records (Coverage.cpp).
import { answers } from "./record.mjs";
import { rng } from "../oracle/lib/net.mjs";

export function makeRandom(seed) {
  const random = rng(seed);
  const r = {
    chance: (p) => random() < p,
    below: (n) => Math.floor(random() * n),
    pick: (list) => list[r.below(list.length)],
    /** One of [weight, value]; a value that is a function is called. */
    weighted(pairs) {
      let x = random() * pairs.reduce((sum, [w]) => sum + w, 0), chosen = pairs.at(-1)[1];
      for (const [w, value] of pairs) if ((x -= w) < 0) { chosen = value; break; }
      return typeof chosen === "function" ? chosen() : chosen;
    },
  };
  return r;
}

// Literals that are written or read in an unusual way; "␤" stands for a line break (README.md).
const integers = ["-1", "-2", "+5", "007", "-0", "9223372036854775807", "-9223372036854775808", "9007199254740993", "4294967295", "4294967296"];
const floats = ["1.5", "-0.5", "1.", "0.0", "-0.0", "123456789.5", "0.000000001", "-1.25", "100000000.0", "1.0"];
const strings = ['"k"', '"l"', '""', '"a b;c"', '"é🦊"', '"(x) [y]"', '"7"', '"\\"', '"two␤lines"', '"a"', '"B"'];
const fields = ["a", "k", "s", "n", "i", "f", "zz", "error_code", "message", "instruction", "peer_id", "length", "key", "value", "a-b_1"];

// What the answers of services are good for (record.mjs); all others are strings.
const kindsOfAnswers = {
  array: ["arr", "nest", "two", "peers", "empty", "mixed", "objs"], object: ["obj", "eobj", "keys", "deep", "odd", "ecode", "emsg"],
  peer: ["peerB", "peerA"], name: ["fname"], index: ["zero", "uno"], number: ["neg", "f15", "big", "one"], other: ["t", "nil", "no"],
};
const kindOf = Object.fromEntries(Object.entries(kindsOfAnswers).flatMap(([kind, names]) => names.map((name) => [name, kind])));
const lensesOfAnswers = {
  obj: [".$.a", ".$.a.[1]", ".$.k", ".$.i", ".$.n", ".$.a[0]!", ".$.f"], arr: [".$.[0]", ".$.[2]", ".length", ".$[1]"], nest: [".$.[0]", ".$.[0].[1]", ".$.[1]", ".$[0][1]!"],
  peers: [".$.[0]", ".$.[1]"], two: [".$.[1]", ".length"], eobj: [".$.error_code", ".$.message"], keys: [".$.k", ".$.length", ".$.a-b_1"],
  deep: [".$.a.k.[0].s", ".$.a.k.[0].n.[1]"], mixed: [".$.[0]", ".$.[3]", ".$.[4].a", ".length"], objs: [".$.[0].a", ".$.[1]"],
};
// Deterministic services that make odd results come last; what cannot be read as JSON ends most particles early.
const ordinary = Object.keys(answers).filter((name) => !["badjson", "err"].includes(name));

/** Writes one random script. Knows what is defined so far, in order of the text. */
export class Generator {
  constructor(r) {
    this.r = r;
    this.count = 0;
    this.calm = r.chance(0.6); // few mistakes, so that particles live longer
    this.folded = []; // iterables of the folds around
    this.kinds = {}; // of scalars: the function they come from
    this.budget = 6 + r.below(22); // instructions that do something
    this.scalars = []; this.streams = []; this.maps = []; this.canons = []; this.canonMaps = [];
    this.iterators = []; // in scope
    this.ended = []; // iterators of folds that have ended
  }

  // ---- names

  fresh(prefix) { return `${prefix}${++this.count}`; }
  define(name) { if (!this.scalars.includes(name)) this.scalars.push(name); }
  scalarName() {
    if (this.scalars.length && this.r.chance(this.calm ? 0.01 : 0.08)) return this.r.pick(this.scalars);
    if (!this.calm && this.iterators.length && this.r.chance(0.02)) return this.r.pick(this.iterators);
    return this.r.chance(0.01) ? this.fresh(this.r.pick(["имя", "1e", "-", "x-", "X_"])) : this.fresh("x");
  }
  pushName(list, prefix, reuse) {
    let name = list.length && this.r.chance(reuse) ? this.r.pick(list) : this.fresh(prefix);
    // A fold that adds to its own stream ends at the size limit, after minutes.
    if (this.folded.includes(name) && this.r.chance(0.97)) name = this.fresh(prefix);
    if (!list.includes(name)) list.push(name);
    return name;
  }
  streamName() { return this.pushName(this.streams, "$s", 0.75); }
  mapName() { return this.pushName(this.maps, "%m", 0.8); }
  canonName(prefix, list) {
    if (list.length && this.r.chance(this.calm ? 0.01 : 0.08)) return this.r.pick(list);
    const name = this.fresh(prefix === "#c" ? this.r.pick(["#c", "#c", "#$c"]) : prefix);
    list.push(name);
    return name;
  }
  variables() { return [...this.scalars, ...this.iterators, ...this.iterators]; }
  /** A scalar whose value has probably this kind; any if there is none or mistakes are wanted. */
  fitting(...kinds) {
    const fit = this.scalars.filter((name) => kinds.includes(kindOf[this.kinds[name]] ?? "string"));
    if (fit.length && this.r.chance(this.calm ? 0.95 : 0.5)) return this.r.pick(fit);
    return this.calm && !fit.length ? undefined : this.r.pick(this.variables());
  }

  // ---- lenses

  index() { return this.r.weighted([[8, () => this.r.below(3)], [1, 3], [0.5, 7], [0.3, 4294967295]]); }
  accessor() {
    const { r } = this, variables = [...this.variables(), ...this.ended.slice(-1)];
    return r.weighted([
      [4, () => `.[${this.index()}]`], [1, () => `[${this.index()}]`], [4, () => `.${r.pick(fields)}`],
      [variables.length ? 1.5 : 0, () => `.[${this.fitting("index", "name", "number", "string") ?? r.pick(variables)}]`],
      [variables.length ? 0.5 : 0, () => `[${r.pick(variables)}]`],
    ]);
  }
  lens() {
    if (this.r.chance(0.15)) return ".length";
    let text = ".$" + this.accessor();
    for (let more = this.r.weighted([[7, 0], [2, 1], [1, 2], [0.2, 5]]); more > 0; --more) text += this.accessor();
    return text + (this.r.chance(0.07) ? "!" : "");
  }
  /** A lens that probably fits the scalar; none if none is known. */
  lensFor(name) {
    const known = lensesOfAnswers[this.kinds[name]];
    if (!this.calm || this.r.chance(0.05)) return this.lens();
    return known ? this.r.pick(known) : "";
  }
  canonLens() {
    if (this.calm) return this.r.weighted([[3, ".length"], [1, ".$.[0]"], [0.3, () => this.lens()]]);
    return this.lens();
  }
  mapLens() {
    return this.r.weighted([
      [4, () => this.r.pick([".$.k", ".$.[5]", ".length", ".$.k.[0]", ".$.k.[0].a", ".$.l.[1]", ".$.q.[0]", ".$.[0]", ".$.[7]", ".$.k.length", ".$.k.[0].[0]"])],
      [this.variables().length ? 1 : 0, () => `.$.[${this.r.pick(this.variables())}]`],
      [this.variables().length ? 0.7 : 0, () => `.$.k.[${this.r.pick(this.variables())}]`], [this.calm ? 0.2 : 1, () => this.lens()],
    ]);
  }

  // ---- operands: for each place [weight, kind], as the table of spec/04 §3 has them

  operand(choices) {
    const { r } = this, has = (list) => list.length > 0;
    const scalarLens = () => { const v = r.pick(this.variables()); return v + this.lensFor(v); };
    const writers = {
      init: () => "%init_peer_id%", ttl: () => "%ttl%", timestamp: () => "%timestamp%", boolean: () => r.pick(["true", "false"]), empty: () => "[]",
      string: () => r.pick(strings), integer: () => (r.chance(0.7) ? String(r.below(3)) : r.pick(integers)), float: () => r.pick(floats),
      error: () => ":error:", errorLens: () => ":error:" + this.errorLens(), last: () => "%last_error%", lastLens: () => "%last_error%" + this.errorLens(),
      scalar: has(this.variables()) && (() => r.pick(this.variables())), scalarLens: has(this.variables()) && scalarLens,
      canon: has(this.canons) && (() => r.pick(this.canons)), canonLens: has(this.canons) && (() => this.long(this.canons) + this.canonLens()),
      canonMap: has(this.canonMaps) && (() => r.pick(this.canonMaps)), canonMapLens: has(this.canonMaps) && (() => this.long(this.canonMaps) + this.mapLens()),
      peerName: () => r.weighted([[5, '"A"'], [4, '"B"'], [3, '"C"']]), oddPeer: () => r.pick(['""', '"nobody"', '"é"', '"a b"']),
      peerScalar: () => this.fitting("peer") ?? this.writer("peerName"),
      peerLens: () => { const v = this.scalars.find((name) => this.kinds[name] === "peers"); return v ? v + r.pick([".$.[0]", ".$.[1]"]) : '"A"'; },
      nameScalar: () => this.fitting("name", "string") ?? '"f"', nameLens: () => { const v = this.scalars.find((name) => this.kinds[name] === "obj"); return v ? v + ".$.k" : '"g"'; },
      array: () => this.fitting("array") ?? "[]", undefined: () => this.fresh("u"),
    };
    this.writer = (kind) => writers[kind]();
    return r.weighted(choices.filter(([, kind]) => writers[kind]).map(([w, kind]) => [w, writers[kind]]));
  }
  /** A name that may have a lens: two characters at least behind its tag. */
  long(names) { return this.r.pick(names); }
  errorLens() {
    const { r } = this;
    return r.weighted([[3, ".$.error_code"], [3, ".$.message"], [1, ".$.instruction"], [1.5, ".$.peer_id"], [this.calm ? 0.2 : 1, () => this.lens()]]);
  }

  peer() {
    const odd = this.calm ? 0.2 : 1;
    return this.operand([[11, "peerName"], [1, "init"], [0.3, "peerScalar"], [0.3, "peerLens"], [0.15 * odd, "oddPeer"],
      [0.3 * odd, "scalar"], [0.3 * odd, "scalarLens"], [0.3 * odd, "canonLens"], [0.3 * odd, "canonMapLens"]]);
  }
  /** Service id or name of a function. */
  callee(text) {
    if (this.r.chance(this.calm ? 0.97 : 0.9)) return text;
    const odd = this.calm ? 0.1 : 1;
    return this.operand([[1, "nameScalar"], [1, "nameLens"], [0.3, "string"], [0.5 * odd, "scalar"], [0.5 * odd, "scalarLens"], [0.5 * odd, "canonLens"], [0.5 * odd, "canonMapLens"]]);
  }
  value(more = []) {
    return this.operand([[2, "integer"], [1, "string"], [0.4, "float"], [0.4, "boolean"], [0.3, "empty"], [0.2, "ttl"], [0.2, "timestamp"], [0.3, "init"],
      [0.5, "error"], [0.4, "errorLens"], [0.5, "last"], [0.4, "lastLens"], [8, "scalar"], [1.8, "scalarLens"], [3, "canon"], [1.3, "canonLens"],
      [2, "canonMapLens"], ...more]);
  }
  argument() { return this.value([[2, "canonMap"]]); }
  key() {
    const { r } = this;
    return r.weighted([[3, '"k"'], [2, '"l"'], [2, "5"], [0.5, '"5"'], [0.3, () => r.pick(integers)], [0.3, () => r.pick(strings)],
      [1.5, () => this.operand([[1, "nameScalar"], [0.5, "scalar"], [0.5, "scalarLens"], [0.4, "canonLens"]])]]);
  }

  // ---- instructions without children

  call() {
    const { r } = this;
    const fn = r.chance(0.45) ? r.pick(["f", "g", "h"]) : r.chance(this.calm ? 0.06 : 0.2) ? r.pick(["err", "err", "err", "badjson"]) : r.pick(ordinary);
    const peer = this.peer();
    const args = Array.from({ length: r.weighted([[4, 0], [4, 1], [2, 2], [0.3, 5]]) }, () => this.argument());
    const kind = r.weighted([[3, "none"], [5, "scalar"], [3, "stream"]]);
    const service = this.callee(r.chance(0.95) ? '"s"' : '""'), callee = this.callee(`"${fn}"`);
    let out = "";
    if (kind === "scalar") { out = " " + this.scalarName(); this.define(out.slice(1)); this.kinds[out.slice(1)] = callee.slice(1, -1); }
    if (kind === "stream") out = " " + this.streamName();
    return `(call ${peer} (${service} ${callee}) [${args.join(" ")}]${out})`;
  }
  ap() {
    const value = this.value();
    if (this.r.chance(0.6)) return `(ap ${value} ${this.streamName()})`;
    const name = this.scalarName();
    this.define(name);
    this.kinds[name] = this.kinds[value];
    return `(ap ${value} ${name})`;
  }
  apMap() {
    const value = this.value([[this.calm ? 0 : 0.1, "undefined"]]);
    return `(ap (${this.key()} ${value}) ${this.mapName()})`;
  }
  canon() {
    const { r } = this, peer = r.chance(0.01) ? this.fresh("u") : this.peer();
    return r.weighted([
      [this.streams.length ? 3 : 0.3, () => { const s = this.streamName(); return `(canon ${peer} ${s} ${this.canonName("#c", this.canons)})`; }],
      [this.maps.length ? 2 : 0.1, () => { const m = this.mapName(); return `(canon ${peer} ${m} ${this.canonName("#%m", this.canonMaps)})`; }],
      [this.maps.length ? 1 : 0.1, () => { const m = this.mapName(), n = this.scalarName(); this.define(n); this.kinds[n] = "obj"; return `(canon ${peer} ${m} ${n})`; }],
    ]);
  }
  fail() {
    const { r } = this;
    return r.weighted([
      [3, () => `(fail ${r.pick([1 + r.below(9), "-1", "10000", "10001", "9223372036854775807", "-9223372036854775808", "+3"])} ${r.pick(['"boom"', '""', ...strings])})`],
      [1, "(fail :error:)"], [1, "(fail %last_error%)"],
      [1, () => { const v = this.scalars.find((name) => ["eobj", "ecode", "emsg"].includes(this.kinds[name])); return `(fail ${v ?? ":error:"})`; }],
      [1.5, () => `(fail ${this.operand([[2, "scalar"], [1.5, "scalarLens"], [0.1, "undefined"], [1, "canonLens"]])})`],
    ]);
  }
  leaf() {
    --this.budget;
    return this.r.weighted([
      [12, () => this.call()], [8, () => this.ap()], [2, () => this.apMap()],
      [this.streams.length + this.maps.length ? 5 : 0.4, () => this.canon()],
      [this.calm ? 0.4 : 1.5, () => this.fail()], [1, "(null)"], [this.calm ? 0.1 : 0.5, "(never)"],
    ]);
  }

  // ---- instructions with children

  instruction(depth) {
    const { r } = this;
    if (depth <= 0 || this.budget <= 0) return this.leaf();
    const two = (name) => { const left = this.instruction(depth - 1); return `(${name} ${left} ${this.instruction(depth - 1)})`; };
    return r.weighted([
      [12, () => two("seq")], [6, () => two("par")], [4, () => two("xor")], [2, () => this.comparison(depth)], [3, () => this.fold(depth)],
      [2, () => this.newScope(depth)], [4, () => this.leaf()], [0.3, () => this.handled(depth)], [0.1, () => this.nest(depth)],
    ]);
  }
  comparison(depth) {
    const { r } = this, a = this.argument(), b = r.chance(0.4) ? a : this.argument();
    const text = `(${r.pick(["match", "mismatch"])} ${a} ${b} ${this.instruction(depth - 1)})`;
    return this.calm ? `(xor ${text} ${r.chance(0.5) ? "(null)" : this.instruction(depth - 2)})` : text;
  }
  newScope(depth) {
    const { r } = this;
    const name = r.weighted([
      [2, () => this.streamName()], [1, () => this.mapName()], [1, () => { const n = this.scalarName(); this.define(n); return n; }],
      [0.7, () => this.canonName("#c", this.canons)], [0.3, () => this.canonName("#%m", this.canonMaps)],
      [this.ended.length ? 0.2 : 0, () => r.pick(this.ended)],
    ]);
    return `(new ${this.iterators.includes(name) ? this.fresh("x") : name} ${this.instruction(depth - 1)})`;
  }
  /** An error and a handler that looks at it. */
  handled(depth) {
    const looks = this.r.pick([() => `(call ${this.peer()} ("s" "h") [:error:${this.errorLens()} %last_error%${this.errorLens()}])`,
      () => `(ap :error:${this.errorLens()} ${this.streamName()})`, () => "(fail :error:)", () => `(match :error:${this.errorLens()} ${this.argument()} (null))`]);
    return `(xor (seq ${this.instruction(depth - 1)} ${this.fail()}) ${looks()})`;
  }
  /** One instruction below many. */
  nest(depth) {
    let text = this.instruction(depth - 2);
    for (let i = 10 + this.r.below(50); i > 0; --i)
      text = this.r.pick([(t) => `(seq (null) ${t})`, (t) => `(seq ${t} (null))`, (t) => `(par ${t} (null))`, (t) => `(xor ${t} (null))`, (t) => `(new $n${i} ${t})`, (t) => `(match 1 1 ${t})`])(text);
    return text;
  }

  iterables() {
    const { r } = this, arrays = this.scalars.filter((s) => kindOf[this.kinds[s]] === "array");
    return [
      ...this.streams.flatMap((s) => [s, s]), ...this.maps, ...this.canons, ...this.canonMaps, ...this.canonMaps.map((m) => m + this.mapLens()),
      ...(this.calm ? arrays : this.scalars).slice(-3), ...this.scalars.filter((s) => ["obj", "nest"].includes(this.kinds[s])).map((s) => s + (this.kinds[s] === "obj" ? ".$.a" : ".$.[0]")),
      ...(this.calm ? [] : [...this.iterators, ...this.variables().slice(-2).map((s) => s + this.lens())]), ...(r.chance(0.1) ? ["[]"] : []),
    ];
  }
  fold(depth, wanted) {
    const { r } = this, iterables = wanted ? [wanted] : this.iterables();
    if (this.folded.length >= 2 || !iterables.length) return this.leaf();
    const iterable = r.pick(iterables), isStream = /^[$%]/.test(iterable);
    const outer = this.iterators.at(-1);
    const i = this.ended.length && r.chance(0.03) ? this.ended.pop() : this.fresh("i");
    this.iterators.push(i);
    this.folded.push(iterable);
    const next = `(next ${i})`, inner = () => this.instruction(depth - 2);
    const shapes = [
      [6, () => `(seq ${inner()} ${next})`], [4, () => `(par ${inner()} ${next})`], [1, () => `(seq ${inner()} (xor ${next} ${inner()}))`],
      [1, () => `(xor (seq ${inner()} ${next}) ${inner()})`], [0.7, () => `(xor ${inner()} ${next})`],
      [0.7, () => { const x = this.streamName(); return `(new ${x} (seq ${inner()} ${next}))`; }],
      [0.7, () => { const v = this.argument(); return `(xor (match ${i} ${v} (seq ${inner()} ${next})) ${inner()})`; }],
      [0.3, inner], [0.1, next], [isStream ? 0.4 : 0, () => this.recursion(iterable, i)],
    ];
    if (!isStream) shapes.push([1, () => `(seq ${next} ${inner()})`], [1, () => `(par ${next} ${inner()})`]);
    if (!isStream && outer && r.chance(0.03)) shapes.push([5, () => `(seq ${inner()} (next ${outer}))`]); // re-enters this fold (E97)
    const body = r.weighted(shapes);
    this.iterators.pop();
    const last = r.weighted([[5, ""], [3, " (null)"], [1, " (never)"], [1, () => {
      this.iterators.push(i); const x = inner(); this.iterators.pop(); return " " + x; }]]);
    this.folded.pop();
    this.ended.push(i);
    return `(fold ${iterable} ${i} ${body}${last})`;
  }
  /** The body of a fold adds to its stream, a few times. */
  recursion(iterable, i) {
    const x = this.fresh("x"), peer = this.peer();
    if (iterable.startsWith("%")) return `(seq (seq (call ${peer} ("s" "pred") [${i}.$.value] ${x}) (xor (mismatch ${x} 0 (ap ("k" ${x}) ${iterable})) (null))) (next ${i}))`;
    const add = this.r.pick([`(ap ${x} ${iterable})`, `(call ${this.peer()} ("s" "pred") [${x}] ${iterable})`]);
    return `(seq (seq (call ${peer} ("s" "pred") [${i}] ${x}) (xor (mismatch ${x} 0 ${add}) (null))) (next ${i}))`;
  }

  /** Peers add to one stream or map in parallel, then it is folded or canonicalised. */
  gather() {
    const { r } = this, isMap = r.chance(0.3), name = isMap ? this.mapName() : this.streamName();
    const branches = Array.from({ length: 2 + r.below(3) }, () => {
      const peer = r.pick(['"A"', '"B"', '"C"']), fn = r.pick(["f", "g", "obj", "uno", "zero", "arr", "peerB", "eobj"]);
      const hop = r.chance(0.5) ? `(call "A" ("s" "hop") [])` : "(null)";
      if (!isMap) return `(seq (call ${peer} ("s" "${fn}") [] ${name}) ${hop})`;
      const x = this.scalarName();
      return `(seq (call ${peer} ("s" "${fn}") [] ${x}) (seq (ap (${this.key()} ${x}) ${name}) ${hop}))`;
    });
    const writes = branches.reduceRight((rest, branch) => `(par ${branch} ${rest})`);
    return `(${r.pick(["seq", "par"])} ${writes} ${r.chance(0.7) ? this.fold(6, name) : this.readers(name, isMap)})`;
  }
  /** A canon of what was gathered, and readers of it. */
  readers(name, isMap) {
    const { r } = this, canon = isMap ? this.canonName("#%m", this.canonMaps) : this.canonName("#c", this.canons);
    const lens = () => (isMap ? this.mapLens() : r.pick([".$.[0]", ".$.[1]", ".length", ".$.[0].a", ".$.[1].a.[0]"]));
    const reader = () => r.pick([() => `(call ${this.peer()} ("s" "v") [${canon} ${canon}${lens()}])`, () => `(ap ${canon}${lens()} ${this.streamName()})`,
      () => `(call ${canon}${isMap ? ".$.k.[0]" : ".$.[0]"} ("s" ${canon}${isMap ? ".$.k.[0]" : ".$.[1]"}) [])`, () => `(xor (fail ${isMap ? ":error:" : canon + ".$.[0]"}) ${this.leaf()})`,
      () => this.fold(4, isMap && r.chance(0.5) ? canon + ".$.k" : canon), () => `(ap (${isMap ? '"k"' : canon + ".$.[0]"} 1) ${this.mapName()})`])();
    return `(seq (canon ${this.peer()} ${name} ${canon}) (par ${reader()} ${reader()}))`;
  }

  script() {
    const parts = Array.from({ length: 1 + this.r.below(4) }, () => (this.r.chance(0.35) ? this.gather() : this.instruction(5)));
    return parts.reduceRight((rest, part) => `(${this.r.chance(0.85) ? "seq" : "par"} ${part} ${rest})`);
  }
}
