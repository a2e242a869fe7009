// What the parser of the real AquaVM says to many small scripts: writes the table that
// tests/unit/air/VerdictTest.cpp reads, one JSON object per line: the text, and either the tree as
// canonical text ("printed"; null if it holds a number that JavaScript cannot write back), or the first
// message of the error.
// Usage: node air-verdicts.mjs ORACLE_DIR [SEED COUNT] > ../../unit/air/verdicts.jsonl
import fs from "node:fs";
import path from "node:path";
const here = path.dirname(new URL(import.meta.url).pathname);
const oracle = path.resolve(process.argv[2]);
const [seed, count] = [Number(process.argv[3] ?? 1), Number(process.argv[4] ?? 900)];
const { Avm } = await import(path.join(oracle, "lib/avm.mjs"));
const { rng } = await import(path.join(oracle, "lib/net.mjs"));

const programs = fs.readFileSync(path.join(here, "../../unit/air/programs.air"), "utf8")
  .split(/^;;; .*\n/m).filter(Boolean);
const words = fs.readFileSync(path.join(here, "air-words.txt"), "utf8").split("\n").filter(Boolean);

// ---- scripts: words in positions where everything is legal that is legal anywhere; mutations of
// programs; random trees for the validator.
const random = rng(seed);
const pick = (xs) => xs[Math.floor(random() * xs.length)];
const texts = [];
for (const word of words) {
  texts.push(`(ap ("k" ${word}) %m)`, `(new ${word} (null))`, `(fail ${word})`);
  if (!word.includes(" ")) texts.push(`(canon ${word} $s #c)`, `(next ${word})`, `(fold ${word} i (null))`, `(ap (${word} 1) %m)`);
}
const tokens = ["(", ")", "[", "]", '"a"', "1", "-7", "1.5", "true", "x", "i", "$s", "%m", "#c", "#cc.$.[0]", "#%c", "#%c.$.k", "x.$.a", "x.length", "$s.$.a",
  "%init_peer_id%", "%ttl%", "%timestamp%", ":error:", ":error:.$.message", "%last_error%", "%last_error%.$.x", "[]", "(null)", "call", "ap", "fold", "next", "0"];
const tokenize = (text) => text.replace(/;[^\n]*/g, "").match(/"[^"]*"|[()\[\]]|(?:[^\s()\[\]"]|\[[^\s\]]*\])+/g) ?? [];
const mutateTokens = (text) => {
  const all = tokenize(text);
  const at = Math.floor(random() * all.length);
  const cut = pick([0, 1, 1, 1, 2]);
  all.splice(at, cut, ...(random() < 0.75 ? [pick(random() < 0.5 ? tokens : all)] : []));
  return all.join(" ");
};
const mutateText = (text) => {
  const at = Math.floor(random() * text.length);
  return text.slice(0, at) + pick(["", "", ..."()[]\"$#%.;!: \nx1-é"]) + text.slice(at + pick([0, 1, 1]));
};
// Mostly legal trees around folds, which have the subtle rules.
const tree = (depth, open) => {
  const kind = depth === 0 ? pick(["next", "next", "null", "call"])
    : pick(["seq", "seq", "seq", "par", "xor", "fold", "fold", "fold", "new", "match", "next", "null", "fail"]);
  const child = (more = []) => tree(depth - 1 - (random() < 0.3 && depth > 1 ? 1 : 0), [...open, ...more]);
  const variable = () => pick(["x", "x", "x", ...open, ...(random() < 0.05 ? ["y"] : [])]);
  switch (kind) {
    case "next": return open.length === 0 && random() < 0.9 ? "(null)" : `(next ${random() < 0.95 && open.length > 0 ? pick(open) : pick(["i", "j"])})`;
    case "null": return "(null)";
    case "call": return `(call "A" ("s" "f") [${variable()}] ${pick(["z", "$s", ""])})`;
    case "fail": return random() < 0.1 ? '(fail 0 "a")' : "(fail q)";
    case "fold": {
      const iterator = pick(random() < 0.3 ? ["i", "j", "k"] : ["i", "j", "k"].filter((n) => !open.includes(n)).concat(["l"]));
      const last = random() < 0.3 ? " " + child([iterator]) : "";
      return `(fold ${pick(["$s", "$s", "%m", "[]", "x", "x"])} ${iterator} ${child([iterator])}${last})`;
    }
    case "new": return `(new ${pick(["x", "$s", "%m", ...(random() < 0.1 ? ["i"] : [])])} ${child()})`;
    case "match": return `(match ${variable()} 1 ${child()})`;
    default: return `(${kind} ${child()} ${child()})`;
  }
};
for (let i = 0; i < count; i++) {
  texts.push(mutateTokens(pick(programs)), mutateText(pick(programs)));
  const defined = '(seq (seq (ap 1 $s) (ap ("k" 1) %m)) (seq (ap 1 x) ';
  texts.push(defined + tree(2 + Math.floor(random() * 3), []) + "))");
}

// ---- the VM's tree as canonical text
class Unprintable extends Error {}
const number = (text, n) => {
  if (n.Int !== undefined) { if (!Number.isSafeInteger(n.Int)) throw new Unprintable(); return String(n.Int); }
  const word = String(n.Float);
  if (Number.isInteger(n.Float) || !text.split(/[\s()\[\]]/).includes(word)) throw new Unprintable(); // written in another way
  return word;
};
const accessor = (a) => a.ArrayAccess ? `.[${a.ArrayAccess.idx}]` : a.FieldAccessByName ? "." + a.FieldAccessByName.field_name : `.[${a.FieldAccessByScalar.scalar_name}]`;
const lens = (l) => !l ? "" : l.Functor ? ".length" : ".$" + l.ValuePath.map(accessor).join("");
const value = (text, v) => {
  if (v === "InitPeerId") return "%init_peer_id%";
  if (v === "TTL") return "%ttl%";
  if (v === "Timestamp") return "%timestamp%";
  if (v === "EmptyArray") return "[]";
  if (v === "Error") return ":error:";
  if (v === "LastError") return "%last_error%";
  const [[kind, x]] = Object.entries(v);
  switch (kind) {
    case "Literal": return x.ret_code === undefined ? `"${x}"` : `${x.ret_code} "${x.error_message}"`;
    case "Boolean": return String(x);
    case "Number": return number(text, x);
    case "Int": return number(text, { Int: x });
    case "Error": return ":error:" + lens(x.lens);
    case "LastError": return "%last_error%" + lens(x);
    case "Variable": case "VariableWithLambda": return value(text, x);
    default: return x.name + lens(x.lambda);
  }
};
const instruction = (text, node) => {
  const [[kind, x]] = Object.entries(node);
  const v = (y) => value(text, y);
  const i = (y) => instruction(text, y);
  const fold = (iterable) => `(fold ${iterable} ${x.iterator.name} ${i(x.instruction)}${x.last_instruction ? " " + i(x.last_instruction) : ""})`;
  switch (kind) {
    case "Null": return "(null)";
    case "Never": return "(never)";
    case "Seq": case "Par": case "Xor": return `(${kind.toLowerCase()} ${i(x[0])} ${i(x[1])})`;
    case "Match": case "MisMatch": return `(${kind.toLowerCase()} ${v(x.left_value)} ${v(x.right_value)} ${i(x.instruction)})`;
    case "Call": {
      const t = x.triplet;
      const output = x.output === "None" ? "" : " " + v(x.output);
      return `(call ${v(t.peer_id)} (${v(t.service_id)} ${v(t.function_name)}) [${x.args.map(v).join(" ")}]${output})`;
    }
    case "Canon": return `(canon ${v(x.peer_id)} ${x.stream.name} ${x.canon_stream.name})`;
    case "CanonMap": return `(canon ${v(x.peer_id)} ${x.stream_map.name} ${x.canon_stream_map.name})`;
    case "CanonStreamMapScalar": return `(canon ${v(x.peer_id)} ${x.stream_map.name} ${x.scalar.name})`;
    case "Ap": return `(ap ${v(x.argument)} ${v(x.result)})`;
    case "ApMap": return `(ap (${v(x.key)} ${v(x.value)}) ${x.map.name})`;
    case "Fail": return `(fail ${v(x)})`;
    case "FoldScalar": return fold(v(x.iterable));
    case "FoldStream": case "FoldStreamMap": return fold(x.iterable.name);
    case "Next": return `(next ${x.iterator.name})`;
    case "New": return `(new ${v(x.argument)} ${i(x.instruction)})`;
    default: throw new Error(`unknown instruction ${kind}`);
  }
};
const printed = (text, ast) => {
  try { return instruction(text, ast); } catch (error) { if (error instanceof Unprintable) return null; throw error; }
};

// ---- verdicts
const report = new RegExp(["variable '[^']*' wasn't defined", "iterable '[^']*' wasn't defined", "multiple next [^|]*? is prohibited",
  "new can't be applied to a '[^']*' because it's an iterator", "multiple iterable values found for iterator name '[^']*'",
  "error code 0 with fail is unsupported", "fold can not have instructions after next"].join("|"), "g");
let vm = await Avm.create();
const quietly = (f) => {
  const { log, warn, error } = console;
  console.log = console.warn = console.error = () => {};
  try { return f(); } finally { Object.assign(console, { log, warn, error }); }
};
for (const text of new Set(texts)) {
  let answer;
  try {
    answer = quietly(() => vm.parse(text));
  } catch {
    answer = { ok: false, error: "trap" }; // the instance is spoilt
    vm = await quietly(() => Avm.create());
  }
  // Lines without a number hold the labels; what is no report there belongs to a syntax error.
  const labels = (answer.error ?? "").split("\n").slice(4).filter((line) => !/^\s*\d+ │/.test(line)).join("\n");
  const isSyntaxError = /[a-z]/i.test(labels.replace(report, ""));
  const reports = isSyntaxError ? [] : [...new Set(labels.match(report))].sort();
  const error = reports.length > 0 ? reports : [labels.replace(report, "").match(/[[a-z].*/i)?.[0] ?? answer.error];
  console.log(JSON.stringify(answer.ok ? { text, printed: printed(text, answer.ast) } : { text, errors: error }));
}
