// Storage that survives a restart of the mini-program.
import { fail, succeed } from './answers.js'

const PREFIX = 'wx:'
const MOST = 1024 * 1024 // characters of one key's value

const read = key => { const kept = localStorage.getItem(PREFIX + key); return kept === null ? '' : JSON.parse(kept) }
const write = (key, value) => {
  const text = JSON.stringify(value)
  if (text.length > MOST) throw new Error('setStorage:fail entry size limit reached')
  localStorage.setItem(PREFIX + key, text)
}
const keys = () => Object.keys(localStorage).filter(key => key.startsWith(PREFIX)).map(key => key.slice(PREFIX.length))

export const storage = {
  getStorageSync: read,
  setStorageSync: write,
  removeStorageSync: key => localStorage.removeItem(PREFIX + key),
  clearStorageSync: () => keys().forEach(key => localStorage.removeItem(PREFIX + key)),
  getStorageInfoSync: () => ({ keys: keys(), currentSize: 1, limitSize: 10240 }),
  getStorage: told => (keys().includes(told.key) ? succeed(told, 'getStorage', { data: read(told.key) }) : fail(told, 'getStorage', 'data not found')),
  setStorage: told => { write(told.key, told.data); return succeed(told, 'setStorage') },
  removeStorage: told => { localStorage.removeItem(PREFIX + told.key); return succeed(told, 'removeStorage') },
}
