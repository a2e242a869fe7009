#!/usr/bin/env node
// Output formats in the eyes of others: SARIF against the official schema, JUnit through an XML parser, both with names and
// texts that need escaping, and without any finding.
//
// usage: check.mjs AQUA
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";
import Ajv from "ajv-draft-04";
import { XMLParser, XMLValidator } from "fast-xml-parser";

const aqua = path.resolve(process.argv[2]);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aqua-formats-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));

const programs = {
  "clean.aqua": `aqua Clean\n\nfunc f() -> string:\n  <- "x"\n`,
  "fixes.aqua": `aqua Fixes\n\nfunc f() -> string:\n  a = "x"\n  <- b\n`,
  "waits.aqua": `aqua Waits\n\nservice Srv("srv"):\n  get(x: string) -> string\n\nfunc f() -> string:\n  s: *string\n  for x <- ["a"] par:\n    s <- Srv.get(x)\n  <- s[1]\n`,
  "a & <b> 'c' 漢😀.aqua": `aqua Odd\n\nfunc f() -> string:\n  x = "&<>'\u0001😀"\n  <- "]]>" + 1\n`,
};
for (const [name, text] of Object.entries(programs)) fs.writeFileSync(path.join(folder, name), text);

/** What a command prints, run in the folder. */
function output(command, format, names) {
  const run = spawnSync(aqua, [command, ...names, "--format", format], { cwd: folder, encoding: "utf8" });
  assert.ok(run.status === 0 || run.status === 1, `exit ${run.status}: ${run.stderr}`);
  return { text: run.stdout, status: run.status };
}

const require = createRequire(import.meta.url);
const packageFolder = path.dirname(require.resolve("@microsoft/jest-sarif/package.json"));
const schemas = path.join(packageFolder, "lib/schemas");
const schema = JSON.parse(fs.readFileSync(path.join(schemas, fs.readdirSync(schemas)[0]), "utf8"));
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

let checks = 0;
function check(name, body) {
  body();
  checks++;
  console.log(`ok ${name}`);
}

for (const command of ["check", "lint"])
  for (const names of [["clean.aqua"], Object.keys(programs)]) {
    const { text, status } = output(command, "sarif", names);
    const log = JSON.parse(text);
    check(`${command}: SARIF of ${names.length} files is valid`, () => assert.ok(validate(log), JSON.stringify(validate.errors)));
    const { results, tool, artifacts } = log.runs[0];
    check(`${command}: no finding, no result; errors fail`, () => {
      assert.equal(results.length === 0, names.length === 1);
      assert.equal(status, names.length === 1 ? 0 : 1);
    });
    check(`${command}: rules and files are those that results point to`, () => {
      for (const result of results) {
        assert.equal(tool.driver.rules[result.ruleIndex].id, result.ruleId);
        assert.ok(result.ruleId.includes("-") || tool.driver.rules[result.ruleIndex].help.markdown.startsWith(`# ${result.ruleId}`));
        const { uri, index } = result.locations[0].physicalLocation.artifactLocation;
        assert.equal(artifacts[index].location.uri, uri);
        assert.ok(Object.keys(programs).includes(decodeURIComponent(uri)));
      }
    });
    check(`${command}: the same again`, () => assert.equal(output(command, "sarif", names).text, text));
  }

check("lint: the other side is a related location, fixes are edits", () => {
  const { results } = JSON.parse(output("lint", "sarif", ["waits.aqua", "fixes.aqua"]).text).runs[0];
  const waits = results.find((r) => r.ruleId === "await-beyond-writes");
  assert.equal(waits.level, "error");
  assert.equal(waits.locations[0].physicalLocation.region.startLine, 10);
  assert.equal(waits.relatedLocations[0].physicalLocation.region.startLine, 9);
});

check("fingerprints survive a moved line", () => {
  const prints = () => JSON.parse(output("lint", "sarif", ["waits.aqua"]).text).runs[0].results.map((r) => r.partialFingerprints);
  const before = prints();
  fs.writeFileSync(path.join(folder, "waits.aqua"), programs["waits.aqua"].replace("\n\nfunc", "\n\n-- moved\n\nfunc"));
  assert.deepEqual(prints(), before);
  fs.writeFileSync(path.join(folder, "waits.aqua"), programs["waits.aqua"]);
});

for (const command of ["check", "lint"])
  check(`${command}: JUnit is XML with true counts`, () => {
    const { text } = output(command, "junit", Object.keys(programs));
    assert.equal(XMLValidator.validate(text), true);
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", isArray: (name) => ["testsuite", "testcase", "failure"].includes(name) });
    const suites = parser.parse(text).testsuites;
    const cases = suites.testsuite.flatMap((suite) => suite.testcase);
    assert.equal(suites.testsuite.length, Object.keys(programs).length);
    assert.equal(Number(suites.tests), cases.length);
    assert.equal(Number(suites.failures), cases.filter((one) => one.failure).length);
    const clean = suites.testsuite.find((suite) => suite.name === "clean.aqua");
    assert.deepEqual(clean.testcase.map((one) => one.name), ["clean"]);
  });

console.log(`${checks} passed, 0 failed`);
