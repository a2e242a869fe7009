// What the oracle's builtins of a client answer to calls in which they and ours must agree: writes the
// table that tests/unit/host/JsBuiltinTest.cpp reads. Left out is what we do better (integers past
// 2^53, spec/06 §13) and error texts that the oracle made up.
// Usage: node builtin-verdicts.mjs ORACLE_DIR > ../../unit/host/builtin-verdicts.jsonl
import path from "node:path";
const oracle = path.resolve(process.argv[2]);
const { builtins, Fail } = await import(path.join(oracle, "lib/builtins.mjs"));
const { rng } = await import(path.join(oracle, "lib/net.mjs"));

const random = rng(11);
const pick = (xs) => xs[Math.floor(random() * xs.length)];
const some = (xs, n) => Array.from({ length: Math.floor(random() * (n + 1)) }, () => pick(xs));
const numbers = [0, 1, -1, 2, 3, 7, -7, 10, 100, 0.5, -0.5, 1.5, 2.25, 0.1, 1e10, 123456789, -4096, 1e21, 1e-7, 1e300];
const strings = ["", "a", "b", "c", "ab", "ж", "hello", "10", "2", "\n\"", "😀"];
const scalars = [...numbers, ...strings, true, false, null];
const values = [...scalars, [], [1], ["a", [2]], {}, { a: 1 }, { a: null, b: [1, 2.5], 10: 1, 9: 2 }];
const bytes = () => some([0, 1, 2, 127, 128, 255], 12);
const b58 = ["", "1", "11", "Cn8eVZg", "GtD", "Ldp", "12D3KooW", "z", "QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n"];

const calls = [];
const add = (service, fn, ...args) => calls.push([service, fn, args]);
const repeat = (n, f) => { for (let i = 0; i < n; i++) f(); };
for (const fn of ["add", "sub", "mul", "fmul", "div", "rem", "pow", "log"]) repeat(25, () => add("math", fn, pick(numbers), pick(numbers)));
for (const fn of ["gt", "gte", "lt", "lte", "cmp"]) repeat(8, () => add("cmp", fn, pick(numbers), pick(numbers)));
for (const [service, fns] of [["math", ["add", "log"]], ["cmp", ["lt"]]])
  for (const fn of fns) { add(service, fn); add(service, fn, 1); add(service, fn, 1, 2, 3); for (const v of values) { add(service, fn, v, 1); add(service, fn, 1, v); } }
repeat(15, () => { add("op", "array", ...some(values, 4)); add("op", "concat", ...some([[], [1], ["a", [2]]], 4)); add("op", "concat_strings", ...some(strings, 4)); });
for (const v of values) { add("op", "identity", v); add("op", "array_length", v); add("json", "stringify", v); add("op", "string_to_b58", v); }
add("op", "noop"); add("op", "noop", 1); add("op", "identity"); add("op", "identity", 1, 2);
for (const s of strings) { add("op", "sha256_string", s); add("op", "string_to_b58", s); add("json", "parse", JSON.stringify(s)); }
for (const t of b58) { add("op", "bytes_from_b58", t); add("op", "string_from_b58", t); }
repeat(12, () => add("op", "bytes_to_b58", bytes()));
repeat(15, () => {
  const [xs, ys] = [some(scalars, 6), some(scalars, 6)];
  add("array", "sum", some(numbers, 6)); add("array", "dedup", xs.concat(ys, xs)); add("array", "length", xs);
  for (const fn of ["intersect", "diff", "sdiff"]) add("array", fn, xs.concat(ys.slice(0, 2)), ys.concat(xs.slice(0, 2)));
  add("array", "slice", [0, ...xs], 0, Math.floor(random() * 8)); add("array", "slice", [0, ...xs], 1, 2);
  add("json", "obj", ...some(strings, 3).flatMap((k) => [k, pick(values)])); add("json", "put", { a: 1 }, pick(strings), pick(values));
  add("json", "puts", { a: 1 }, ...[pick(strings), ...some(strings, 2)].flatMap((k) => [k, pick(values)]));
  add("json", "obj_pairs", some(strings, 3).map((k) => [k, pick(values)])); add("json", "puts_pairs", { z: 0 }, some(strings, 3).map((k) => [k, pick(values)]));
});
const texts = ["", "{", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{a:1}", '{"a" 1}', '{"a":1 "b"}', "[", "[1", "[1,", "[1,]", "[1 2]", "[,1]", "nul", "nulx", "tru", "x",
  '"a', '"a\nb"', '"\\x"', '"\\u12"', '"\\u12', '"\\', "01", "-", "-a", "1.", "1.a", "1e", "1ex", "1 2", "1,", '{"a":1}}', "[1]]", '"a"b', "é", "this is a long text that is not json at all",
  "[1, 2, 3, 4, 5, 6, 7, 8, xyz, 9, 10, 11, 12, 13, 14]", "   ", "'a'", "NaN", "undefined", "-Infinity", "+1", ".5", '{"a":tru}', "truee", " [1.0, 2e3, -0, 1.5e-9, 1e21] ", '{"b":1,"a":{"c":[]}}', '"\\u00e4\\ud83d\\ude00"'];
for (const t of texts) add("json", "parse", t);
add("json", "parse"); add("json", "parse", 1); add("json", "stringify"); add("json", "stringify", 1, 2); add("json", "obj", "a"); add("json", "put", 1, "a", 1); add("json", "put", {}, 1, 1); add("json", "put", {}, "a");

const context = { kind: "client" };
const seen = new Set();
for (const [service, fn, args] of calls) {
  const key = JSON.stringify([service, fn, args]);
  if (seen.has(key)) continue;
  seen.add(key);
  let row;
  try {
    const value = builtins[service][fn](args, context);
    row = { value: JSON.parse(JSON.stringify(value ?? null)) };
  } catch (error) {
    if (!(error instanceof Fail)) throw error;
    row = { error: error.message };
  }
  console.log(JSON.stringify({ service, function: fn, arguments: args, ...row }));
}
