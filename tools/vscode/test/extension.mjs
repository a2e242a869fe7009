// The compiled extension in a stand-in for VS Code: how it starts the server and what it tells it, and what it says when
// there is none.   AQUA=PROGRAM node --test extension.mjs
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import test from 'node:test'
import { extension } from './grammar.mjs'
import { Uri, vscodeStub } from './stub.mjs'

const require = createRequire(import.meta.url)
const aqua = resolve(process.env.AQUA)
const manifest = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'))
const defaults = Object.fromEntries(
  Object.entries(manifest.contributes.configuration.properties).map(([name, { default: value }]) => [name, value]),
)
const folder = mkdtempSync(join(tmpdir(), 'aqua-vscode-'))
let record
let tests = 0
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/// A program `aqua` in a folder of its own that runs the fake server.
function fakeServer(name) {
  const path = join(folder, name, 'aqua')
  mkdirSync(dirname(path))
  writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${join(extension, 'test/fake-server.mjs')}' "$@"\n`)
  chmodSync(path, 0o755)
  return path
}
const inSettings = fakeServer('settings')
const inPath = fakeServer('path')

/// The extension, activated; `check` runs while it is active.
async function withExtension({ settings = {}, path = '', isTrusted }, check) {
  // A file of its own: the server of the test before may still be writing.
  process.env.RECORD = record = join(folder, `record-${++tests}`)
  writeFileSync(record, '')
  process.env.PATH = path
  const { vscode, seen, change } = vscodeStub({ settings, defaults, folder, isTrusted })
  const load = Module._load
  Module._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest))
  const file = join(extension, 'out/extension.js')
  delete require.cache[file]
  const loaded = require(file)
  Module._load = load
  const context = { subscriptions: [], extensionPath: extension }
  try {
    await loaded.activate(context)
    await check({ vscode, seen, change })
  } finally {
    await loaded.deactivate()
    for (const each of context.subscriptions) each?.dispose?.()
    assert.ok(!seen.output.some(line => line.includes('did not stop')), seen.output.join('\n'))
  }
}

const recorded = () => readFileSync(record, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line))

/// The last record of that kind, as soon as there are `count`.
async function told(kind, count = 1) {
  for (let turn = 0; turn < 500; ++turn) {
    const found = recorded().filter(entry => entry[kind] !== undefined)
    if (found.length >= count) return found.at(-1)[kind]
    await new Promise(done => setTimeout(done, 10))
  }
  throw new Error(`the server was never told: ${kind}`)
}

test('the program of aqua.server.path is started as `lsp` with the extra arguments', () =>
  withExtension({ settings: { 'aqua.server.path': inSettings, 'aqua.server.extraArgs': ['--log-level=debug'] }, path: dirname(inPath) }, async ({ seen }) => {
    const argv = await told('argv')
    assert.deepEqual(argv.slice(0, 2), ['lsp', '--log-level=debug'])
    assert.ok(seen.output.some(line => line.includes(`Starting ${inSettings} lsp`)), seen.output.join(''))
    assert.equal(seen.status.text, 'Aqua 9.9')
    assert.deepEqual(seen.errors, [])
  }))

test('without the setting the program in PATH is started', () =>
  withExtension({ path: `/nowhere:${dirname(inPath)}` }, async ({ seen }) => {
    assert.deepEqual((await told('argv'))[0], 'lsp')
    assert.ok(seen.output.some(line => line.includes(`Starting ${inPath} lsp`)))
  }))

test('the section `aqua` is given at the start and when the server asks', () =>
  withExtension({ settings: { 'aqua.inlayHints.peers': 'always', 'aqua.lint.ignore': ['unused-import'] }, path: dirname(inPath) }, async () => {
    for (const settings of [(await told('initialize')).initializationOptions, await told('settings')]) {
      assert.equal(settings.inlayHints.peers, 'always')
      assert.deepEqual(settings.lint, { enable: true, select: [], ignore: ['unused-import'] })
      assert.equal(settings.diagnostics.run, 'onType')
    }
  }))

test('imports under the old name are read, with a note, as long as the new one is empty', async () => {
  const old = { '/': { lib: 'elsewhere' } }
  await withExtension({ settings: { 'aquaSettings.imports': old, 'aquaSettings.fluencePath': '/usr/bin/fluence' }, path: dirname(inPath) }, async ({ seen }) => {
    assert.deepEqual((await told('settings')).imports, old)
    const notes = seen.output.filter(line => line.includes('aquaSettings.'))
    assert.equal(notes.length, 2, notes.join('\n'))
    assert.match(notes[0], /aqua\.imports/)
  })
  await withExtension({ settings: { 'aquaSettings.imports': old, 'aqua.imports': ['new'] }, path: dirname(inPath) }, async () =>
    assert.deepEqual((await told('settings')).imports, ['new']))
})

test('a missing server is reported with a way to get it, once, and activation ends', () =>
  withExtension({ path: '/nowhere' }, ({ seen }) => {
    assert.equal(seen.errors.length, 1)
    assert.match(seen.errors[0], /not in PATH.*cmake --build.*aqua\.server\.path/)
    assert.equal(seen.status.text, 'Aqua: no server')
    assert.deepEqual(recorded(), [])
  }))

test('a path that is no program is named', () =>
  withExtension({ settings: { 'aqua.server.path': '/nowhere/aqua' }, path: dirname(inPath) }, ({ seen }) => {
    assert.match(seen.errors[0], /names `\/nowhere\/aqua`/)
    assert.deepEqual(recorded(), [])
  }))

test('in a folder that is not trusted its settings choose no program', () =>
  withExtension({ settings: { 'aqua.server.path': inSettings, 'aqua.server.extraArgs': ['--x'] }, path: dirname(inPath), isTrusted: false }, async ({ seen }) => {
    assert.ok(!(await told('argv')).includes('--x'))
    assert.ok(seen.output.some(line => line.includes(`Starting ${inPath} lsp`)))
  }))

test('restart, by the command or by another path, starts a second server', () =>
  withExtension({ path: dirname(inPath) }, async ({ seen, change }) => {
    await told('settings')
    await seen.commands.get('aqua.restartServer')()
    await told('argv', 2)
    await told('settings', 2)
    change('aqua.server.path')
    await told('argv', 3)
    await told('settings', 3)
  }))

test('AIR is asked of the server and shown in a document of its own', () =>
  withExtension({ path: dirname(inPath) }, async ({ vscode, seen }) => {
    const uri = Uri.file('/ws/some.aqua')
    vscode.window.activeTextEditor = { document: { languageId: 'aqua', uri }, selection: { active: { line: 0, character: 0 } } }
    await seen.commands.get('aqua.showAir')()
    const shown = seen.shown[0].uri
    assert.equal(shown.path, '/ws/some.air')
    assert.equal(await seen.provider.provideTextDocumentContent(shown), `(null) ; ${uri}\n`)
    await seen.commands.get('aqua.showRoute')()
    assert.deepEqual(seen.warnings, ['This version of `aqua` does not offer it.'])
  }))

test('the real server starts', () =>
  withExtension({ settings: { 'aqua.server.path': aqua } }, ({ seen }) => {
    assert.match(seen.status.text, /^Aqua \d/)
    assert.deepEqual(seen.errors, [])
  }))

test('every command and setting of the manifest is there', () =>
  withExtension({ path: dirname(inPath) }, ({ seen }) => {
    for (const { command } of manifest.contributes.commands) assert.ok(seen.commands.has(command), command)
    assert.equal(seen.commands.size, manifest.contributes.commands.length)
  }))
