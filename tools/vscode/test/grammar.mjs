// Colours text as VS Code does: vscode-textmate with the grammars of ../syntaxes. Shared by the tests.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const textmate = require('vscode-textmate')
const oniguruma = require('vscode-oniguruma')

export const extension = fileURLToPath(new URL('..', import.meta.url))

/// A registry that knows `source.aqua` and `source.air`; `theme` is what vscode-textmate calls a raw theme.
export async function registry(theme) {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer)
  return new textmate.Registry({
    theme,
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    loadGrammar: async scope => {
      const path = join(extension, 'syntaxes', `${scope.replace('source.', '')}.tmLanguage.json`)
      return textmate.parseRawGrammar(readFileSync(path, 'utf8'), path)
    },
  })
}

export const lineEnd = /\r\n|\n\r|\n/

/// For each line its tokens: `{ startIndex, endIndex, scopes }`, without the scope of the whole file.
export function tokenize(grammar, text) {
  let stack = textmate.INITIAL
  return text.split(lineEnd).map(line => {
    const result = grammar.tokenizeLine(line, stack)
    stack = result.ruleStack
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      startIndex,
      endIndex: Math.min(endIndex, line.length),
      scopes: scopes.slice(1),
    }))
  })
}
