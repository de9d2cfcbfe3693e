// The pages that are open, one upon the other, with the bar above them.

const MOST_PAGES = 10

export class Pages {
  constructor({ pages, app, theme }, open, configs) {
    this.known = pages
    this.window = app.window || {}
    this.theme = theme
    this.openRoot = open
    this.configs = configs
    this.stack = []
    this.bar = made('div', 'phone-bar')
    this.back_ = made('button', 'phone-back', this.bar)
    this.title = made('div', 'phone-title', this.bar)
    this.back_.textContent = '‹'
    this.back_.setAttribute('aria-label', '返回')
    this.back_.addEventListener('click', () => this.back())
    document.body.append(this.bar)
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.top() && this.#paint())
  }

  top() {
    return this.stack[this.stack.length - 1]
  }

  open(url) {
    const [route, query] = parsed(url)
    if (!this.known.includes(route)) throw new Error(`page "${route}" is not found`)
    if (this.stack.length >= MOST_PAGES) throw new Error('webview count limit exceed')
    this.top()?.page.onHide?.()
    const element = made('div', '')
    element.className = 'phone-page'
    element.dataset.route = route
    document.body.append(element)
    const { root, page } = this.openRoot(route, element)
    Object.assign(page, { route, options: query })
    this.stack.push({ root, page, element, route, title: this.#config(route).navigationBarTitleText || '' })
    page.onLoad?.(query)
    this.#show()
    page.onReady?.()
  }

  back(delta = 1) {
    const count = Math.min(delta, this.stack.length - 1)
    for (let gone = 0; gone < count; gone += 1) this.#leave()
    this.#show()
  }

  replace(url) {
    this.#leave()
    this.open(url)
  }

  relaunch(url) {
    while (this.stack.length) this.#leave()
    this.open(url)
  }

  named(title) {
    this.top().title = title
    this.#paint()
  }

  #leave() {
    const { root, page, element } = this.stack.pop()
    page.onUnload?.()
    root.release()
    element.remove()
  }

  #show() {
    const top = this.top()
    for (const one of this.stack) one.element.hidden = one !== top
    window.__phone.page = top.page
    scrollTo(0, top.scroll || 0)
    this.#paint()
    top.page.onShow?.()
  }

  #paint() {
    const top = this.top()
    const config = this.#config(top.route)
    this.title.textContent = document.title = top.title
    this.back_.hidden = this.stack.length < 2
    this.bar.style.background = config.navigationBarBackgroundColor || '#fff'
    this.bar.style.color = config.navigationBarTextStyle === 'white' ? '#fff' : '#000'
    document.documentElement.style.background = config.backgroundColor || ''
  }

  // What a page's json says over the app's; "@name" is a colour of the theme.
  #config(route) {
    const colours = this.theme[matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'] || {}
    const told = { ...this.window, ...this.configs[route] }
    return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, typeof value === 'string' && value.startsWith('@') ? colours[value.slice(1)] : value]))
  }
}

export function parsed(url) {
  const [route, rest = ''] = url.replace(/^\//, '').split('?')
  return [route, Object.fromEntries(rest.split('&').filter(Boolean).map(pair => [pair.split('=')[0], pair.split('=').slice(1).join('=')]))]
}

function made(tag, id, parent) {
  const element = document.createElement(tag)
  if (id) element.id = id
  parent?.append(element)
  return element
}
