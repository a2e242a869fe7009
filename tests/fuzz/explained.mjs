// Why one compiler accepts what the other rejects, where that is documented (differences.md).

/** What only the reference rejects: a test of its first error, and the reason. */
const falseRejections = [
  // definitions need no blank line between them
  [/^---- Syntax error: [^\n]*\n[^\n]*\b(func|service|data|ability|alias|const) [^\n]*\n[^\n]*\n\s*Expected: EndOfString/, "docs/compatibility.md 13.2.1"],
  // elements that all fit, without a common type that the reference finds
  [/expected:\s+(\[\]|\?|\*)\S+[,\s]+given:\s+\1⊤(?!\S)/, "docs/compatibility.md 24.9"],
];

/** What only ours rejects: codes of our errors, and the reason. */
const undetected = new Map([
  ["E0425", "docs/compatibility.md 23.12"],
]);

/** The reason, or nothing. Errors of the reference are texts, ours have codes. */
export function explanationOf(theirs, mine) {
  if (theirs.length) return falseRejections.find(([pattern]) => pattern.test(theirs[0]))?.[1];
  const reasons = mine.map((error) => undetected.get(error.code));
  return reasons.every(Boolean) ? reasons[0] : undefined;
}
