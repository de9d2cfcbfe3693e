// Starts a mini-program in a browser: its components, its pages, WeChat's globals.
import * as adapter from 'glass-easel-miniprogram-adapter'
import { defineBuiltins } from './builtins.js'
import { Pages, parsed } from './pages.js'
import { pickUpPhone } from './phone.js'
import { makeWx } from './wx/index.js'

const { glassEasel } = adapter
const HOME_SCENE = 1001

export function boot(facts, groups) {
  pickUpPhone()
  window.getRegExp = (pattern, flags) => new RegExp(pattern, flags) // what WXS has in place of new
  window.getDate = (...parts) => new Date(...parts)
  const env = new adapter.MiniProgramEnv()
  const space = env.createCodeSpace('', true)
  const backend = env.associateBackend(listening(new glassEasel.CurrentWindowBackendContext()))
  defineBuiltins(space, groups)
  const builtins = Object.fromEntries(Object.keys(groups).filter(name => name.startsWith('builtin/')).map(name => [`wx-${name.slice(8)}`, `/${name}`]))
  for (const [name, css] of Object.entries(facts.styles)) backend.registerStyleSheetContent(name, css)
  space.addStyleSheet('app', 'app')

  const configs = {}
  const pages = new Pages(facts, (route, element) => rootOf(backend, space, route, element), configs)
  let app = {}
  window.wx = makeWx(pages)
  window.App = told => { app = told }
  window.getApp = () => app
  window.getCurrentPages = () => pages.stack.map(one => one.page)

  return {
    app: load => load(),
    define(name, config, scope, load) {
      configs[name] = config
      space.addComponentStaticConfig(name, { ...config, usingComponents: { ...builtins, ...config.usingComponents } })
      space.addCompiledTemplate(name, { groupList: groups, content: groups[name] })
      space.addStyleSheet(name, name, scope || undefined)
      space.globalComponentEnv(window, name, () => withoutOwnBehaviors(load))
    },
    start() {
      const { path, query, scene } = window.__phone.launch
      const route = path || facts.pages[0]
      const [, asked] = parsed(`${route}?${query}`)
      const options = { path: route, query: asked, scene: scene || HOME_SCENE, referrerInfo: {} }
      app.onLaunch?.call(app, options)
      app.onShow?.call(app, options)
      pages.open(`${route}?${query}`)
      window.__phone.isReady = true
    },
  }
}

function rootOf(backend, space, route, element) {
  const place = document.createElement('span')
  element.append(place)
  const root = backend.createRoot('phone-root', space, route)
  root.attach(element, place)
  return { root, page: root.get() }
}

function listening(context) {
  // Version 0.12.1 has no Event.triggerBackendEvent: without this everything is drawn and no tap arrives.
  context.onEvent((target, type, detail, options) => {
    const event = new glassEasel.Event(type, detail, options)
    glassEasel.Event.dispatchEvent(target, event)
    return event.defaultPrevented() ? glassEasel.EventBubbleStatus.NoDefault : glassEasel.EventBubbleStatus.Normal
  })
  return context
}

// 'wx://form-field' and the like are WeChat's own behaviors, which the adapter does not know.
function withoutOwnBehaviors(load) {
  const { Component } = window
  window.Component = told => Component({ ...told, behaviors: (told.behaviors || []).filter(one => typeof one !== 'string') })
  load()
}
