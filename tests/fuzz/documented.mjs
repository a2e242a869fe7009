// Defects of the reference that a generated program can meet, told by the constructs in its text (differences.md): a
// difference of such a program is the reference's, and counted; of any other program it is a failure.

/** The bodies of the functions behind whose call `argument` matches in the same line. */
function bodiesOfCallees(text, argument) {
  const calls = [...text.matchAll(/(\w+)(?:\{[^}]*\})?\((?=(.*))/g)].filter(([, , rest]) => argument.test(rest));
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
