// wx.request, uploadFile, downloadFile, login, requestSubscribeMessage, and whether there is a network.
import { fail, later, succeed } from './answers.js'
import { fileAt, keepFile } from './files.js'

const TIMEOUT = 60_000

// Only declared https addresses are let through, as on a real phone; the test says who answers for them.
function reach(url) {
  const asked = new URL(url)
  const origin = window.__phone.hosts[asked.origin]
  if (!origin) throw new Error(`url not in domain list: ${asked.origin}`)
  return origin + asked.pathname + asked.search
}

function send(options, name, prepare, finish) {
  const abort = new AbortController()
  later(options, told => {
    let timer = 0
    const refuse = error => fail(told, name, error.name === 'AbortError' ? abort.why : error.message)
    try {
      const [url, init] = prepare(told)
      timer = setTimeout(() => { abort.why = 'timeout'; abort.abort() }, window.__phone.impatience || told.timeout || TIMEOUT)
      fetch(reach(url), { ...init, credentials: 'omit', signal: abort.signal })
        .then(answer => finish(answer).then(result => succeed(told, name, { statusCode: answer.status, header: Object.fromEntries(answer.headers), ...result })))
        .catch(refuse)
        .finally(() => clearTimeout(timer))
    } catch (error) { refuse(error) }
  })
  return { abort() { abort.why = 'abort'; abort.abort() }, onProgressUpdate() {}, offProgressUpdate() {}, onHeadersReceived() {} }
}

function asked(told) {
  const method = (told.method || 'GET').toUpperCase()
  const headers = { 'content-type': 'application/json', ...told.header }
  if (told.data === undefined) return [told.url, { method, headers }]
  if (method === 'GET') return [`${told.url}${told.url.includes('?') ? '&' : '?'}${new URLSearchParams(told.data)}`, { method, headers }]
  return [told.url, { method, headers, body: typeof told.data === 'string' ? told.data : JSON.stringify(told.data) }]
}

async function readAs(answer, told) {
  if (told.responseType === 'arraybuffer') return { data: await answer.arrayBuffer() }
  const text = await answer.text()
  try { return { data: JSON.parse(text) } } catch { return { data: text } }
}

async function ask(path, body) {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`stand-in ${answer.status}`)
  return answer.json()
}

export const network = {
  request: options => send(options, 'request', asked, answer => readAs(answer, options)),
  uploadFile: options => send(options, 'uploadFile', told => {
    const form = new FormData()
    for (const [name, value] of Object.entries(told.formData || {})) form.append(name, String(value))
    const file = fileAt(told.filePath)
    form.append(told.name, file, file.name)
    return [told.url, { method: 'POST', headers: told.header || {}, body: form }]
  }, async answer => ({ data: await answer.text() })),
  downloadFile: options => send(options, 'downloadFile', told => [told.url, { headers: told.header || {} }], async answer => ({ tempFilePath: keepFile(await answer.blob(), 'download') })),
  login: options => later(options, told => {
    const { openid } = window.__phone
    if (!openid) { fail(told, 'login', 'system error'); return }
    ask('/standin/login_code', { openid }).then(({ code }) => succeed(told, 'login', { code }), error => fail(told, 'login', error.message))
  }),
  requestSubscribeMessage: options => later(options, told => {
    const { openid, answers } = window.__phone
    if (told.tmplIds.length > 3) { fail(told, 'requestSubscribeMessage', 'tmplIds length > 3', { errCode: 20003 }); return }
    const results = Object.fromEntries(told.tmplIds.map(id => [id, answers[id] || 'accept']))
    const tell = Object.entries(results).map(([template_id, answer]) => ask('/standin/accept', { openid, template_id, answer }))
    Promise.all(tell).then(() => succeed(told, 'requestSubscribeMessage', results), error => fail(told, 'requestSubscribeMessage', error.message, { errCode: 10002 }))
  }),
  getNetworkType: options => succeed(options, 'getNetworkType', { networkType: navigator.onLine ? window.__phone.network : 'none' }),
  onNetworkStatusChange(listener) {
    for (const event of ['online', 'offline']) addEventListener(event, () => listener({ isConnected: navigator.onLine, networkType: navigator.onLine ? window.__phone.network : 'none' }))
  },
  offNetworkStatusChange() {},
}
