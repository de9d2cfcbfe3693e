// Where does a scanned link, a scanned mini-program code or a shared page lead?

/** @type {[RegExp, string, string][]} */
const PATHS = [
  [/^\/w\/([0-9a-z-]+)/i, 'rate', 'code'],
  [/^\/q\/([0-9a-z-]+)/i, 'questionnaire', 'number'],
]

/**
 * What a page's query says: `q` is the whole link of an ordinary symbol, `scene` what a mini-program
 * code holds; both come encoded once. Gives { page, code | number, ...what the link asks }.
 * @param {Object<string, string>} query
 * @returns {Object<string, string> | null}
 */
function ledTo(query) {
  if (query.q) return leadsTo(decoded(query.q))
  if (query.scene) return ofScene(decoded(query.scene))
  return null
}

/**
 * Where a scanned address leads; null where it is none of ours.
 * @param {string} address
 * @returns {Object<string, string> | null}
 */
function leadsTo(address) {
  const [, path = '', asked = ''] = /^https?:\/\/[^/?#]+([^?#]*)(?:\?([^#]*))?/i.exec(address) || []
  for (const [pattern, page, name] of PATHS) {
    const found = pattern.exec(path)
    if (found) return { ...fields(asked), page, [name]: found[1] }
  }
  return null
}

// A scene holds 32 characters and no %: a window's code alone, or "q=" with the number of a questionnaire.
function ofScene(scene) {
  const said = fields(scene)
  if (said.q) return { page: 'questionnaire', number: said.q }
  return { page: 'rate', code: said.w || scene }
}

function fields(asked) {
  /** @type {Object<string, string>} */
  const said = {}
  for (const pair of asked.split('&')) {
    const place = pair.indexOf('=')
    if (place > 0) said[pair.slice(0, place)] = decoded(pair.slice(place + 1))
  }
  return said
}

function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch (_illFormed) {
    return text
  }
}

module.exports = { ledTo, leadsTo }
