// What belongs to a mini-program: its pages, the components they use, and where a path leads.
import fs from 'node:fs'
import path from 'node:path'

export class Sources {
  constructor(folder) {
    this.folder = path.resolve(folder)
    this.app = this.json('app')
    this.theme = this.app.themeLocation ? JSON.parse(this.read(this.app.themeLocation)) : {}
    this.pages = [...this.app.pages, ...this.packages().flatMap(one => one.pages.map(page => `${one.root}/${page}`))]
    this.components = new Map()
    for (const page of this.pages) this.#visit(page)
  }

  packages() {
    return this.app.subPackages || []
  }

  has(file) {
    return fs.existsSync(path.join(this.folder, file))
  }

  read(file) {
    return fs.readFileSync(path.join(this.folder, file), 'utf8')
  }

  json(name) {
    return this.has(`${name}.json`) ? JSON.parse(this.read(`${name}.json`)) : {}
  }

  // A path as it is written in a file of that name: from the root with a slash, else from the file.
  at(written, from) {
    return written.startsWith('/') ? written.slice(1) : path.posix.join(path.posix.dirname(from), written)
  }

  #visit(name) {
    if (this.components.has(name)) return
    const config = this.json(name)
    const used = { ...this.app.usingComponents, ...config.usingComponents }
    for (const [tag, where] of Object.entries(used)) used[tag] = '/' + this.at(where, name)
    this.components.set(name, { ...config, usingComponents: used })
    for (const where of Object.values(used)) this.#visit(where.slice(1))
  }
}
