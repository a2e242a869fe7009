// What the real AquaVM makes of JSON texts that a service answers: writes the table that
// tests/unit/value/JsonTest.cpp reads. Usage: node json-verdicts.mjs ORACLE_DIR > json-verdicts.jsonl
import path from "node:path";
const oracle = path.resolve(process.argv[2]);
const { Avm } = await import(path.join(oracle, "lib/avm.mjs"));
const { makePeer } = await import(path.join(oracle, "lib/peers.mjs"));
const { rng } = await import(path.join(oracle, "lib/net.mjs"));

const texts = [
  // numbers
  "0", "-0", "1", "-1", "1.0", "1e0", "1E5", "1e+5", "1e-5", "01", "-", "-a", "+1", ".5", "1.", "1.e5", "1e", "1e+", "1ex",
  "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
  "-9223372036854775808", "-9223372036854775809", "123456789012345678901234567890", "18446744073709551615.5",
  "18446744073709551616.4", "184467440737095516160.3e2", "123456789012345678901234567890e-5", "0.1", "0.10", "100.0",
  "1000000000000000.0", "10000000000000000.0", "1e15", "1e16", "1e17", "1e20", "1e21", "123456789012345680000.0", "0.00001", "0.000001",
  "1e-7", "1.5e-7", "5e-324", "2e-324", "1e-400", "1e308", "1.7976931348623157e308", "1e309", "1e400", "0e400", "-0e400",
  "1e99999999999", "1e-99999999999", "0e99999999999", "31.245270191439438", "122.416294033786585", "0.1234567890123456789",
  "1.23456789012345678901234567890", "2.2250738585072014e-308", "4.35", "1.1e1", "-1.5", "3.14", "12.", "1.a", "--1", "1 2", "1,",
  "0.30000000000000004", "1e22", "1e23", "8.5e22", "123e305", "0.000000000000000000000000000001e330", "9007199254740993",
  // words and structure
  "", " ", "null", "nul", "nulL", "nullx", "true", "false", "tru", "fals", "True", "None", "undefined", " \t\r\n 1 \n", "\v1",
  "[", "[]", "[ ]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1,2]", "[[]]", "[[", "]", "[}", "[1}", "[1]]", "[1] x",
  "{", "{}", "{ }", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a" 1}', "{a:1}", "{1:1}", '{"a":1 "b":2}', "{,}", "}", '{"a":1]',
  '{"b":1,"a":2}', '{"a":1,"a":2}', '{"ä":1,"z":2,"B":3,"":4}', '{"a":{"c":[],"b":{}}}', '{"a":1}}', '{"a":1} {', '{"a"', '{"a',
  "[1,\n2\n,,]", "[\n\n1\n2]", '"a\nb"', "\n\n", "\n\nx", "1\n2", "[\n",
  // strings
  '"', '""', '"a', '"a"b', "'a'", '"\\"', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\x"', '"\\', '"\\u', '"\\u12', '"\\u12"', '"\\u12zz"', '"\\uzzzz"',
  '"\\u0041"', '"\\u00e4"', '"\\u20AC"', '"\\u0000"', '"\\u001f\\u007f"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ud83dx"', '"\\ud83d\\"', '"\\ud83d\\n"',
  '"\\ud83d\\u0041"', '"\\ud83d\\ud83d"', '"\\ude00"', '"\\ude00\\ud83d"', '"\\ud83d\\u12"', '"\\ud83d\\', '"\\ud83d', '"äöü€😀"', '"\u2028\u007f/"',
  '"\t"', '"\u0001"', '"a\u0000b"', '"\\u2028"', '"\\U0041"', '"\\0"',
  // depth
  "[".repeat(127) + "]".repeat(127), "[".repeat(128) + "]".repeat(128), '{"a":'.repeat(127) + "1" + "}".repeat(127), '{"a":'.repeat(128),
];

const random = rng(7);
const pick = (xs) => xs[Math.floor(random() * xs.length)];
const digits = (n) => Array.from({ length: n }, () => pick("0123456789")).join("");
for (let i = 0; i < 250; i++) {
  const whole = pick(["0", "1", "9", pick("123456789") + digits(Math.floor(random() * 22))]);
  const fraction = random() < 0.7 ? "." + digits(1 + Math.floor(random() * 20)) : "";
  const exponent = random() < 0.5 ? pick(["e", "E"]) + pick(["", "+", "-"]) + Math.floor(random() ** 2 * 330) : "";
  texts.push(pick(["", "", "-"]) + whole + fraction + exponent);
}
const whole = '{"a": [1, -2.5e3, null, {"x": true}], "bc": "d\\u00e4\\n"}';
for (let i = 0; i < 150; i++) {
  const at = Math.floor(random() * whole.length);
  const cut = Math.floor(random() * 3);
  texts.push(whole.slice(0, at) + pick(["", "", ..."[]{},:\"\\ e.-0u"]) + whole.slice(at + cut));
}

const vm = await Avm.create();
const peer = makePeer("client");
const params = { initPeerId: peer.peerId, currentPeerId: peer.peerId, timestamp: 1, ttl: 7000, secretKeyBytes: peer.secretKey, particleId: "x" };
const script = '(seq (call %init_peer_id% ("s" "f") [] x) (ap x.$.missing y))';
const empty = new Uint8Array();
const first = vm.invoke(params, script, empty, empty, []);
for (const text of new Set(texts)) {
  const { errorMessage } = vm.invoke(params, script, first.data, empty, [[1, { retCode: 0, result: text }]]);
  const value = /^value '(.*)' (?:is not an map-type|does not contain element)/s.exec(errorMessage);
  const error = /can't be serialized or deserialized with an error: (.*)'$/s.exec(errorMessage);
  if (!value && !error) throw new Error(`${text}: ${errorMessage}`);
  console.log(JSON.stringify({ text, ...(value ? { value: value[1] } : { error: error[1] }) }));
}
