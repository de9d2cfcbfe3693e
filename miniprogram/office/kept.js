// A round as it was last read, so that one can go on without a network. Three at most, for a day, while they go on.
const PREFIX = 'office/round/'
const LIST = 'office/rounds'
const MOST = 3
const KEPT_MS = 24 * 60 * 60 * 1000

function keep(number, round, form) {
  if (!round.goes_on) {
    forget(number)
    return
  }
  wx.setStorageSync(PREFIX + number, { round, form, at: Date.now() })
  const others = numbers().filter(one => one !== number)
  others.slice(MOST - 1).forEach(old => wx.removeStorageSync(PREFIX + old))
  wx.setStorageSync(LIST, [number, ...others].slice(0, MOST))
}

/** @param {string} number @returns {{ round: any, form: any, at: number } | null} */
function kept(number) {
  const last = wx.getStorageSync(PREFIX + number)
  if (!last) return null
  if (Date.now() - last.at < KEPT_MS) return last
  forget(number)
  return null
}

function forget(number) {
  wx.removeStorageSync(PREFIX + number)
  wx.setStorageSync(LIST, numbers().filter(one => one !== number))
}

const numbers = () => wx.getStorageSync(LIST) || []

/** The rounds that can go on without a network. */
const rounds = () => numbers().map(kept).filter(Boolean).map(one => one.round)

module.exports = { keep, kept, rounds }
