// Scopes of a few files, token by token, in test/snapshots.   AQUA_UPDATE_GOLDEN=1 writes them anew: read the diff.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import test from 'node:test'
import { extension, lineEnd, registry, tokenize } from './grammar.mjs'

const folder = join(extension, 'test/snapshots')
const grammars = await registry()

/// Each line with its coloured tokens below it.
function picture(lines, tokens) {
  return lines.flatMap((line, number) => {
    const coloured = tokens[number].filter(({ scopes, startIndex, endIndex }) => scopes.length && line.slice(startIndex, endIndex).trim())
    return [`>${line}`, ...coloured.map(({ startIndex, endIndex, scopes }) =>
      ` ${' '.repeat(startIndex)}${'^'.repeat(endIndex - startIndex)} ${scopes.join(' ')}`)]
  })
}

for (const name of readdirSync(folder).filter(name => !name.endsWith('.golden'))) {
  test(name, async () => {
    const grammar = await grammars.loadGrammar(`source${extname(name)}`)
    const text = readFileSync(join(folder, name), 'utf8')
    const actual = picture(text.split(lineEnd), tokenize(grammar, text)).join('\n') + '\n'
    const golden = join(folder, `${name}.golden`)
    if (process.env.AQUA_UPDATE_GOLDEN) writeFileSync(golden, actual)
    assert.ok(existsSync(golden), `${golden} is missing`)
    assert.equal(actual, readFileSync(golden, 'utf8'))
  })
}
