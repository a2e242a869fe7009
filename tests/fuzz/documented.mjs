// Defects of the reference that a generated program can meet, told by the constructs in its text (differences.md): a
// difference of such a program is the reference's, and counted; of any other program it is a failure.

/** What stands in the bracket that opens in front of `start`, within its line. */
function bracket(text, start) {
  let depth = 1, end = start;
  for (; depth > 0 && end < text.length && text[end] !== "\n"; end++)
    depth += { "(": 1, ")": -1 }[text[end]] ?? 0;
  return text.slice(start, end);
}

/** The bodies of the functions that are called with an argument in which `argument` matches. */
function bodiesOfCallees(text, argument) {
  const calls = [...text.matchAll(/(\w+)(?:\{[^}]*\})?\(/g)].filter((call) => argument.test(bracket(text, call.index + call[0].length)));
  const names = new Set(calls.map(([, name]) => name));
  return [...text.matchAll(/^func (\w+).*:\n((?: .*\n|\n)*)/gm)].filter(([, name]) => names.has(name)).map(([, , body]) => body);
}

const guardedLoop = /^( *)for \w+ <- \w+:\n(?:\1 .*\n)+\1(?:otherwise|catch)/m;

const defects = [
  { name: "two streams of one name", test: (text) => bodiesOfCallees(text, /\*\[/).some((body) => body.includes("*[")) },
  { name: "a push that waits for an element of its stream", test: (text) => /\b(\w+) (?:<<-|<-) .*\b\1\[/.test(text) },
  { name: "an id that is set inside `on`",
    test: (text) => /^( +)on .*:\n(?:\1 .*\n)*?\1 +([A-Z]\w*) ".*\n(?: .*\n|\n)*? +<- .*\b\2\.\w+\(/m.test(text) },
  { name: "a loop over `?[]` with a handler", test: (text) => bodiesOfCallees(text, /\?\[\]/).some((body) => guardedLoop.test(body)) },
];

/** The names of the defects that the modules, as texts, can meet. */
export const documentedIn = (texts) => defects.filter(({ test }) => test(texts.join("\n"))).map(({ name }) => name);
