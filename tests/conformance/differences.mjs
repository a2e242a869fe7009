// Reads the table of differences.md: program -> what our script answers on the real VM.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const file = path.join(path.dirname(fileURLToPath(import.meta.url)), "differences.md");

/** id -> {answers: JSON text of the responses, "any", or "calls " and a list of calls as `callsOf` writes them}. */
export const differences = new Map();
for (const line of fs.readFileSync(file, "utf8").split("\n")) {
  const row = /^\| `([\w.-]+)` \| (.+?) \| (.+?) \|/.exec(line);
  if (row) differences.set(row[1], { answers: row[2] === "any" ? "any" : row[2].replace(/^`|`$/g, "") });
}

/** The calls of services in the order in which they were made, without those of the function call itself: `["func(args)@peer", …]`. */
export const callsOf = (outcome) => JSON.stringify(outcome.calls
  .filter((call) => !["getDataSrv", "callbackSrv", "errorHandlingSrv"].includes(call.service))
  .map((call) => `${call.func}(${JSON.stringify(call.args).slice(1, -1)})@${call.peer}`));

/** What is expected of an outcome that is not compared with the reference's, and what it is: [expected, actual]. */
export function expectation(known, outcome) {
  const calls = /^calls (.*)$/s.exec(known.answers);
  if (calls) return [calls[1], callsOf(outcome)];
  const answers = JSON.stringify(outcome.responses);
  return [known.answers === "any" ? answers : known.answers, answers];
}
