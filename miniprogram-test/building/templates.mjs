// WXML and WXS to code. The compiler only warns of much that the shipping one refuses: here it is an error.
import { createRequire } from 'node:module'
import path from 'node:path'
const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler')

const NOT_ES5 = /=>|\b(let|const|class)\s|`/

export class Templates {
  constructor(sources, builtins) {
    this.sources = sources
    this.problems = []
    this.group = new TmplGroup()
    this.done = new Set()
    // A host must not be a native <input>: built-in tags become wx-*, as in the real web view.
    this.tags = new RegExp(`<(/?)(${Object.keys(builtins).join('|')})(?=[\\s/>])`, 'g')
    for (const [name, wxml] of Object.entries(builtins)) this.#report(name, this.group.addTmpl(`builtin/${name}`, wxml))
    for (const name of sources.components.keys()) this.#add(name)
  }

  code() {
    return this.group.getTmplGenObjectGroups()
  }

  #add(name) {
    if (this.#seen(name)) return
    const wxml = this.sources.read(`${name}.wxml`).replace(this.tags, '<$1wx-$2')
    this.#report(`${name}.wxml`, this.group.addTmpl(name, wxml))
    this.group.getDirectDependencies(name).forEach(other => this.#add(other))
    this.group.getScriptDependencies(name).forEach(script => this.#addScript(script))
    for (const module of this.group.getInlineScriptModuleNames(name)) this.#follow(name, this.group.getInlineScript(name, module))
  }

  #addScript(name) {
    if (this.#seen(name)) return
    const script = this.sources.read(name.endsWith('.wxs') ? name : `${name}.wxs`)
    this.group.addScript(name, script)
    this.#follow(name, script)
  }

  #follow(name, script) {
    if (NOT_ES5.test(script.replace(/\/\/.*|'[^']*'|"[^"]*"/g, ''))) this.problems.push(`${name}: WXS knows ES5 only`)
    for (const [, asked] of script.matchAll(/require\(\s*['"]([^'"]+)['"]\s*\)/g)) this.#addScript(path.posix.join(path.posix.dirname(name), asked))
  }

  #seen(name) {
    return this.done.has(name) || !this.done.add(name)
  }

  #report(file, warnings) {
    for (const one of warnings || []) this.problems.push(`${file}:${one.startLine}:${one.startColumn} ${one.message}`)
  }
}
