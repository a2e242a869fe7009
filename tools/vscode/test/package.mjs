// What is in the .vsix: everything that the manifest names, the licences, and nothing of how it is made.   VSIX=… node --test package.mjs
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { extension } from './grammar.mjs'

/// The files of a zip archive: name → contents, from its central directory.
function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const files = new Map()
  let at = bytes.readUInt32LE(end + 16)
  for (let count = bytes.readUInt16LE(end + 10); count > 0; --count) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset))
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(begin, begin + size)
    files.set(name, method === 0 ? data : inflateRawSync(data))
    at += 46 + nameLength + extraLength + commentLength
  }
  return files
}

const files = unzip(readFileSync(process.env.VSIX))
const json = name => JSON.parse(files.get(`extension/${name}`).toString())

test('it is an extension package', () => {
  assert.ok(files.has('[Content_Types].xml'))
  assert.match(files.get('extension.vsixmanifest').toString(), /<Identity [^>]*Id="aqua"/)
})

test('every file that the manifest names is there', () => {
  const { main, icon, contributes } = json('package.json')
  const named = [
    main,
    icon,
    ...contributes.languages.flatMap(each => [each.configuration, each.icon?.light, each.icon?.dark]),
    ...[...contributes.grammars, ...contributes.snippets].map(each => each.path),
  ]
  for (const path of named.filter(Boolean)) assert.ok(files.has(join('extension', path)), path)
})

test('grammars, configurations and snippets are JSON', () => {
  for (const name of files.keys()) if (name.endsWith('.json')) JSON.parse(files.get(name).toString())
})

test('the bundle is the one that is tested, and needs nothing but vscode and Node.js', () => {
  const bundle = files.get('extension/out/extension.js')
  assert.ok(bundle.equals(readFileSync(join(extension, 'out/extension.js'))))
  const builtin = new Set(process.getBuiltinModule?.('module').builtinModules ?? [])
  for (const [, name] of bundle.toString().matchAll(/\brequire\("([^"]+)"\)/g))
    if (name !== 'vscode' && builtin.size) assert.ok(builtin.has(name.replace('node:', '')), name)
})

test('licences are there: ours, and those of what the bundle contains', () => {
  assert.match(files.get('extension/LICENSE.txt').toString(), /Apache License/)
  assert.match(files.get('extension/out/NOTICES.txt').toString(), /^vscode-languageclient .*MIT/m)
})

test('nothing else is there', () => {
  const rest = [...files.keys()].filter(name => /node_modules|\/src\/|\/test\/|\.ts$|\.map$|lock|\.npmrc|build/.test(name))
  assert.deepEqual(rest, [])
  const size = [...files.values()].reduce((sum, data) => sum + data.length, 0)
  assert.ok(size < 2 << 20, `${size} bytes`)
})
