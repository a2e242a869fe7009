// The grammar of the editor against the scanner of the compiler, over every Aqua file of the repository and of the published
// packages: what the compiler reads as a keyword, comment, string, number, truth value or scalar type has that colour, and a name
// never has the colour of a keyword.   colours.mjs AQUA
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lineEnd, registry, tokenize } from './grammar.mjs'

const [aqua, ...only] = process.argv.slice(2)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const maxReports = 40

const words = {
  'keyword.control.import': 'Aqua Module Declares Import Use From As Export',
  'keyword.control.declaration': 'Service Data Ability Alias Const Func',
  'keyword.control.topology': 'On Via',
  'keyword.control.flow': 'For ParSeq If Else Otherwise Try Catch Rec Par Co Join',
  'constant.language.boolean': 'Bool',
  'constant.language.numeric': 'Int Float',
  'constant.language.topology': 'InitPeer',
  'string.quoted.double': 'String',
  'keyword.control.other': 'LeftArrow Push RightArrow DefaultAssign',
}
const expected = new Map(Object.entries(words).flatMap(([scope, kinds]) => kinds.split(' ').map(kind => [kind, scope])))

function aquaFiles(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.aqua') && !name.includes('node_modules'))
    .map(name => join(folder, name))
    .sort()
}

/// What the compiler's scanner says: `{ kind, line, begin, endLine, end }`, counted from 0. It is printed whatever the
/// program is worth, so the status does not matter.
function scan(file) {
  return new Promise((resolve, reject) => {
    execFile(aqua, ['compile', '--emit=tokens', file], { maxBuffer: 1 << 28 }, (error, out) => {
      const tokens = [...out.matchAll(/^(\w+) (?:`.*` )?(\d+):(\d+)-(?:(\d+):)?(\d+)$/gm)].map(m => ({
        kind: m[1],
        line: m[2] - 1,
        begin: m[3] - 1,
        endLine: (m[4] ?? m[2]) - 1,
        end: m[5] - 1,
      }))
      if (tokens.at(-1)?.kind !== 'EndOfFile') reject(new Error(`no tokens of ${file}: ${error?.message}`))
      else resolve(tokens)
    })
  })
}

/// The scopes of each character, counted in code points as the compiler does.
function scopesByCharacter(lines, coloured) {
  return lines.map((line, number) => {
    const result = []
    let unit = 0
    let token = 0
    for (const character of line) {
      while (coloured[number][token] && coloured[number][token].endIndex <= unit) ++token
      result.push(coloured[number][token]?.scopes ?? [])
      unit += character.length
    }
    return result
  })
}

const has = (scopes, wanted) => scopes.some(scope => scope === wanted || scope.startsWith(wanted + '.'))
const isKeyword = scopes => has(scopes, 'keyword.control') || has(scopes, 'string') || has(scopes, 'comment')

const checked = { tokens: 0, comments: 0, unclosed: 0 }

/// All disagreements about one file; nothing if it cannot be compared.
async function check(file, grammar) {
  const text = readFileSync(file, 'utf8')
  const lines = text.split(lineEnd)
  const characters = lines.map(line => [...line])
  const scopes = scopesByCharacter(lines, tokenize(grammar, text))
  const tokens = await scan(file)
  // A string that is never closed: the compiler looks at the whole file to find it, editors cannot.
  const isUnclosed = ({ kind, endLine, end, line, begin }) =>
    kind === 'String' && (characters[endLine][end - 1] !== '"' || (line === endLine && end - begin < 2))
  if (tokens.some(isUnclosed)) return void ++checked.unclosed
  const taken = characters.map(line => line.map(() => false))
  const problems = []
  for (const { kind, line, begin, endLine, end } of tokens) {
    for (let at = line; at <= endLine; ++at)
      taken[at]?.fill(true, at === line ? begin : 0, at === endLine ? end : undefined)
    const wanted = expected.get(kind)
    const isName = kind === 'Lower' || kind === 'Upper'
    if (!wanted && !isName) continue
    ++checked.tokens
    const first = scopes[line]?.[begin] ?? []
    const last = scopes[endLine]?.[end - 1] ?? []
    if (wanted ? !(has(first, wanted) && has(last, wanted)) : isKeyword(first))
      problems.push(`${line + 1}:${begin + 1} ${kind} ${wanted ? 'is not ' + wanted : 'is a name'}, but [${first}]: ${lines[line].trim()}`)
  }
  characters.forEach((line, number) => {
    const begin = line.findIndex((character, at) => !taken[number][at] && character === '-' && line[at + 1] === '-')
    if (begin < 0 || taken[number].indexOf(true, begin) >= 0) return
    ++checked.comments
    if (!scopes[number].slice(begin).every(each => has(each, 'comment.line')))
      problems.push(`${number + 1}:${begin + 1} is a comment, but [${scopes[number][begin]}]: ${lines[number].trim()}`)
  })
  return problems
}

const grammar = await (await registry()).loadGrammar('source.aqua')
const files = only.length
  ? only
  : ['tests', 'examples', 'stdlib', 'tests/corpus/node_modules'].flatMap(folder => aquaFiles(join(root, folder)))
let wrong = 0
let next = 0
async function worker() {
  while (next < files.length) {
    const file = files[next++]
    const problems = (await check(file, grammar)) ?? []
    for (const problem of problems)
      if (++wrong <= maxReports) console.log(`${relative(root, file)}:${problem}`)
  }
}
await Promise.all([worker(), worker()])
console.log(`${files.length} files, ${checked.unclosed} with unclosed strings left out, ${checked.tokens} tokens, ${checked.comments} comments, ${wrong} differently coloured`)
if (wrong || files.length === 0) process.exitCode = 1
