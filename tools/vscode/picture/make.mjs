// The picture of docs/editors.md: a program in the colours of our grammar (vscode-textmate, the colours of VS Code's Dark+), with
// the diagnostics and inlay hints that `aqua lsp` gives for it; drawn by Chromium.   make.mjs AQUA OUT.png
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { extension, lineEnd, registry, tokenize } from '../test/grammar.mjs'

const rpc = createRequire(import.meta.url)('vscode-languageserver-protocol/node')
const [aqua, png] = process.argv.slice(2)
const folder = join(extension, 'picture')
const text = readFileSync(join(folder, 'weather.aqua'), 'utf8').trimEnd()
const lines = text.split(lineEnd)

/// The longest scope that a token has decides, as in a theme.
const colours = {
  '': '#d4d4d4',
  comment: '#6a9955',
  string: '#ce9178',
  'keyword.control': '#c586c0',
  'keyword.operator': '#d4d4d4',
  'constant.language': '#569cd6',
  'constant.language.numeric': '#b5cea8',
  'entity.name.function': '#dcdcaa',
  'support.function': '#dcdcaa',
  'entity.name.type': '#4ec9b0',
  'support.type': '#4ec9b0',
  variable: '#9cdcfe',
  'support.other.field': '#9cdcfe',
  'variable.other.constant': '#4fc1ff',
}

function colourOf(scopes) {
  const scope = scopes.at(-1) ?? ''
  const prefix = Object.keys(colours).filter(each => each === '' || scope === each || scope.startsWith(each + '.'))
  return colours[prefix.sort((a, b) => b.length - a.length)[0]]
}

/// What the server says of the program: diagnostics and inlay hints.
async function askServer() {
  const child = spawn(aqua, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = rpc.createProtocolConnection(child.stdout, child.stdin)
  const uri = pathToFileURL(join(folder, 'weather.aqua')).href
  let diagnostics = []
  connection.onNotification('textDocument/publishDiagnostics', params => {
    if (params.uri === uri) diagnostics = params.diagnostics
  })
  connection.onRequest((method, params) => (method === 'workspace/configuration' ? params.items.map(() => null) : null))
  connection.listen()
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'picture' }]
  const capabilities = { general: { positionEncodings: ['utf-16'] }, textDocument: { inlayHint: {} } }
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities, workspaceFolders })
  await connection.sendNotification('initialized', {})
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'aqua', version: 1, text } })
  await connection.sendRequest('aqua/sync', {})
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } }
  const hints = (await connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range })) ?? []
  await connection.sendRequest('shutdown')
  await connection.sendNotification('exit')
  return { diagnostics, hints }
}

const escaped = value => value.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const labelOf = hint => (typeof hint.label === 'string' ? hint.label : hint.label.map(part => part.value).join(''))

/// One line, character by character: colours, squiggles, hints between, messages behind.
function row(line, number, tokens, { diagnostics, hints }) {
  const here = diagnostics.filter(({ range }) => range.start.line === number)
  const isMarked = (at, severity) =>
    here.some(({ range, severity: each }) => each === severity && at >= range.start.character && (range.end.line > number || at < range.end.character))
  const hintsAt = at =>
    hints
      .filter(({ position }) => position.line === number && position.character === at)
      .map(hint => `<i>${hint.paddingLeft ? ' ' : ''}${escaped(labelOf(hint))}${hint.paddingRight ? ' ' : ''}</i>`)
      .join('')
  let html = ''
  for (let at = 0; at < line.length; ++at) {
    const { scopes } = tokens.find(({ startIndex, endIndex }) => startIndex <= at && at < endIndex)
    const kind = isMarked(at, 1) ? 'error' : isMarked(at, 2) ? 'warning' : ''
    html += `${hintsAt(at)}<span class="${kind}" style="color:${colourOf(scopes)}">${escaped(line[at])}</span>`
  }
  html += hintsAt(line.length)
  for (const { severity, code, message } of here)
    html += `<b class="of${severity}">${escaped(message.split('\n')[0])} <small>${escaped(String(code))}</small></b>`
  return `<div><u>${number + 1}</u>${html}</div>`
}

const tokens = tokenize(await (await registry()).loadGrammar('source.aqua'), text)
const said = await askServer()
const style = `body{margin:0;overflow:hidden;background:#1e1e1e;color:#d4d4d4;font:14px/21px 'DejaVu Sans Mono',monospace;padding:10px 0}
div{white-space:pre}u{display:inline-block;width:38px;margin-right:16px;text-align:right;color:#858585;text-decoration:none}
i{font-style:normal;font-size:12px;color:#969696;background:#2d2d33;border-radius:3px;padding:0 2px}
b{font-weight:normal;font-size:12px;margin-left:28px}.of1{color:#f14c4c}.of2{color:#cca700}.of3,.of4{color:#888}small{opacity:.7}
.error{text-decoration:underline wavy #f14c4c;text-underline-offset:3px}.warning{text-decoration:underline wavy #cca700;text-underline-offset:3px}`
const page = `<!DOCTYPE html><meta charset="utf-8"><style>${style}</style>${lines.map((line, number) => row(line, number, tokens[number], said)).join('')}`
const work = mkdtempSync(join(tmpdir(), 'aqua-picture-'))
try {
  writeFileSync(join(work, 'page.html'), page)
  execFileSync('chromium', ['--headless', '--no-sandbox', '--disable-gpu', `--window-size=800,${lines.length * 21 + 20}`,
    `--screenshot=${resolve(png)}`, join(work, 'page.html')], { stdio: 'ignore' })
} finally {
  rmSync(work, { recursive: true })
}
console.log(`${said.diagnostics.length} diagnostics, ${said.hints.length} hints`)
for (const { range, severity, code, message } of said.diagnostics) console.log(range.start.line + 1, severity, code, message.split('\n')[0])
for (const hint of said.hints) console.log(hint.position.line + 1, JSON.stringify(labelOf(hint)))
