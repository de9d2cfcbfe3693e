// A round as it was last read, so that one can go on without a network.
const PREFIX = 'office/round/'
const LIST = 'office/rounds'
const MOST = 3

function keep(number, round, form) {
  wx.setStorageSync(PREFIX + number, { round, form, at: Date.now() })
  const others = numbers().filter(one => one !== number)
  others.slice(MOST - 1).forEach(old => wx.removeStorageSync(PREFIX + old))
  wx.setStorageSync(LIST, [number, ...others].slice(0, MOST))
}

/** @param {string} number @returns {{ round: any, form: any, at: number } | null} */
const kept = number => wx.getStorageSync(PREFIX + number) || null

const numbers = () => wx.getStorageSync(LIST) || []

/** The rounds that can go on without a network. */
const rounds = () => numbers().map(kept).filter(one => one && one.round.goes_on).map(one => one.round)

module.exports = { keep, kept, rounds }
