// WXSS to CSS: imports put in, rpx to vw, names of built-in tags, and each component's own classes.

const PER_VW = 7.5 // 750 rpx are the width of the screen

export class Styles {
  constructor(sources, builtins) {
    this.sources = sources
    this.tag = new RegExp(`(^|[\\s,>+~(])(${Object.keys(builtins).join('|')})(?=[\\s,>+~:.\\[)]|$)`, 'g')
  }

  all() {
    const sheets = { app: this.#sheet('app', '') }
    for (const [name, config] of this.sources.components) sheets[name] = this.#sheet(name, scopeOf(name, config))
    return sheets
  }

  #sheet(name, scope) {
    if (!this.sources.has(`${name}.wxss`)) return ''
    const css = this.#whole(`${name}.wxss`).replace(/\/\*[\s\S]*?\*\//g, '').replace(/(-?[\d.]+)rpx/g, (_, size) => `${+(size / PER_VW).toFixed(4)}vw`)
    return css.replace(/([^{};]+)(\{)/g, (all, selector, brace) => (selector.trim().startsWith('@') ? all : this.#selector(selector, scope) + brace))
  }

  #whole(file) {
    return this.sources.read(file).replace(/@import\s+["']([^"']+)["'];?/g, (_, other) => this.#whole(this.sources.at(other, file)))
  }

  #selector(selector, scope) {
    const plain = selector.replace(/(^|[\s,>+~])page(?=[\s,>+~:.{]|$)/g, '$1body').replace(this.tag, '$1wx-$2')
    return scope ? plain.replace(/\.(?=[a-zA-Z_-])/g, `.${scope}--`).replace(/:host/g, `[wx-host="${scope}"]`) : plain
  }
}

// A component's classes are its own, a page's belong to all.
export function scopeOf(name, config) {
  return config.component && config.styleIsolation !== 'shared' ? name.split('/').pop() : ''
}
