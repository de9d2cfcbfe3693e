// A page of somebody's own: signed in without a word, sent to binding where the phone is nobody's here,
// and with the state of its one question: loading, what went wrong, or what was found.
const api = require('../utils/api')
const config = require('../config')
const screen = require('../utils/screen')
const session = require('../utils/session')
const staff = require('../words/staff')

const AS = { as: 'somebody' }
const ROOT = '/api/v1'
const BIND = '/staff/bind/bind'

const at = (path, fields) => path + api.query({ hall: config.hall, ...fields })

/** @param {string} path @param {Object<string, any>} [fields] @returns {Promise<any>} */
const get = (path, fields) => bound().then(() => api.get(at(path, fields), AS))

/** Send it; with the same key it is done once. @returns {Promise<any>} */
const send = (path, data, key) => bound().then(() => api.post(at(path), data, { ...AS, key }))

/** @returns {Promise<any>} */
const remove = path => bound().then(() => api.request(at(path), { ...AS, method: 'DELETE' }))

// What a photo is posted with, so that it belongs to that one form.
const slip = (path, key) => ({ form: ROOT + path, sent_with: key })

// Photos of a draft were sent, but their pictures went with the mini-program: a mark stands for each.
const MARK = 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA5MiA5MiI+PHBhdGggZmlsbD0iI2RiZTFlNiIgZD0iTTAgMGg5MnY5MkgweiIvPjxwYXRoIGZpbGw9Im5vbmUiIHN0cm9rZT0iIzA3ODAzZiIgc3Ryb2tlLXdpZHRoPSI2IiBkPSJtMzAgNDcgMTIgMTIgMjItMjYiLz48L3N2Zz4='
const marked = photos => photos.map((photo, place) => ({ ...photo, shown: `${MARK}#${place}` }))

// Fails with the kind "unbound" for a phone that stands for nobody here.
function bound() {
  return (session.token() ? Promise.resolve() : session.signIn()).then(() => {
    if (!session.person()) throw new api.Trouble('unbound')
  })
}

/**
 * As screen(), with `ask(query)`: what the page asks, and `found(answer)`: what of it the page shows.
 * @type {(options: any) => void}
 */
function own(options) {
  const { ask, found, data, onLoad, atTop, ...rest } = options
  screen({
    words: staff,
    ...rest,

    data: { isReady: false, trouble: null, notice: '', failed: '', ...data },

    onLoad(query) {
      this.query = query
      if (onLoad) onLoad.call(this, query)
      if (ask) return this.load()
    },

    onLanguage() { if (ask) this.load() },

    onPullDownRefresh() { this.load().then(() => wx.stopPullDownRefresh()) },

    load() {
      this.setData({ trouble: null, failed: '' })
      return ask.call(this, this.query).then(
        answer => this.setData({ isReady: true, ...found.call(this, answer) }),
        trouble => this.stopped(trouble))
    },

    // What keeps the page from being shown; what is shown already stays, and says that it is not fresh.
    stopped(trouble) {
      if (trouble.kind === 'unbound') wx.redirectTo({ url: BIND })
      else if (this.data.isReady) this.refused(trouble)
      else this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } })
    },

    // What keeps an act from being done: the page stays with all that was typed.
    refused(trouble) {
      if (trouble.kind === 'unbound') wx.redirectTo({ url: BIND })
      this.setData({ failed: trouble.detail || this.data.w[`state_${trouble.kind}_hint`] || this.data.w.state_server_hint })
      if (atTop) wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    },

    onOpen(event) { wx.navigateTo({ url: event.currentTarget.dataset.url }) },
  })
}

module.exports = { own, get, send, remove, slip, marked, at, newKey: api.newKey }
