// Files of the mini-program's own: a path stands for a blob, as wx gives paths and no contents.
import { fail, later, succeed } from './answers.js'

const files = new Map()

export function keepFile(blob, name) {
  const path = URL.createObjectURL(blob) // an <image> can show it
  files.set(path, new File([blob], name, { type: blob.type }))
  return path
}

const SAVED = 'wxfile://store_'

// A saved file is still there after a restart, as text beside what storage keeps.
function save(told) {
  const path = `${SAVED}${crypto.randomUUID()}`
  const reader = new FileReader()
  reader.onload = () => { localStorage.setItem(path, reader.result); succeed(told, 'saveFile', { savedFilePath: path }) }
  reader.readAsDataURL(fileAt(told.tempFilePath))
}

function saved(path) {
  const text = path.startsWith(SAVED) && localStorage.getItem(path)
  if (!text) return undefined
  const [head, body] = text.split(',')
  return new File([Uint8Array.from(atob(body), letter => letter.charCodeAt(0))], 'kept.jpg', { type: head.slice('data:'.length, head.indexOf(';')) })
}

export function fileAt(path) {
  const file = files.get(path) || saved(path)
  if (!file) throw new Error('file not found')
  return file
}

function choose(told, name) {
  const { declared } = window.__phone
  if (declared && !declared.includes(name)) { fail(told, name, 'api scope is not declared in the privacy agreement', { errno: 112 }); return }
  const chosen = window.__phone.files.slice(0, told.count || 9)
  if (!chosen.length) { fail(told, name, 'cancel'); return }
  const made = chosen.map(one => new Blob([Uint8Array.from(atob(one.base64), letter => letter.charCodeAt(0))], { type: one.type }))
  succeed(told, name, { type: 'image', tempFiles: made.map((blob, place) => ({ tempFilePath: keepFile(blob, chosen[place].name), size: blob.size, fileType: 'image' })) })
}

export const media = {
  chooseMedia: options => later(options, told => choose(told, 'chooseMedia')),
  compressImage: options => succeed(options, 'compressImage', { tempFilePath: options.src }),
  previewImage: options => { window.__phone.previewed.push(options.urls); return succeed(options, 'previewImage') },
  getFileSystemManager: () => ({
    writeFile(told) { const path = keepFile(new Blob([told.data]), told.filePath); files.set(told.filePath, files.get(path)); succeed(told, 'writeFile') },
    saveFile(told) { try { save(told) } catch (error) { fail(told, 'saveFile', error.message) } },
    removeSavedFile(told) { localStorage.removeItem(told.filePath); succeed(told, 'removeSavedFile') },
    readFile(told) { fileAt(told.filePath).arrayBuffer().then(data => succeed(told, 'readFile', { data }), error => fail(told, 'readFile', error.message)) },
  }),
  arrayBufferToBase64(buffer) {
    let text = ''
    for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte)
    return btoa(text)
  },
  scanCode: options => later(options, told => {
    const { scanned } = window.__phone
    if (scanned) succeed(told, 'scanCode', { scanType: 'QR_CODE', charSet: 'utf-8', ...scanned })
    else fail(told, 'scanCode', 'cancel')
  }),
}
