#!/usr/bin/env node
// Drives each request of the language server as the library of VS Code does: over stdio, with the type guards of the
// protocol on the answers, and with random edits, after which the server must have the text that the client has.
//
// usage: client.mjs AQUA [--seed N] [--edits N]
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import * as lsp from "vscode-languageserver-protocol/node.js";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Server } from "./Server.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true, options: { seed: { type: "string", default: "1" }, edits: { type: "string", default: "300" } },
});
const aqua = path.resolve(positionals[0]);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-client-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));

const library = `aqua Lib declares *

-- How warm it is.
data Reading:
    peer: string
    celsius: f64

service Sensor("sensor"):
    read(unit: string) -> f64

-- Asks one peer.
func ask(peer: string) -> Reading:
    on peer:
        t <- Sensor.read("°C")
    <- Reading(peer = peer, celsius = t)
`;
const program = `aqua Main

import Reading, ask as one from "lib.aqua"

export all

func all(peers: []string) -> []Reading:
    out: *Reading
    for p <- peers par:
        r <- one(p)
        out <<- r
    unused   =   "😀 é"
    join out[1]
    <- out
`;
for (const [name, text] of Object.entries({ "lib.aqua": library, "main.aqua": program })) fs.writeFileSync(path.join(folder, name), text);
const main = `file://${folder}/main.aqua`;
const textDocument = { uri: main };
const call = { line: 9, character: 14 };

let passed = 0;
async function check(name, test) {
  await test();
  passed++;
  console.log(`ok ${name}`);
}

/** All elements satisfy a guard, and there is at least one. */
function all(guard, list) {
  assert.ok(Array.isArray(list) && list.length > 0, `an answer: ${JSON.stringify(list)}`);
  for (const element of list) assert.ok(guard(element), `of its type: ${JSON.stringify(element)}`);
}

const everything = {
  workspace: {
    configuration: true, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true }, hover: { contentFormat: ["markdown"] }, definition: { linkSupport: true },
    completion: { completionItem: { snippetSupport: true, insertReplaceSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    signatureHelp: { signatureInformation: { parameterInformation: { labelOffsetSupport: true } } },
  },
};

const server = new Server(aqua, folder, everything);
const { capabilities } = await server.start();
await server.open(main, program);
await server.sync();

const providers = {
  definitionProvider: ["textDocument/definition", { position: call }, (r) => all(lsp.LocationLink.is, r)],
  declarationProvider: ["textDocument/declaration", { position: call }, (r) => all(lsp.Location.is, r)],
  typeDefinitionProvider: ["textDocument/typeDefinition", { position: { line: 9, character: 8 } }, (r) => all(lsp.Location.is, r)],
  implementationProvider: ["textDocument/implementation", { position: call }, (r) => assert.ok(Array.isArray(r))],
  referencesProvider: ["textDocument/references", { position: call, context: { includeDeclaration: true } }, (r) => all(lsp.Location.is, r)],
  documentHighlightProvider: ["textDocument/documentHighlight", { position: call }, (r) => all((h) => lsp.Range.is(h.range) && h.kind >= 1 && h.kind <= 3, r)],
  hoverProvider: ["textDocument/hover", { position: call }, (r) => assert.ok(lsp.Hover.is(r) && r.contents.kind === "markdown")],
  completionProvider: ["textDocument/completion", { position: { line: 13, character: 9 } }, (r) => {
    assert.equal(r.isIncomplete, false);
    all((item) => typeof item.label === "string" && (lsp.TextEdit.is(item.textEdit) || lsp.InsertReplaceEdit.is(item.textEdit)), r.items);
  }],
  signatureHelpProvider: ["textDocument/signatureHelp", { position: { line: 9, character: 17 } }, (r) => assert.equal(r.signatures[0].parameters.length, 1)],
  documentSymbolProvider: ["textDocument/documentSymbol", {}, (r) => all(lsp.DocumentSymbol.is, r)],
  renameProvider: ["textDocument/rename", { position: call, newName: "other" }, (r) => assert.ok(lsp.WorkspaceEdit.is(r) && r.documentChanges.length === 1)],
  documentFormattingProvider: ["textDocument/formatting", { options: { tabSize: 4, insertSpaces: true } }, (r) => all(lsp.TextEdit.is, r)],
  documentRangeFormattingProvider: ["textDocument/rangeFormatting", {
    range: { start: { line: 11, character: 0 }, end: { line: 12, character: 0 } }, options: { tabSize: 4, insertSpaces: true },
  }, (r) => all(lsp.TextEdit.is, r)],
  foldingRangeProvider: ["textDocument/foldingRange", {}, (r) => all(lsp.FoldingRange.is, r)],
  selectionRangeProvider: ["textDocument/selectionRange", { positions: [call] }, (r) => all(lsp.SelectionRange.is, r)],
  documentLinkProvider: ["textDocument/documentLink", {}, (r) => all(lsp.DocumentLink.is, r)],
  inlayHintProvider: ["textDocument/inlayHint", { range: { start: { line: 0, character: 0 }, end: { line: 14, character: 0 } } }, (r) => all(lsp.InlayHint.is, r)],
  callHierarchyProvider: ["textDocument/prepareCallHierarchy", { position: call }, async (items) => {
    assert.equal(items[0].name, "ask");
    const calls = await server.ask("callHierarchy/incomingCalls", { item: items[0] });
    assert.equal(calls[0].from.name, "all");
  }],
};
const furtherRequests = [
  ["renameProvider", ["textDocument/prepareRename", { position: call }, (r) => assert.ok(lsp.Range.is(r.range) && r.placeholder)]],
  ["codeLensProvider", ["textDocument/codeLens", {}, (r) => all(lsp.CodeLens.is, r)]],
  ["documentOnTypeFormattingProvider", ["textDocument/onTypeFormatting", {
    position: { line: 10, character: 0 }, ch: "\n", options: { tabSize: 4, insertSpaces: true },
  }, (r) => assert.ok(r === null || r.every(lsp.TextEdit.is))]],
];
for (const [provider, [method, params, test]] of [...Object.entries(providers), ...furtherRequests])
  await check(method, async () => {
    assert.ok(capabilities[provider], `${provider} is announced`);
    await test(await server.ask(method, { textDocument, ...params }));
  });

await check("textDocument/codeAction", async () => {
  const uri = `file://${folder}/typo.aqua`;
  await server.open(uri, 'aqua Typo\n\nimport ask from "lib.aqua"\n\nfunc f(peer: string) -> string:\n    r <- aks(peer)\n    <- peer\n');
  const place = { line: 5, character: 10 };
  const actions = await server.ask("textDocument/codeAction", { textDocument: { uri }, range: { start: place, end: place }, context: { diagnostics: [] } });
  all(lsp.CodeAction.is, actions);
  assert.equal(actions[0].edit.documentChanges[0].edits[0].newText, "ask");
  await server.tell("textDocument/didClose", { textDocument: { uri } });
});
await check("workspace/willRenameFiles", async () => {
  const edit = await server.ask("workspace/willRenameFiles", { files: [{ oldUri: `file://${folder}/lib.aqua`, newUri: `file://${folder}/other.aqua` }] });
  assert.ok(lsp.WorkspaceEdit.is(edit) && JSON.stringify(edit).includes("other.aqua"));
});
await check("workspace/symbol", async () => all((symbol) => symbol.name === "ask" && lsp.Location.is(symbol.location), await server.ask("workspace/symbol", { query: "ask" })));
await check("textDocument/semanticTokens", async () => {
  const tokens = await server.ask("textDocument/semanticTokens/full", { textDocument });
  assert.ok(lsp.SemanticTokens.is(tokens) && tokens.data.length % 5 === 0);
  const { tokenTypes } = capabilities.semanticTokensProvider.legend;
  for (let i = 3; i < tokens.data.length; i += 5) assert.ok(tokens.data[i] < tokenTypes.length);
  await server.tell("textDocument/didChange", { textDocument: { uri: main, version: 2 }, contentChanges: [{ text: program.replace("join", "-- x\n    join") }] });
  const delta = await server.ask("textDocument/semanticTokens/full/delta", { textDocument, previousResultId: tokens.resultId });
  const patched = [...tokens.data];
  for (const edit of delta.edits) patched.splice(edit.start, edit.deleteCount, ...edit.data);
  assert.deepEqual(patched, (await server.ask("textDocument/semanticTokens/full", { textDocument })).data);
});
await check("formatting gives the text of aqua fmt", async () => {
  const edits = await server.ask("textDocument/formatting", { textDocument, options: { tabSize: 4, insertSpaces: true } });
  const { text } = await server.ask("aqua/view", { textDocument, stage: "text" });
  assert.ok(TextDocument.applyEdits(TextDocument.create(main, "aqua", 1, text), edits).includes('    unused = "😀 é"\n'));
});
await check("diagnostics", async () => {
  await server.tell("textDocument/didChange", { textDocument: { uri: main, version: 3 }, contentChanges: [{ text: program.replace("one(p)", "one(1)") }] });
  await server.sync();
  const published = server.diagnostics.get(main);
  assert.equal(published.version, 3);
  all(lsp.Diagnostic.is, published.diagnostics);
  assert.equal(published.diagnostics[0].code, "E0401");
  assert.equal(published.diagnostics[0].relatedInformation[0].location.uri, `file://${folder}/lib.aqua`);
  await server.tell("textDocument/didChange", { textDocument: { uri: main, version: 4 }, contentChanges: [{ text: program }] });
});
await check("hints of peers, and hovers with routes", async () => {
  const uri = `file://${folder}/route.aqua`;
  await server.open(uri, library.replace("declares *", "declares *\n\nexport ask"));
  await server.sync();
  const hints = await server.ask("textDocument/inlayHint", { textDocument: { uri }, range: { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } } });
  assert.ok(hints.some(({ label }) => label[0].value === "⟶ on peer"), JSON.stringify(hints));
  const hover = await server.ask("textDocument/hover", { textDocument: { uri }, position: { line: 13, character: 6 } });
  assert.ok(hover.contents.value.includes("runs on: `INIT_PEER_ID` → `HOST_PEER_ID` → `peer`"), hover.contents.value);
  await server.tell("textDocument/didClose", { textDocument: { uri } });
});
await check("the rules for a path are those of aqua lint", async () => {
  const project = path.join(folder, "project");
  fs.mkdirSync(path.join(project, "old"), { recursive: true });
  const settings = 'lint:\n  ignore: [unused-argument]\n  per-path:\n    - paths: ["old/**"]\n      select: [strict]\n      ignore: [unused-variable]\n';
  const text = "aqua A declares f\n\nfunc f(a: u32) -> u32:\n    x = 1\n    <- 1\n";
  fs.writeFileSync(path.join(project, "aqua.yaml"), settings);
  const changes = [];
  for (const name of ["new.aqua", "old/old.aqua"]) {
    fs.writeFileSync(path.join(project, name), text);
    changes.push({ uri: `file://${project}/${name}`, type: 1 });
  }
  await server.tell("workspace/didChangeWatchedFiles", { changes });
  for (const { uri } of changes) await server.open(uri, text);
  await server.sync();
  const printed = spawnSync(aqua, ["lint", "--format=json", project], { encoding: "utf8" }).stdout;
  for (const { uri } of changes) {
    const ours = server.diagnostics.get(uri).diagnostics.map(({ code }) => code);
    const file = path.basename(uri);
    const theirs = printed.split("\n").filter((line) => line.includes(file)).map((line) => JSON.parse(line).code);
    assert.ok(ours.length > 0);
    assert.deepEqual(ours, theirs, file);
    await server.tell("textDocument/didClose", { textDocument: { uri } });
  }
});
await check("dynamic registration", () => {
  const registration = server.requests.find(({ method }) => method === "client/registerCapability");
  assert.ok(registration.params.registrations.some(({ method }) => method === "workspace/didChangeWatchedFiles"));
});
await check("a file that changes on the disk", async () => {
  fs.writeFileSync(path.join(folder, "lib.aqua"), library.replace("func ask", "func asked"));
  await server.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: `file://${folder}/lib.aqua`, type: 2 }] });
  await server.sync();
  assert.ok(server.diagnostics.get(main).diagnostics.some(({ severity }) => severity === 1));
  fs.writeFileSync(path.join(folder, "lib.aqua"), library);
  await server.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: `file://${folder}/lib.aqua`, type: 2 }] });
  await server.sync();
  assert.ok(!server.diagnostics.get(main).diagnostics.some(({ severity }) => severity === 1));
});
await check("cancellation", async () => {
  const token = new lsp.CancellationTokenSource();
  const busy = Array.from({ length: 20 }, () => server.ask("workspace/symbol", { query: "" }));
  const answer = server.connection.sendRequest("textDocument/references", { textDocument, position: call, context: { includeDeclaration: true } }, token.token);
  token.cancel();
  // It may be done before the server hears of it.
  await answer.then((list) => all(lsp.Location.is, list), (error) => assert.equal(error.code, lsp.LSPErrorCodes.RequestCancelled));
  await Promise.all(busy);
});

/** A number below `limit`; the same sequence for the same seed. */
function random(limit) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
}
let state = Number(values.seed) >>> 0;

await check(`${values.edits} random edits, seed ${values.seed}`, async () => {
  const pieces = ["x", "\n", "\r\n", "\r", "    ", "é", "😀", "e\u0301", "(", ")", "on p:", "<- ", "-- ", '"', "\t", "func f():\n", ""];
  let model = TextDocument.create(main, "aqua", 5, program);
  await server.tell("textDocument/didChange", { textDocument: { uri: main, version: 5 }, contentChanges: [{ text: program }] });
  for (let edit = 0; edit < Number(values.edits); edit++) {
    const changes = [];
    for (let part = 0; part <= random(3); part++) {
      // Not inside of a surrogate pair or between CR and LF, where no editor edits.
      const places = [random(model.getText().length + 1), random(30)];
      const text = model.getText();
      const isGood = (at) => !/[\uDC00-\uDFFF]/.test(text[at] ?? "") && !(text[at] === "\n" && text[at - 1] === "\r");
      let [start, end] = [places[0], Math.min(text.length, places[0] + (random(3) ? 0 : places[1]))];
      while (!isGood(start)) start--;
      while (!isGood(end)) end++;
      const change = { range: { start: model.positionAt(start), end: model.positionAt(end) }, text: pieces[random(pieces.length)] };
      changes.push(change);
      // Not by an update: the library counts a line too many where CR comes before LF.
      model = TextDocument.create(main, "aqua", 6 + edit, text.slice(0, start) + change.text + text.slice(end));
    }
    await server.tell("textDocument/didChange", { textDocument: { uri: main, version: 6 + edit }, contentChanges: changes });
    if (edit % 20 === 0) assert.equal((await server.ask("aqua/view", { textDocument, stage: "text" })).text, model.getText());
  }
  assert.equal((await server.ask("aqua/view", { textDocument, stage: "text" })).text, model.getText());
});

await check("the end", async () => assert.equal(await server.stop(), 0));
await check("a client that is gone ends the server", async () => {
  const other = new Server(aqua, folder);
  await other.start();
  other.process.stdin.end();
  assert.equal(await other.exit, 1);
});
console.log(`${passed} passed, 0 failed`);
