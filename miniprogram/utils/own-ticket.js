// The window that was scanned, with its ticket: what every form at a window needs.
const api = require('./api')

const MINUTE = 60 * 1000

/**
 * What the rating page of that code shows; with `shown` (a visit link's v, a screen's k) the better proof.
 * @param {string} code
 * @param {Object<string, string>} shown
 * @returns {Promise<any>}
 */
function placeOf(code, shown) {
  const { v = '', k = '' } = shown || {}
  return api.get(`/windows/${encodeURIComponent(code)}${api.query({ v, k })}`)
}

/** Whether a ticket of that age in milliseconds is still taken. A minute is left for sending. */
function isFresh(age, place) {
  return age < (place.limits.ticket_minutes - 1) * MINUTE
}

module.exports = { placeOf, isFresh }
