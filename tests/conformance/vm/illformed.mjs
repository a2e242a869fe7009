// Scripts with a mistake: one for each rule of spec/04 §2–§4, put at a random place of a random script; and garbled ones.
import fs from "node:fs";

/** An instruction that is refused, or lies at the border of what is. In words: what is wrong. */
const mistakes = {
  // V1: undefined variables, in each place that is checked, and in those that are not
  "undefined peer of call": '(call u ("s" "f") [])', "undefined service": '(call "A" (u "f") [])', "undefined function": '(call "A" ("s" u) [])',
  "undefined argument": '(call "A" ("s" "f") [1 u])', "undefined argument with lens": '(call "A" ("s" "f") [u.$.a])', "undefined canon as argument": '(call "A" ("s" "f") [#u])',
  "undefined canon map as argument": '(call "A" ("s" "f") [#%u])', "undefined index in an argument": '(seq (ap 1 y) (call "A" ("s" "f") [y.$.[u]]))',
  "undefined index in an error lens": '(call "A" ("s" "f") [:error:.$.[u]])', "undefined index in a match": "(seq (ap 1 y) (match y.$.[u] 1 (null)))",
  "undefined index of a canon": '(seq (canon "A" $y #yy) (call "A" ("s" "f") [#yy.$.[u]]))', "undefined index of a canon map": '(seq (canon "A" %y #%yy) (call "A" ("s" "f") [#%yy.$.[u] #%yy.$.k.[u]]))',
  "undefined left of match": "(match u 1 (null))", "undefined right of match": "(match 1 u (null))", "undefined left of mismatch": "(mismatch #u 1 (null))", "undefined right of mismatch": "(mismatch 1 #%uu.$.k (null))",
  "undefined scalar to ap": "(ap u y)", "undefined canon to ap": "(ap #u $y)", "undefined key": "(ap (u 1) %y)", "undefined value of a pair": '(ap ("k" u) %y)',
  "undefined scalar to fold": "(fold u j (next j))", "undefined canon to fold": "(fold #u j (next j))", "undefined canon map to fold": "(fold #%u j (next j))", "undefined lens to fold": "(fold #%uu.$.k j (next j))",
  "undefined stream to fold": "(fold $u j (next j))", "undefined map to fold": "(fold %u j (next j))", "undefined in fail": "(fail u)", "undefined lens in fail": "(fail u.$.a)", "undefined canon in fail": "(fail #uu.$.[0])",
  "undefined peer of canon": '(canon u $y #y)', "undefined stream of canon": '(canon "A" $u #y)', "defined by itself": '(call "A" ("s" "f") [u] u)', "ap of itself": "(ap u u)", "defined further right": '(seq (call "A" ("s" "f") [u]) (ap 1 u))',
  "defined in an ended fold": "(seq (fold [] j (seq (ap 1 u) (next j))) (match u 1 (null)))", "iterator after its fold": "(seq (fold [] j (next j)) (match j 1 (null)))", "defined by new": "(new u (match u 1 (null)))",
  // V2 to V5: iterators
  "next without a fold": "(next j)", "next of another fold": "(fold [] j (next q))", "next behind its fold": "(seq (fold [] j (next j)) (next j))", "next as a sibling of its fold": "(par (next j) (fold [] j (next j)))",
  "two next in seq": "(fold [] j (seq (next j) (next j)))", "two next in par": "(fold [] j (par (next j) (next j)))", "two next in xor": "(fold [] j (xor (next j) (next j)))", "next in body and last": "(fold [] j (next j) (next j))",
  "two next, one in an inner fold": "(fold [] j (seq (fold [] k (seq (next j) (next k))) (next j)))", "three next": "(fold [] j (seq (next j) (seq (next j) (next j))))",
  "new over an iterator": "(fold [] j (new j (next j)))", "new over an outer iterator": "(fold [] j (seq (fold [] k (new j (next k))) (next j)))", "new over an ended iterator": "(seq (fold [] j (next j)) (new j (null)))", "new over an iterator, in the last": "(fold [] j (next j) (new j (null)))",
  "nested folds of one iterator": "(fold [] j (seq (fold [] j (next j)) (next j)))", "nested stream folds of one iterator": "(seq (ap 1 $y) (fold $y j (seq (fold $y j (next j)) (next j))))", "nested thrice": "(fold [] j (fold [] j (fold [] j (null))))", "siblings of one iterator": "(seq (fold [] j (next j)) (fold [] j (next j)))",
  // V6
  "fail with code 0": '(fail 0 "boom")', "fail with code -0": '(fail -0 "boom")', "fail with code +0": '(fail +00 "")',
  // V7: instructions after next
  "seq after next": "(seq (ap 1 $y) (fold $y j (seq (next j) (null))))", "par after next": "(seq (ap 1 $y) (fold $y j (par (next j) (null))))", "after next in a map fold": '(seq (ap ("k" 1) %y) (fold %y j (seq (next j) (null))))',
  "after next in a new": "(seq (ap 1 $y) (fold $y j (seq (new x (next j)) (null))))", "after next in a match": "(seq (ap 1 $y) (fold $y j (seq (match 1 1 (next j)) (null))))", "after next in an xor": "(seq (ap 1 $y) (fold $y j (seq (xor (next j) (null)) (null))))",
  "after next in the handler": "(seq (ap 1 $y) (fold $y j (seq (xor (null) (next j)) (null))))", "deep after next": "(seq (ap 1 $y) (fold $y j (seq (seq (null) (next j)) (null))))", "after next of a scalar fold": "(fold [] j (seq (next j) (null)))",
  "after next, and a stream fold of that name": "(seq (fold [] j (seq (next j) (null))) (seq (ap 1 $y) (fold $y j (next j))))", "next of both folds": "(seq (ap 1 $y) (fold $y j (fold $y k (xor (next j) (next k)))))", "outer next inside": "(seq (ap 1 $y) (fold $y j (fold $y k (seq (next k) (next j)))))",
  "after next in the last": "(seq (ap 1 $y) (fold $y j (null) (seq (next j) (null))))", "after next of a stream fold in a scalar one": "(seq (ap 1 $y) (fold [] k (seq (fold $y j (seq (next j) (null))) (next k))))", "after the next of the outer": "(seq (ap 1 $y) (fold $y j (seq (fold [] k (next j)) (null))))",
  // arity and brackets
  "seq of one": "(seq (null))", "seq of three": "(seq (null) (null) (null))", "par of none": "(par)", "xor of one": "(xor (null))", "empty brackets": "()", "no keyword": '("A" ("s" "f") [])', "unknown keyword": "(embed (null))", "never with a child": "(never (null))",
  "null with a value": "(null 1)", "match without body": "(match 1 1)", "match of one": "(match 1 (null))", "mismatch of three": "(mismatch 1 1 1 (null))", "call without arguments": '(call "A" ("s" "f"))', "call without function": '(call "A" ("s") [])', "call with two outputs": '(call "A" ("s" "f") [] x y)',
  "call without brackets": '(call "A" "s" "f" [])', "canon of one": "(canon \"A\" $y)", "canon of four": '(canon "A" $y #y #z)', "ap of one": "(ap 1)", "ap of three": "(ap 1 2 x)", "fold of one": "(fold [])", "fold without body": "(fold [] j)", "two last instructions": "(fold [] j (next j) (null) (null))",
  "fold without iterator": "(fold [] (null))", "next of nothing": "(next)", "next of two": "(fold [] j (next j j))", "new of nothing": "(new (null))", "new without body": "(new x)", "fail of nothing": "(fail)", "fail with a code only": "(fail 1)", "fail with a text only": '(fail "boom")', "fail of three": '(fail 1 "a" "b")',
  "a bracket too few": "(seq (null) (null)", "a bracket too many": "(null))", "a square bracket": "[null]", "nested array": '(call "A" ("s" "f") [[1]])', "array to ap": "(ap [1] x)",
};

/** Words that are no tokens, or numbers at their limits. */
const words = ['"abc', "#", "$", "%", "#$", "#%", "%%s", "$%s", ".5", "-.5", "+.5", "1.2.3", "1.5e5", "1e5", "12345678901.5", "1.234567890", "1.2345678901", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
  "+", "-", "--1", "1.", "1..", "x.$", "x.$.", "x.$.0", "x.$a", "x.$..a", "x.length", "x.length!", "x.$.a!", "x.$.a!.b", "a!", "x.a", "x.$.[4294967295]", "x.$.[4294967296]", "x.$.[-1]", "x.$.[]", "x.$.[a", "x.$.a]", 'x.$."a"', "x.$.a,b",
  "#s.$.[0]", "#ss.$.[0]", "#$s.$.[0]", "#%s.$.a", "$ss.$.a", "%ss.$.a", ":error:", ":error", ":error:.$", ":error:.$.a", ":error:.length", ":error:x", "%last_error%.$.a", "%last_error%.", "%last_error", "%ttl", "%ttl%.$.a", "%timestamp%x", "%init_peer_id%.$.a",
  "tru", "true", "True", "null", "call", "match", "next", "x;c", 'x"a"', "x,y", "x:y", "x/y", "x@y", "@", "a%", "a$x", "a#x", "é", "x.$.é", "²", "٣"].filter((word) => !/é$/.test(word));

/** Every place of an operand, to be filled with every kind of operand. */
const places = {
  "peer": (v) => `(call ${v} ("s" "f") [])`, "service": (v) => `(call "A" (${v} "f") [])`, "function": (v) => `(call "A" ("s" ${v}) [])`, "argument": (v) => `(call "A" ("s" "f") [1 ${v}])`, "output": (v) => `(call "A" ("s" "f") [] ${v})`,
  "peer of canon": (v) => `(canon ${v} $y #y)`, "source of canon": (v) => `(canon "A" ${v} #y)`, "target of canon": (v) => `(canon "A" $y ${v})`, "source of a map canon": (v) => `(canon "A" ${v} #%y)`, "target of a map canon": (v) => `(canon "A" %y ${v})`,
  "ap": (v) => `(ap ${v} z)`, "target of ap": (v) => `(ap 1 ${v})`, "key": (v) => `(ap (${v} 1) %y)`, "value of a pair": (v) => `(ap ("k" ${v}) %y)`, "map": (v) => `(ap ("k" 1) ${v})`,
  "match": (v) => `(match ${v} 1 (null))`, "mismatch": (v) => `(mismatch 1 ${v} (null))`, "fail": (v) => `(fail ${v})`, "code": (v) => `(fail ${v} "boom")`, "text": (v) => `(fail 1 ${v})`,
  "iterable": (v) => `(fold ${v} j (next j))`, "iterator": (v) => `(fold [] ${v} (null))`, "next": (v) => `(fold [] j (next ${v}))`, "new": (v) => `(new ${v} (null))`,
};
const operands = ["%init_peer_id%", "%ttl%", "%timestamp%", '"A"', '""', "1", "-1", "1.5", "true", "false", "[]", ":error:", ":error:.$.message", "%last_error%", "%last_error%.$.message",
  "x0", "x0.$.a", "x0.length", "$s0", "$s0.$.a", "%m0", "%m0.$.a", "#c0", "#c0.$.[0]", "#c0.length", "#%c0", "#%c0.$.k", "#%c0.length", "(null)", "", "j"];
const defined = (text) => `(seq (seq (ap 1 x0) (seq (ap 1 $s0) (ap ("k" 1) %m0))) (seq (seq (canon "A" $s0 #c0) (canon "A" %m0 #%c0)) ${text}))`;

const afterwards = [(s) => s, (s) => `${s} (null)`, (s) => ` ;comment␤ ${s}`, (s) => `${s};no end`, (s) => s.replaceAll(" ", "  ")];
const list = Object.entries(mistakes);

/** How many there are; a run with as many seeds has all of them. */
export const forms = list.length + words.length + Object.keys(places).length * operands.length;

/** The n-th form, in most cases in the place of a null or first in a random script. */
export function illFormed(r, n, script) {
  n %= forms;
  let text;
  if (n < list.length) text = list[n][1];
  else if (n < list.length + words.length) {
    const word = words[n - list.length];
    text = r.pick([`(ap ${word} z)`, `(call "A" ("s" "f") [${word}])`, `(match ${word} 1 (null))`, `(new ${word} (null))`, `(seq (ap 1 x) (call "A" ("s" ${word}) []))`, `(fold ${word} i (null))`, `(${word} (null) (null))`]);
  } else {
    n -= list.length + words.length;
    text = defined(Object.values(places)[Math.floor(n / operands.length)](operands[n % operands.length]));
  }
  const whole = r.weighted([[1, text], [1, () => `(seq ${text} ${script})`], [1, () => `(par ${script} ${text})`], [1, () => (script.includes("(null)") ? script.replace("(null)", () => text) : `(xor ${text} ${script})`)]]);
  return r.chance(0.85) ? whole : r.pick(afterwards)(whole);
}

// Other alphabets are left out: some names make the parser of AquaVM trap.
const airWords = fs.readFileSync(new URL("../verdicts/air-words.txt", import.meta.url), "utf8")
  .split("\n").filter((word) => /^[\x21-\x7e]+$/.test(word) && !/^"/.test(word));

/** Replaces, drops, doubles or swaps words and brackets: most such scripts are refused. */
export function garbled(r, script) {
  const tokens = script.match(/"[^"]*"|[()]|[^\s()"]+/g);
  for (let edits = 1 + r.below(3); edits > 0; --edits) {
    const i = r.below(tokens.length), j = Math.min(tokens.length - 1, i + 1 + r.below(3));
    r.weighted([
      [2, () => tokens.splice(i, 1)], [2, () => tokens.splice(i, 0, tokens[i])],
      [2, () => { [tokens[i], tokens[j]] = [tokens[j], tokens[i]]; }],
      [4, () => { tokens[i] = r.pick(tokens); }], [3, () => { tokens[i] = r.pick(airWords); }],
    ]);
    if (!tokens.length) tokens.push("(");
  }
  return tokens.join(" ");
}
