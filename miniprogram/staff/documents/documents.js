// Which documents was I sent, and which of them wait for my signature?
const { own, get } = require('../own')
const { fullDay } = require('../../utils/days')

own({
  atTop: true, // what went wrong stands there
  title: 'documents_title',
  data: { documents: [] },

  ask: () => get('/staff/me/documents'),

  found({ documents }) {
    return { documents: documents.map(one => ({ ...one, hint: this.hint(one), url: `/staff/document/document?number=${one.number}` })) }
  },

  hint(one) {
    const { w } = this.data
    if (one.signed_on) return this.say('signed_on', { day: fullDay(one.signed_on) })
    if (one.is_to_be_signed) return w.to_be_signed
    return one.read_on ? this.say('read_on', { day: fullDay(one.read_on) }) : w.not_read
  },

  onShow() { if (this.data.isReady) this.load() },
})
