// Talks with the installation. What goes wrong has a kind, so that a page can say what to do.
const config = require('../config')
const session = require('./session')
const settings = require('./settings')
const { problemOf, troubleOf, Trouble } = require('./trouble')

const ROOT = '/api/v1'
const TIMEOUT = 15000

/**
 * Ask the installation; gives what it answered, or fails with a Trouble.
 *
 * `as` is 'nobody' (the default), 'maybe' (with the account where there is one) or 'somebody':
 * signed in silently first, and once more when the token has ended.
 * @param {string} path below /api/v1, beginning with a slash
 * @param {{ method?: string, data?: any, as?: string, key?: string, isFile?: boolean }} [options]
 * @returns {Promise<any>}
 */
function request(path, options = {}) {
  const isSomebody = options.as === 'somebody'
  return signedIn(isSomebody)
    .then(() => attempt(path, options))
    .catch(trouble => {
      if (!isSomebody || trouble.kind !== 'expired') throw trouble
      return session.signIn().then(() => attempt(path, options))
    })
}

const get = (path, options) => request(path, options)
const post = (path, data, options) => request(path, { ...options, method: 'POST', data })

// A word of chance for Idempotency-Key: what is sent again with it is done once.
function newKey() {
  const part = () => Math.random().toString(36).slice(2, 12)
  return `${Date.now().toString(36)}-${part()}-${part()}`
}

/**
 * Send a file; gives what was answered, or fails with a Trouble.
 * @param {string} path
 * @param {{ filePath: string, name: string, data?: any, as?: string }} options
 * @returns {Promise<any>}
 */
function upload(path, options) {
  return signedIn(options.as === 'somebody').then(() => new Promise((resolve, reject) => {
    wx.uploadFile({
      url: addressOf(path),
      filePath: options.filePath,
      name: options.name,
      formData: options.data || {},
      header: headers(options),
      success: answer => settle({ ...answer, data: parsed(answer.data) }, resolve, reject),
      fail: why => reject(troubleOf(why)),
    })
  }))
}

function attempt(path, options) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: addressOf(path),
      method: /** @type {any} */ (options.method || 'GET'),
      data: options.data,
      header: headers(options),
      timeout: TIMEOUT,
      responseType: options.isFile ? 'arraybuffer' : 'text',
      success: answer => settle(answer, resolve, reject),
      fail: why => reject(troubleOf(why)),
    })
  })
}

function settle(answer, resolve, reject) {
  if (answer.statusCode >= 200 && answer.statusCode < 300) resolve(noting(answer))
  else reject(problemOf(answer.statusCode, answer.data))
}

// Whether the same was sent before stands in a header, whose case differs from phone to phone.
function noting(answer) {
  const isRepeat = Object.keys(answer.header || {}).some(name => name.toLowerCase() === 'idempotency-replayed')
  return isRepeat && answer.data && typeof answer.data === 'object' ? { ...answer.data, isRepeat } : answer.data
}

function signedIn(isNeeded) {
  return isNeeded && !session.token() ? session.signIn() : Promise.resolve()
}

function headers(options) {
  const header = {}
  if (options.as && options.as !== 'nobody' && session.token()) header.Authorization = `Bearer ${session.token()}`
  if (options.key) header['Idempotency-Key'] = options.key
  return header
}

function addressOf(path) {
  return `${config.site}${ROOT}${path}${path.indexOf('?') < 0 ? '?' : '&'}lang=${settings.chosen.lang}`
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch (_notJson) {
    return text
  }
}

// The fields of a query, those that say something: { hall: 'x', q: '' } is "?hall=x".
function query(fields) {
  const said = Object.keys(fields).filter(name => fields[name] !== '' && fields[name] !== undefined && fields[name] !== null)
  return said.length ? `?${said.map(name => `${name}=${encodeURIComponent(fields[name])}`).join('&')}` : ''
}

module.exports = { request, get, post, upload, newKey, query, Trouble }
