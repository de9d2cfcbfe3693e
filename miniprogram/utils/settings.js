// How does this person want to read: which language, which size? Kept on the phone.

const KEY = 'settings'
const LANGUAGES = ['zh', 'en']
const SIZES = ['', 'elder']

const chosen = { lang: 'zh', size: '' }
const listeners = []

function load() {
  const kept = wx.getStorageSync(KEY) || {}
  chosen.lang = LANGUAGES.indexOf(kept.lang) < 0 ? 'zh' : kept.lang
  chosen.size = SIZES.indexOf(kept.size) < 0 ? '' : kept.size
}

function choose(change) {
  Object.assign(chosen, change)
  wx.setStorageSync(KEY, chosen)
  listeners.slice().forEach(listener => listener())
}

// Hear of another choice; gives what ends it.
function listen(listener) {
  listeners.push(listener)
  return () => listeners.splice(listeners.indexOf(listener), 1)
}

module.exports = { chosen, load, choose, listen }
