// What does one document say? Looking stores nothing: that it was read, or signed for, is said by a press.
const { own, get, send } = require('../own')
const { fullDay } = require('../../utils/days')

const DIGITS = 16

own({
  title: 'document_title',
  data: { document: null, isSending: false },

  ask: ({ number }) => get(`/staff/me/documents/${number}`),

  found(document) {
    return { document: { ...this.stand(document), parts: document.parts.map(part => this.part(part)), digest: this.say('document_digest', { digest: document.digest.slice(0, DIGITS) }) } }
  },

  stand(document) {
    return {
      ...document,
      read: document.read_on ? this.say('read_on', { day: fullDay(document.read_on) }) : '',
      signed: document.signed_on ? this.say('signed_on', { day: fullDay(document.signed_on) }) : '',
    }
  },

  // A row of a table is told as pairs: on a narrow screen each cell keeps its column's name.
  part(part) {
    const rows = part.rows.map((cells, at) => ({ name: this.say('row_of', { n: at + 1 }), cells: cells.map((value, column) => ({ name: part.head[column], value })) }))
    return { ...part, rows, isWide: part.head.length > 2 }
  },

  onRead() { this.tell(false) },

  onSign() {
    wx.showModal({
      content: this.data.w.document_sign_ask,
      confirmText: this.data.w.document_sign,
      cancelText: this.data.w.back,
      success: ({ confirm }) => confirm && this.tell(true),
    })
  },

  tell(signs) {
    this.setData({ isSending: true, failed: '' })
    send(`/staff/me/documents/${this.query.number}`, { signs })
      .then(document => this.setData({ document: { ...this.data.document, ...this.stand(document) } }))
      .catch(trouble => this.refused(trouble))
      .then(() => this.setData({ isSending: false }))
  },
})
