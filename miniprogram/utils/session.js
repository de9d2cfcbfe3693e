// Who is this to the installation? A short token and, for staff, the person; in memory only.
const config = require('../config')
const settings = require('./settings')
const { problemOf, troubleOf, Trouble } = require('./trouble')

const LOGIN = '/api/v1/wechat/login'

let known = { token: '', person: null }
let going = null

const token = () => known.token
const person = () => known.person

/** Sign in without a word to anybody; fails with a Trouble. @returns {Promise<any>} the person, null for a citizen */
function signIn() {
  if (!going) {
    going = loginCode().then(exchange).then(remember)
    const over = () => { going = null }
    going.then(over, over)
  }
  return going
}

// After binding the answer has the same shape as that of signing in.
function remember(answer) {
  known = { token: answer.token || known.token, person: answer.person || null }
  return known.person
}

function forget() {
  known = { token: '', person: null }
}

function loginCode() {
  return new Promise((resolve, reject) => {
    wx.login({ success: answer => resolve(answer.code), fail: () => reject(new Trouble('unset')) })
  })
}

function exchange(code) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: `${config.site}${LOGIN}?lang=${settings.chosen.lang}`,
      method: 'POST',
      data: { code },
      success: answer => (answer.statusCode === 200 ? resolve(answer.data) : reject(problemOf(answer.statusCode, answer.data))),
      fail: why => reject(troubleOf(why)),
    })
  })
}

module.exports = { token, person, signIn, remember, forget }
