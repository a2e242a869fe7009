// What the published compiler and VM say about an input never changes: it is worked out once and kept in
// ~/.cache/aqua/reference (or $XDG_CACHE_HOME), by the content of all that goes in: the same script in the same scenario. Our compiler and VM always run.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

const oracle = path.join(path.dirname(fileURLToPath(import.meta.url)), "oracle");
const folder = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "aqua/reference");

/** The sum of texts; where one ends counts. */
function sumOf(texts) {
  const sum = createHash("sha256");
  for (const text of texts) sum.update(`${text.length} `).update(text);
  return sum.digest("hex");
}

/** The texts of all files below a folder with this ending, with their names. */
export function textsBelow(folder, ending) {
  return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return [entry.name, ...textsBelow(file, ending)];
    return entry.name.endsWith(ending) ? [entry.name, fs.readFileSync(file, "utf8")] : [];
  });
}

// The programs that ask and answer: the packages are pinned to the letter.
const tools = sumOf([fs.readFileSync(path.join(oracle, "package.json"), "utf8"), ...textsBelow(path.join(oracle, "lib"), ".mjs")]);

/** What `work()` gives as JSON, now or the first time that it was asked with these texts. */
export async function remembered(texts, work) {
  const file = path.join(folder, sumOf([tools, ...texts]) + ".json");
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8"));
  const text = JSON.stringify(await work());
  fs.mkdirSync(folder, { recursive: true });
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, text);
  fs.renameSync(temporary, file);
  return JSON.parse(text);
}
