// What went wrong, by kind: offline, timeout, server, busy, expired, closed, gone, refused, unset.

const KINDS = { 401: 'expired', 403: 'closed', 404: 'gone', 410: 'gone', 429: 'busy', 503: 'busy' }
const SERVER_FAULT = 500

class Trouble extends Error {
  constructor(kind, more = {}) {
    super(more.detail || kind)
    this.kind = kind
    this.status = more.status || 0
    // A code that does not change with the language, the sentence for people, and the sentences by field.
    this.code = more.code || ''
    this.detail = more.detail || ''
    this.fields = more.fields || {}
  }
}

// Of an answer that is not good; the installation answers with problem details (RFC 9457).
function problemOf(status, body) {
  const said = body && typeof body === 'object' ? body : {}
  const fields = {}
  for (const one of said.errors || []) {
    const [first] = one.field.split('.') // "tags.0" is told at "tags" as well
    fields[one.field] = one.detail
    fields[first] = fields[first] || one.detail
  }
  const kind = KINDS[status] || (status >= SERVER_FAULT ? 'server' : 'refused')
  return new Trouble(kind, { status, code: said.code, detail: said.detail, fields })
}

// Of a call that no answer came to.
function troubleOf(why) {
  const told = (why && why.errMsg) || ''
  return new Trouble(/time ?out/.test(told) ? 'timeout' : 'offline')
}

module.exports = { Trouble, problemOf, troubleOf }
