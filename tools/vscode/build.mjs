// Bundles src/extension.ts into out/extension.js, and the licences of what the bundle contains into out/NOTICES.txt.
import { build } from 'esbuild'
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'

const { metafile } = await build({
  entryPoints: ['src/extension.ts'],
  outfile: 'out/extension.js',
  bundle: true,
  minify: true,
  keepNames: true,
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  external: ['vscode'],
  metafile: true,
  logLevel: 'warning',
})

const packages = new Set(
  Object.keys(metafile.inputs).flatMap(input => /^(node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
)
const notices = [...packages].sort().map(folder => {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const file = readdirSync(folder).find(each => /^licen[cs]e/i.test(each))
  if (!file) throw new Error(`${folder} has no licence text`)
  return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`
})
writeFileSync('out/NOTICES.txt', notices.join('\n' + '-'.repeat(100) + '\n\n'))
if (existsSync('../../LICENSE')) copyFileSync('../../LICENSE', 'LICENSE')
