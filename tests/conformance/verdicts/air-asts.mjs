// What AquaVM's `ast` says about scripts, one per line of the input. Scripts that it refuses are left out.
//
//   node air-asts.mjs < FILE.air > ../../unit/air/asts.jsonl
import fs from "node:fs";
import { defaultCallParameters } from "../oracle/node_modules/@fluencelabs/marine-js/dist/types.js";
import { Avm } from "../oracle/lib/avm.mjs";

const vm = await Avm.create();
for (const script of fs.readFileSync(0, "utf8").split("\n").filter((line) => line)) {
  const ast = vm.service.call("ast", [script], defaultCallParameters);
  if (ast.startsWith("{")) console.log(JSON.stringify({ script, ast }));
}
