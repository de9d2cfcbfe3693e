// Asks the installation as the person at work, in the hall of this mini-program.
const api = require('../utils/api')
const config = require('../config')
const session = require('../utils/session')
const settings = require('../utils/settings')

const ROOT = '/api/v1'
const AS = { as: 'somebody' }
const BIND = '/staff/bind/bind'

const at = (path, fields) => path + api.query({ hall: config.hall, ...fields })

/** @param {string} path @param {Object<string, any>} [fields] @returns {Promise<any>} */
const get = (path, fields) => bound().then(() => api.get(at(path, fields), AS))

/** Send it; with the same key it is done once. @returns {Promise<any>} */
const send = (path, data, key) => api.post(at(path), data, { ...AS, key })

/** @param {string} method @returns {Promise<any>} */
const change = (method, path) => api.request(at(path), { ...AS, method })

// A phone that stands for nobody here is sent to where it is bound.
function bound() {
  return (session.token() ? Promise.resolve() : session.signIn()).then(() => {
    if (session.person()) return
    wx.redirectTo({ url: BIND })
    throw new api.Trouble('closed')
  })
}

// What a photo is posted with, so that it belongs to that one form.
const slip = (path, key) => ({ form: ROOT + path, sent_with: key })

/** Photos need the person's token, which an <image> cannot show: fetched first. Gives a path of the phone. */
function photo(path) {
  return fetched(path).then(answer => {
    if (answer.statusCode !== 401) return answer
    return session.signIn().then(() => fetched(path))
  }).then(answer => (answer.statusCode === 200 ? answer.tempFilePath : ''))
}

function fetched(path) {
  const url = `${config.site}${ROOT}${at(path, { lang: settings.chosen.lang })}`
  return new Promise(resolve => {
    wx.downloadFile({
      url,
      header: { Authorization: `Bearer ${session.token()}` },
      success: resolve,
      fail: () => resolve({ statusCode: 0, tempFilePath: '' }),
    })
  })
}

/** Those that could be fetched. @param {string} base @param {string[]} names */
function photos(base, names) {
  return Promise.all(names.map(name => photo(`${base}/photos/${name}`))).then(paths => paths.filter(Boolean))
}

module.exports = { get, send, change, slip, photos, at, newKey: api.newKey }
