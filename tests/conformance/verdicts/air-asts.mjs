// What AquaVM's `ast` says about scripts, one per line of the input (an empty line is an empty script).
//
//   node air-asts.mjs < decisions.air > ../../unit/air/decisions.jsonl
//   node air-asts.mjs < forms.air > ../../unit/air/forms.jsonl
import fs from "node:fs";
import { defaultCallParameters } from "../oracle/node_modules/@fluencelabs/marine-js/dist/types.js";
import { Avm } from "../oracle/lib/avm.mjs";

const vm = await Avm.create();
for (const script of fs.readFileSync(0, "utf8").replace(/\n$/, "").split("\n")) {
  const text = vm.service.call("ast", [script], defaultCallParameters);
  console.log(JSON.stringify(text.startsWith("{") ? { script, ast: text } : { script, error: text }));
}
