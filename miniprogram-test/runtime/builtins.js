// WeChat's built-in components, each around a real element where a browser has one.
import { PROPERTIES, ariaObservers, dom, fire, host } from './hosts.js'

const FIELDS = new Set(['input', 'textarea', 'switch', 'radio', 'checkbox', 'picker'])
const SLOTS = ['view', 'text', 'scroll-view', 'progress']

export function defineBuiltins(space, groups) {
  const define = (name, { properties = {}, observers = {}, attached, ...more } = {}) => {
    const path = `builtin/${name}`
    space.addComponentStaticConfig(path, { component: true, usingComponents: {} })
    space.addCompiledTemplate(path, { groupList: groups, content: groups[path] })
    space.componentEnv(path, ({ Component }) =>
      Component({
        ...more,
        options: { multipleSlots: false, virtualHost: false },
        properties: { ...PROPERTIES, ...properties },
        observers: { ...ariaObservers(FIELDS.has(name)), ...observers },
        lifetimes: attached ? { attached } : {},
      }))
  }
  for (const name of SLOTS) define(name, { properties: { scrollY: Boolean, scrollX: Boolean, percent: Number, space: String, userSelect: Boolean, selectable: Boolean } })
  defineNavigation(define)
  defineButton(define)
  defineFields(define)
  defineChoices(define)
  definePicker(define)
  defineForm(define)
}

function defineNavigation(define) {
  define('image', {
    properties: { src: String, mode: String },
    observers: { mode(mode) { if (host(this)) host(this).dataset.mode = mode } },
    attached() {
      const picture = dom(this, 'img')
      picture.addEventListener('load', () => picture.getAttribute('src') && fire(this, 'load', { width: picture.naturalWidth, height: picture.naturalHeight }))
      picture.addEventListener('error', () => picture.getAttribute('src') && fire(this, 'error', {}))
    },
  })
  define('navigator', {
    properties: { url: String, openType: { type: String, value: 'navigate' }, delta: Number },
    attached() {
      host(this).setAttribute('role', 'link')
      host(this).tabIndex = 0
      const ways = { navigate: 'navigateTo', redirect: 'redirectTo', reLaunch: 'reLaunch', switchTab: 'switchTab', navigateBack: 'navigateBack' }
      host(this).addEventListener('click', () => wx[ways[this.data.openType]]({ url: this.data.url, delta: this.data.delta }))
    },
  })
}

function defineButton(define) {
  define('button', {
    properties: { type: String, size: String, formType: String, disabled: Boolean, loading: Boolean, openType: String },
    observers: {
      disabled(is) { host(this)?.toggleAttribute('disabled', is); host(this)?.setAttribute('aria-disabled', String(is)) },
      size(size) { if (host(this)) host(this).dataset.size = size },
    },
    attached() {
      const element = host(this)
      element.setAttribute('role', 'button')
      element.tabIndex = 0
      element.addEventListener('click', event => {
        if (this.data.disabled) { event.stopPropagation(); return }
        if (this.data.formType === 'submit') fire(this, 'phoneformsubmit', {}, true)
        if (this.data.formType === 'reset') fire(this, 'phoneformreset', {}, true)
        if (this.data.openType === 'share') window.__phone.shared.push(window.__phone.page.onShareAppMessage?.({ from: 'button' }))
      })
    },
  })
}

function defineFields(define) {
  const events = [
    ['input', 'input', it => ({ value: it.value, cursor: it.selectionStart })],
    ['focus', 'focus', it => ({ value: it.value, height: 260 })],
    ['blur', 'blur', it => ({ value: it.value })],
    ['change', 'confirm', it => ({ value: it.value })],
  ]
  const properties = { value: String, placeholder: String, placeholderClass: String, placeholderStyle: String, maxlength: { type: Number, value: 140 }, disabled: Boolean, type: String, password: Boolean, focus: Boolean, confirmType: String, autoHeight: Boolean, cursorSpacing: Number, alwaysEmbed: Boolean, showConfirmBar: Boolean, adjustPosition: Boolean, fixed: Boolean, disableDefaultPadding: Boolean }
  const TYPES = { number: 'tel', digit: 'tel', idcard: 'text', nickname: 'text' }
  const show = (it, data) => {
    if (data.value !== it.shownValue) { it.shownValue = data.value; if (data.value !== it.value) it.value = data.value }
    it.placeholder = data.placeholder
    if (data.maxlength >= 0) it.maxLength = data.maxlength; else it.removeAttribute('maxlength')
    it.disabled = data.disabled
    if (it.tagName === 'INPUT') it.type = data.password ? 'password' : TYPES[data.type] || 'text'
    if (data.focus && document.activeElement !== it) it.focus()
    if (data.ariaLabel) it.setAttribute('aria-label', data.ariaLabel)
  }
  for (const tag of ['input', 'textarea']) {
    define(tag, {
      properties,
      observers: { autoHeight(is) { host(this)?.toggleAttribute('data-auto-height', is) }, '**'() { if (this.it) show(this.it, this.data) } },
      attached() {
        this.it = dom(this, tag)
        this.it.phoneField = { read: () => [this.data.name, this.it.value], reset: () => { this.it.value = '' } }
        show(this.it, this.data)
        listen(this, this.it, events)
      },
    })
  }
}

function defineChoices(define) {
  const properties = { value: String, checked: Boolean, disabled: Boolean, color: String }
  const show = (it, data) => {
    if (it.shownChecked !== data.checked) { it.shownChecked = data.checked; it.checked = data.checked }
    it.disabled = data.disabled
    if (data.ariaLabel) it.setAttribute('aria-label', data.ariaLabel)
  }
  const observers = { '**'() { if (this.it) show(this.it, this.data) } }
  define('switch', {
    properties,
    observers,
    attached() {
      this.it = dom(this, 'input')
      this.it.setAttribute('role', 'switch')
      this.it.phoneField = { read: () => [this.data.name, this.it.checked], reset: () => { this.it.checked = this.data.checked } }
      show(this.it, this.data)
      listen(this, this.it, [['change', 'change', it => ({ value: it.checked })]])
    },
  })
  for (const tag of ['radio', 'checkbox']) {
    define(tag, {
      properties,
      observers,
      attached() {
        this.it = dom(this, 'input')
        this.it.phoneChoice = () => this.data.value
        show(this.it, this.data)
        this.it.addEventListener('change', event => { event.stopPropagation(); fire(this, 'phonechosen', {}, true) })
      },
    })
  }
  define('radio-group', {
    attached() {
      this._$.addListener('phonechosen', event => {
        const all = chosenIn(this)
        const last = all.find(it => it === dom({ _$: event.target._$ || event.target }, 'input')) || all[0]
        for (const it of all) if (it !== last) it.checked = false
        fire(this, 'change', { value: last.phoneChoice() })
      })
      host(this).phoneField = { read: () => [this.data.name, chosenIn(this).map(it => it.phoneChoice())[0] || ''], reset() {} }
    },
  })
  define('checkbox-group', {
    attached() {
      const values = () => chosenIn(this).map(it => it.phoneChoice())
      this._$.addListener('phonechosen', () => fire(this, 'change', { value: values() }))
      host(this).phoneField = { read: () => [this.data.name, values()], reset() {} }
    },
  })
  define('label', {
    properties: { for: String },
    attached() {
      host(this).addEventListener('click', event => {
        const inner = host(this).querySelector('input, textarea')
        if (inner && event.target !== inner && !inner.disabled) inner.type === 'checkbox' || inner.type === 'radio' ? inner.click() : inner.focus()
      })
    },
  })
}

function definePicker(define) {
  define('picker', {
    properties: { range: Array, rangeKey: String, value: null, mode: { type: String, value: 'selector' }, start: String, end: String, disabled: Boolean, fields: String, headerText: String },
    observers: { '**'() { if (this.select) this.show() } },
    attached() {
      this.select = dom(this, 'select')
      this.date = dom(this, 'input')
      this.it().phoneField = { read: () => [this.data.name, this.it().value], reset() {} }
      listen(this, this.select, [['change', 'change', it => ({ value: it.value })]])
      listen(this, this.date, [['change', 'change', it => ({ value: it.value })]])
      this.show()
    },
    methods: {
      it() { return this.data.mode === 'selector' ? this.select : this.date },
      show() {
        const { range, rangeKey, value, mode, start, end, disabled, ariaLabel } = this.data
        this.select.hidden = mode !== 'selector'
        this.date.hidden = mode === 'selector'
        this.date.type = mode === 'time' ? 'time' : this.data.fields === 'month' ? 'month' : 'date'
        if (start) this.date.min = start
        if (end) this.date.max = end
        this.select.replaceChildren(...(range || []).map((one, place) => new Option(rangeKey ? one[rangeKey] : one, String(place))))
        this.it().value = mode === 'selector' ? String(value || 0) : value || ''
        this.it().disabled = disabled
        this.it().setAttribute('aria-label', ariaLabel || host(this).textContent.trim() || 'picker')
      },
    },
  })
}

function defineForm(define) {
  define('form', {
    attached() {
      const fields = () => [...host(this).querySelectorAll('*')].map(it => it.phoneField).filter(Boolean)
      this._$.addListener('phoneformsubmit', () => fire(this, 'submit', { value: Object.fromEntries(fields().map(one => one.read()).filter(([name]) => name)) }))
      this._$.addListener('phoneformreset', () => { fields().forEach(one => one.reset()); fire(this, 'reset', {}) })
    },
  })
}

// The inner element's own events end here, or a page's handler runs a second time without a value.
function listen(component, element, events) {
  for (const [native, name, detail] of events) element.addEventListener(native, event => { event.stopPropagation(); fire(component, name, detail(element)) })
}

function chosenIn(component) {
  return [...host(component).querySelectorAll('input')].filter(it => it.phoneChoice && it.checked)
}
