// The receipts and cases of this phone. They are kept here alone, so that nobody can look up who rated.

const KEY = 'receipts'
const MOST = 50

/** Newest first: { id, kind: 'rating' | 'case', receipt | number + secret, title, place, on } @returns {any[]} */
function all() {
  return wx.getStorageSync(KEY) || []
}

function keep(slip) {
  const id = slip.receipt || slip.number
  const others = all().filter(one => one.id !== id)
  wx.setStorageSync(KEY, [{ ...slip, id }, ...others].slice(0, MOST))
}

function remove(id) {
  wx.setStorageSync(KEY, all().filter(one => one.id !== id))
}

module.exports = { all, keep, remove }
