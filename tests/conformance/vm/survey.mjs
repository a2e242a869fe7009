// Every kind of operand at every place where it is legal (spec/04 §3, §8), one after the other, with values of random types.
import { answers } from "./record.mjs";

/** Places of operands; `j` is an iterator. */
const places = [
  (v) => `(call ${v} ("s" "f") [j] w)`, (v) => `(call "A" (${v} "f") [] $w)`, (v) => `(call "A" ("s" ${v}) [])`, (v) => `(call "B" ("s" "f") [1 ${v}] w)`, (v) => `(call "A" ("s" "f") [${v} ${v}] $w)`,
  (v) => `(call "A" ("s" "f") [] ${v})`, (v) => `(canon ${v} $s #w)`, (v) => `(canon ${v} %m #%w)`, (v) => `(canon ${v} %m w)`, (v) => `(ap ${v} w)`, (v) => `(ap ${v} $w)`, (v) => `(ap 1 ${v})`,
  (v) => `(ap (${v} j) %w)`, (v) => `(ap ("k" ${v}) %w)`, (v) => `(match ${v} j (ap 1 $w))`, (v) => `(match 1 ${v} (ap 1 $w))`, (v) => `(mismatch ${v} j (ap 1 $w))`, (v) => `(mismatch "k" ${v} (ap 1 $w))`,
  (v) => `(fail ${v})`, (v) => `(fail ${v} "boom")`, (v) => `(fail 7 ${v})`, (v) => `(fold ${v} q (seq (ap q $w) (next q)))`, (v) => `(fold ${v} q (par (ap q $w) (next q)) (null))`, (v) => `(new ${v} (ap 1 $w))`,
];

const lenses = ["$.[0]", "$.a", "$.[v]", "$.[j]", "$.[0].[1]", "$.a.a", "$.k.[v]", "$.[0].[j]", "$.k.[0].a", "$.k.[v].[j]", "$.k.[j].[v].k", "length", "$.message.a", "$[0]!"];
const errorLenses = ["$.message", "$.error_code", "$.instruction.[0]", "$.peer_id.[v]", "$.message.[j]", ...lenses];
const operands = [
  "%init_peer_id%", "%ttl%", "%timestamp%", '"A"', '"k"', '""', "0", "1", "-1", "9223372036854775807", "-9223372036854775808", "1.5", "-2.5", "0.0", "true", "false", "[]",
  ...["u", "j"].flatMap((name) => [name, ...lenses.map((lens) => `${name}.${lens}`)]),
  ...["#cc", "#$c", "#%c"].flatMap((name) => [name, ...lenses.map((lens) => `${name}.${lens}`)]),
  ...[":error:", "%last_error%"].flatMap((name) => [name, ...errorLenses.map((lens) => `${name}.${lens}`)]), "$s", "%m",
];

export const forms = places.length * operands.length;

const anyAnswer = (r) => r.pick(["f", ...Object.keys(answers)]);

/** The n-th form: names of each kind are defined, an error has happened, and then comes the instruction in a fold. */
export function survey(r, n) {
  const text = places[Math.floor(n / operands.length) % places.length](operands[n % operands.length]);
  const peer = () => r.pick(['"A"', '"A"', '"B"', '"C"']), call = (output) => `(call ${peer()} ("s" "${anyAnswer(r)}") [] ${output})`;
  const index = r.pick(["zero", "uno", "two", "key", "neg", "f15", "t", "seven", "obj"]);
  const array = r.pick(["arr", "nest", "two", "peers", "mixed", "objs"]);
  const parts = [
    `(xor ${call("u")} (ap 7 u))`, `(xor (call "A" ("s" "${index}") [] v) (null))`, `(call ${peer()} ("s" "${array}") [] arr)`,
    `(xor ${call("$s")} (ap 8 $s))`, `(ap u $s)`, `(ap v $s)`, `(ap ("k" u) %m)`, `(ap (5 v) %m)`, r.chance(0.5) ? `(ap ("k" arr) %m)` : `(ap ("l" 1) %m)`,
    `(canon ${peer()} $s #cc)`, `(canon ${peer()} $s #$c)`, `(canon ${peer()} %m #%c)`,
  ];
  const failure = r.pick([`(fail 3 "three")`, `(call "A" ("s" "err") [])`, "(match 1 2 (null))", "(null)"]);
  const look = `(call "A" ("s" "h") [:error: %last_error%])`;
  const body = r.pick([`(xor ${text} ${look})`, text, `(seq ${text} ${look})`, `(par ${text} (call "B" ("s" "hop") []))`]);
  const loop = `(fold arr j ${r.pick([`(seq ${body} (next j))`, `(par ${body} (next j))`, `(seq (next j) ${body})`])})`;
  const handled = r.chance(0.6) ? `(xor ${failure} ${loop})` : `(seq (xor ${failure} (null)) ${loop})`;
  return [...parts, handled, `(call "A" ("s" "end") [:error:])`].reduceRight((rest, part) => `(seq ${part} ${rest})`);
}
