// Builds the mini-program for a real browser: node build.mjs ../miniprogram OUT -> OUT/index.html, OUT/app.js
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'
import { Sources } from './building/sources.mjs'
import { Styles, scopeOf } from './building/styles.mjs'
import { Templates } from './building/templates.mjs'

const HERE = path.dirname(fileURLToPath(import.meta.url))
const BUILTINS = JSON.parse(fs.readFileSync(path.join(HERE, 'runtime/builtin.json'), 'utf8'))
const PAGE = css => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<title>小程序</title><link rel="icon" href="data:,"><style>${css}</style></head><body><script src="app.js"></script></body></html>`

const [folder, out] = process.argv.slice(2).map(one => path.resolve(one))
const sources = new Sources(folder)
const templates = new Templates(sources, BUILTINS)
if (templates.problems.length) {
  console.error(templates.problems.join('\n'))
  process.exit(1)
}
const here = name => JSON.stringify(path.join(HERE, 'runtime', name))
const there = name => JSON.stringify(path.join(sources.folder, `${name}.js`))
const facts = { pages: sources.pages, app: sources.app, theme: sources.theme, styles: new Styles(sources, BUILTINS).all() }
// Components before the pages that use them.
const components = [...sources.components].sort(([one], [other]) => sources.pages.includes(one) - sources.pages.includes(other))
const entry = `
import { boot } from ${here('boot.js')}
const phone = boot(${JSON.stringify(facts)}, ${templates.code()})
phone.app(() => require(${there('app')}))
${components.map(([name, config]) => `phone.define(${JSON.stringify(name)}, ${JSON.stringify(config)}, ${JSON.stringify(scopeOf(name, config))}, () => require(${there(name)}))`).join('\n')}
phone.start()
`
fs.mkdirSync(out, { recursive: true })
await esbuild.build({
  stdin: { contents: entry, resolveDir: HERE, loader: 'js' },
  bundle: true,
  outfile: path.join(out, 'app.js'),
  format: 'iife',
  target: 'es2020',
  logLevel: 'warning',
  nodePaths: [path.join(HERE, 'node_modules')],
})
fs.writeFileSync(path.join(out, 'index.html'), PAGE(fs.readFileSync(path.join(HERE, 'runtime/base.css'), 'utf8')))
console.log(`${sources.pages.length} pages, ${sources.components.size - sources.pages.length} components`)
