// Reads the table of differences.md: program -> what our script answers on the real VM.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const file = path.join(path.dirname(fileURLToPath(import.meta.url)), "differences.md");

/** id -> {answers: JSON text of the responses, or "any"}. */
export const differences = new Map();
for (const line of fs.readFileSync(file, "utf8").split("\n")) {
  const row = /^\| `([\w.-]+)` \| (.+?) \| (.+?) \|/.exec(line);
  if (row) differences.set(row[1], { answers: row[2] === "any" ? "any" : row[2].replace(/^`|`$/g, "") });
}
