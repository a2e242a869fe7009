// The picture of docs/editors.md: VS Code in a browser, with the extension and the real server, photographed by headless Chromium. No
// test needs it. `npm install code-server playwright-core` in FOLDER first (VS Code as a web server, with native modules to build), and
// ../build.   photograph.mjs FOLDER AQUA OUT.png
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const [folder, aqua, out] = process.argv.slice(2).map((path) => resolve(path))
const here = dirname(fileURLToPath(import.meta.url))
const { chromium } = createRequire(join(folder, 'package.json'))('playwright-core')
const server = join(folder, 'node_modules/code-server/out/node/entry.js')
const address = '127.0.0.1:8099'

const work = mkdtempSync(join(tmpdir(), 'aqua-photograph-'))
const places = ['--user-data-dir', join(work, 'data'), '--extensions-dir', join(work, 'extensions')]
mkdirSync(join(work, 'data/User'), { recursive: true })
mkdirSync(join(work, 'ws'))
cpSync(join(here, 'gather.aqua'), join(work, 'ws/gather.aqua'))
writeFileSync(join(work, 'data/User/settings.json'), JSON.stringify({
  'workbench.startupEditor': 'none', 'workbench.colorTheme': 'Default Dark Modern', 'editor.minimap.enabled': false, 'aqua.server.path': aqua,
}))
spawnSync('node', [server, ...places, '--install-extension', join(here, '../out/aqua.vsix')], { stdio: 'inherit' })
const serving = spawn('node', [server, ...places, '--auth', 'none', '--bind-addr', address, '--disable-workspace-trust'], { stdio: 'ignore' })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const page = await browser.newPage({ viewport: { width: 940, height: 980 } })
  const seconds = (count) => page.waitForTimeout(1000 * count)
  await seconds(8)
  await page.goto(`http://${address}/?folder=${join(work, 'ws')}`)
  await page.waitForSelector('.monaco-workbench', { timeout: 60000 })
  await seconds(5)
  await page.getByText('gather.aqua').first().dblclick()
  await seconds(6)
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Control+Shift+m')
  await seconds(4)
  await page.screenshot({ path: out, clip: { x: 0, y: 35, width: 940, height: 705 } })
} finally {
  await browser.close()
  serving.kill()
  rmSync(work, { recursive: true, force: true })
}
