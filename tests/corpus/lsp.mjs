#!/usr/bin/env node
// Asks every editor feature at every position of all Aqua files there are: the published packages, our standard library,
// examples and conformance programs. No two answers may contradict each other.
//
// usage: lsp.mjs --aqua BINARY
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { filesBelow } from "./corpus.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "../..");
const binary = path.resolve(process.argv[process.argv.indexOf("--aqua") + 1]);

const files = ["tests/conformance/programs", "examples", "stdlib", "tests/corpus/node_modules/@fluencelabs"]
  .flatMap((folder) => filesBelow(path.join(root, folder), ".aqua"))
  .map((file) => path.relative(root, file));
const run = spawnSync(binary, ["lsp", "--check", "--renames", "2", ...files],
  { encoding: "utf8", cwd: root, maxBuffer: 1 << 28 });
if (run.error) throw run.error;
process.stdout.write(run.stdout + run.stderr);
process.exit(run.status === 0 && files.length > 50 ? 0 : 1);
