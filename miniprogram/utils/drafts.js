// What was typed and not sent yet survives that the phone ends the mini-program. A day at most, and no contact.

const PREFIX = 'draft/'
const KEPT_MS = 24 * 60 * 60 * 1000

function keep(name, typed) {
  const { contact, consent, ...rest } = typed
  wx.setStorageSync(PREFIX + name, { at: Date.now(), typed: rest })
}

// What was typed, null where there is nothing; `age` in milliseconds stands beside it.
function kept(name) {
  const draft = wx.getStorageSync(PREFIX + name)
  if (!draft) return null
  const age = Date.now() - draft.at
  if (age >= 0 && age < KEPT_MS) return { typed: draft.typed, age }
  forget(name)
  return null
}

function forget(name) {
  wx.removeStorageSync(PREFIX + name)
}

module.exports = { keep, kept, forget }
