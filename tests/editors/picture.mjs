// The picture of Neovim in docs/editors.md: the program runs in tmux with the configuration of that page and the real server;
// what its screen shows, with its colours, is drawn by Chromium. No test needs it.   picture.mjs AQUA OUT.png
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [aqua, png] = process.argv.slice(2)
const columns = 100
const rows = 26
const patienceMs = 20_000

const program = `aqua Weather declares *

data Reading:
    peer: string
    celsius: f64

service Sensor("sensor"):
    -- The temperature where the peer is.
    read(hours: u32) -> f64

-- Asks every peer at once and waits for the first \`limit\` answers.
func collect(peers: []string, limit: u32) -> []Reading:
    out: *Reading
    for p <- peers par:
        on p via HOST_PEER_ID:
            celsius <- Sensor.read(1)
        out <<- Reading(peer = p, celsius = celsius)
    join out[limit - 1]
    <- oud
`

const page = fileURLToPath(new URL('../../docs/editors.md', import.meta.url))
const configuration = /^```lua\n([^]*?)^```$/m.exec(readFileSync(page, 'utf8'))[1]
const folder = mkdtempSync(join(tmpdir(), 'aqua-picture-'))
const socket = join(folder, 'tmux')
const tmux = (...args) => execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], { encoding: 'utf8' })
const screen = () => tmux('capture-pane', '-e', '-p', '-N', '-t', 'neovim').replace(/\n$/, '').split('\n')

/// The screen as soon as its text is as expected.
async function screenWith(expected) {
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    const shown = screen()
    if (expected.test(shown.join('\n').replace(/\x1b\[[\d;:]*m/g, ''))) return shown
    await new Promise(done => setTimeout(done, 50))
  }
  throw new Error(`never shown: ${expected}\n${screen().join('\n')}`)
}

/// One of the 256 colours of terminals.
function indexed(number) {
  const basic = '000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db ffffff'
  if (number < 16) return '#' + basic.split(' ')[number]
  if (number >= 232) return `rgb(${Array(3).fill(8 + 10 * (number - 232))})`
  const level = part => (part === 0 ? 0 : 55 + 40 * part)
  const rest = number - 16
  return `rgb(${[Math.floor(rest / 36), Math.floor(rest / 6) % 6, rest % 6].map(level)})`
}

/// Applies the numbers of one escape sequence.
function restyle(style, codes) {
  for (let at = 0; at < codes.length; ++at) {
    const code = codes[at]
    const colour = code === 38 || code === 30 ? 'color' : 'background'
    if (code === 0) style = {}
    else if (code === 1) style = { ...style, bold: true }
    else if (code === 4) style = { ...style, underline: true }
    else if (code === 7) style = { ...style, reverse: true }
    else if (code === 24) style = { ...style, underline: false }
    else if (code === 27) style = { ...style, reverse: false }
    else if (code === 39) style = { ...style, color: undefined }
    else if (code === 49) style = { ...style, background: undefined }
    else if (code >= 30 && code < 38) style = { ...style, color: indexed(code - 30) }
    else if (code >= 40 && code < 48) style = { ...style, background: indexed(code - 40) }
    else if (code >= 90 && code < 98) style = { ...style, color: indexed(code - 82) }
    else if (code === 58) at += codes[at + 1] === 2 ? 4 : 2 // of the underline
    else if (code === 38 || code === 48) {
      const isDirect = codes[at + 1] === 2
      const value = isDirect ? `rgb(${codes.slice(at + 2, at + 5)})` : indexed(codes[at + 2])
      style = { ...style, [colour]: value }
      at += isDirect ? 4 : 2
    }
  }
  return style
}

const escaped = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

function css({ color = '#e0e0e0', background = '#333333', bold, underline, reverse }) {
  const [front, back] = reverse ? [background, color] : [color, background]
  return `color:${front};background:${back};${bold ? 'font-weight:bold;' : ''}${underline ? 'text-decoration:underline;' : ''}`
}

/// Styles go on from line to line.
function html(lines) {
  let style = {}
  return lines.map(line => {
    const parts = line.split(/(\x1b\[[\d;:]*m)/).map(part => {
      const escape = /^\x1b\[([\d;:]*)m$/.exec(part)
      if (!escape) return part && `<span style="${css(style)}">${escaped(part)}</span>`
      style = restyle(style, escape[1].split(/[;:]/).map(Number))
      return ''
    })
    return `<div>${parts.join('')} </div>`
  }).join('')
}

try {
  mkdirSync(join(folder, 'bin'))
  mkdirSync(join(folder, 'weather'))
  symlinkSync(resolve(aqua), join(folder, 'bin/aqua'))
  writeFileSync(join(folder, 'weather/aqua.yaml'), 'version: 1\n')
  writeFileSync(join(folder, 'weather/weather.aqua'), program)
  writeFileSync(join(folder, 'aqua.lua'), configuration + `
    vim.o.termguicolors, vim.o.background, vim.o.number, vim.o.ruler, vim.o.hlsearch = true, "dark", true, false, false
    vim.cmd("colorscheme desert | hi NormalFloat guibg=#2d3f52 | hi SignColumn guibg=NONE | hi NonText guibg=NONE")
    vim.diagnostic.config({ virtual_text = { spacing = 2 }, severity_sort = true })`)
  const environment = { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: folder, TERM: 'tmux-256color', LANG: 'C.UTF-8' }
  const setting = Object.entries(environment).map(([name, value]) => `${name}='${value}'`)
  tmux('new-session', '-d', '-s', 'neovim', '-x', columns, '-y', rows, '-c', join(folder, 'weather'),
    `exec env ${setting.join(' ')} nvim --clean -n -c 'luafile ${join(folder, 'aqua.lua')}' -c 'edit weather.aqua'`)
  await screenWith(/did you mean/)
  tmux('send-keys', '-t', 'neovim', '/read(1', 'Enter', 'K')
  const shown = await screenWith(/The temperature[^]*The temperature/) // in the text, and in what `K` shows
  const style = "body{margin:0;overflow:hidden;background:#333333;padding:8px;font:14px/19px 'DejaVu Sans Mono',monospace}div{white-space:pre;height:19px}span{display:inline-block;height:19px}"
  const file = join(folder, 'page.html')
  writeFileSync(file, `<!DOCTYPE html><meta charset="utf-8"><style>${style}</style>${html(shown)}`)
  execFileSync('chromium', ['--headless', '--no-sandbox', '--disable-gpu', `--window-size=${Math.ceil(columns * 8.43) + 16},${rows * 19 + 16}`,
    `--screenshot=${resolve(png)}`, pathToFileURL(file).href], { stdio: 'ignore' })
} finally {
  try {
    tmux('kill-server')
  } catch {
    // It has never started.
  }
  rmSync(folder, { recursive: true, force: true })
}
