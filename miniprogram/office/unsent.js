// What was recorded on a round and is not at the installation yet. It lies on the phone until it was sent, once.
const api = require('../utils/api')
const session = require('../utils/session')
const ask = require('./ask')

const KEY = 'office/unsent'
const PHOTOS = '/staff/me/photos'
const NO_ANSWER = ['offline', 'timeout', 'server', 'busy', 'expired', 'unset']
// The same key came with another content: what was sent first is there already.
const SENT_BEFORE = 'error.key_reused'

let going = null
let isListening = false

/** @returns {any[]} those of this person, oldest first */
function all() {
  return stored().filter(one => one.by === me())
}

/** @param {string} round */
const of = round => all().filter(one => one.round === round)

/**
 * Keep it on the phone, then try to send all.
 * @param {{ key: string, round: string, window: string, kind: string, form: any, photos: any[], title: string }} entry
 * @returns {Promise<any>} what became of this one: { isSent } or { trouble }
 */
function add(entry) {
  const others = stored().filter(one => one.key !== entry.key)
  store([...others, { ...entry, by: me(), trouble: null }])
  listen()
  return flush().then(() => {
    const left = stored().find(one => one.key === entry.key)
    return left ? { isSent: false, trouble: left.trouble } : { isSent: true, trouble: null }
  })
}

function drop(key) {
  takeBack(key).forEach(one => one.photos.forEach(forgetPhoto))
}

/** Out of the box again, to be put right: its photos stay on the phone. @param {string} key @returns {any[]} */
function takeBack(key) {
  const gone = stored().filter(one => one.key === key)
  store(stored().filter(one => one.key !== key))
  return gone
}

/** Send what waits, one after the other; it stops where the network does. @returns {Promise<any>} */
function flush() {
  if (!going) {
    going = all().filter(one => !one.trouble).reduce((before, one) => before.then(isOver => isOver || sent(one)), Promise.resolve(false))
    const over = () => { going = null }
    going.then(over, over)
  }
  return going
}

/** What was refused is tried once more, as after a correction. @param {string} key */
function again(key) {
  change(key, { trouble: null })
  return flush()
}

// Gives whether it is of no use to go on: the network is away.
function sent(entry) {
  return withReferences(entry)
    .then(whole => post(whole))
    .then(() => { drop(entry.key); return false }, trouble => settle(entry, trouble))
}

function settle(entry, trouble) {
  if (trouble.code === SENT_BEFORE) {
    drop(entry.key)
    return false
  }
  if (NO_ANSWER.indexOf(trouble.kind) >= 0) return true
  // A reference is good for two hours: the next try sends the photos anew.
  change(entry.key, { trouble: { kind: trouble.kind, detail: trouble.detail, fields: trouble.fields }, photos: entry.photos.map(({ kept, shown }) => ({ kept, shown })) })
  return false
}

function post(entry) {
  const path = `/inspections/${entry.round}/${entry.kind === 'look' ? 'looks' : 'findings'}`
  const photos = entry.photos.map(photo => photo.reference)
  return ask.send(path, entry.kind === 'look' ? entry.form : { ...entry.form, photos }, entry.key)
}

// Photos go first; what each became is kept, so that the form sent again is the same.
function withReferences(entry) {
  const slip = ask.slip(`/inspections/${entry.round}/findings`, entry.key)
  return entry.photos.reduce((before, photo, place) => before.then(whole => {
    if (whole.photos[place].reference) return whole
    return api.upload(ask.at(PHOTOS), { filePath: photo.kept, name: 'photo', data: slip, as: 'somebody' })
      .then(({ reference }) => change(entry.key, { photos: whole.photos.map((one, other) => (other === place ? { ...one, reference } : one)) }))
  }), Promise.resolve(entry))
}

function change(key, more) {
  store(stored().map(one => (one.key === key ? { ...one, ...more } : one)))
  return stored().find(one => one.key === key)
}

function forgetPhoto(photo) {
  wx.getFileSystemManager().removeSavedFile({ filePath: photo.kept, fail: () => {} })
}

function listen() {
  if (isListening) return
  isListening = true
  wx.onNetworkStatusChange(({ isConnected }) => { if (isConnected) flush().then(tell) })
}

const listeners = new Set()
const tell = () => listeners.forEach(one => one())

/** A page is told when something was sent by itself. */
const onSent = listener => { listeners.add(listener); listen() }
const offSent = listener => { listeners.delete(listener) }

// Never sent under another name: after a phone was bound anew it waits for whoever recorded it.
function me() {
  const person = session.person()
  if (person) wx.setStorageSync(`${KEY}/by`, person.title)
  return person ? person.title : wx.getStorageSync(`${KEY}/by`)
}

const stored = () => wx.getStorageSync(KEY) || []
const store = entries => wx.setStorageSync(KEY, entries)

module.exports = { add, all, of, flush, again, drop, takeBack, onSent, offSent }
