// What was I told, and for which of it may WeChat tell me?
const api = require('../../utils/api')
const { own, get } = require('../own')
const { fullDay } = require('../../utils/days')

const AS = { as: 'somebody' }
const MOST = 3 // templates that WeChat asks about at once

own({
  atTop: true, // what went wrong stands there
  title: 'messages_title',
  data: { notes: [], unread: 0, page: 1, isMore: false, templates: [], asks: '', isSending: false },

  ask: () => get('/staff/me/messages').then(found =>
    api.get('/wechat/subscriptions', AS).then(templates => ({ ...found, templates }), () => ({ ...found, templates: [] }))),

  found(found) {
    return { ...this.shown(found), notes: found.messages.map(one => this.note(one)), templates: this.left(found.templates) }
  },

  shown: ({ unread, page, has_more }) => ({ unread, page, isMore: has_more }),

  note: one => ({ ...one, when: fullDay(one.written_on) }),

  left(templates) {
    return templates.map(one => ({ ...one, line: this.say('subscribe_left', { title: one.title, n: one.remaining }) }))
  },

  onMore() {
    get('/staff/me/messages', { page: this.data.page + 1 }).then(
      found => this.setData({ ...this.shown(found), notes: this.data.notes.concat(found.messages.map(one => this.note(one))) }),
      trouble => this.refused(trouble))
  },

  // A message is read when it is opened, or all of this page at once.
  onNote(event) {
    const { number, page } = event.currentTarget.dataset
    this.mark([number])
    if (page) wx.navigateTo({ url: page[0] === '/' ? page : `/${page}` })
  },

  onAll() { this.mark(this.data.notes.filter(one => !one.is_read).map(one => one.number)) },

  mark(numbers) {
    const fresh = numbers.filter(number => this.data.notes.some(one => one.number === number && !one.is_read))
    if (!fresh.length) return Promise.resolve()
    return api.post('/staff/me/messages/read', { numbers: fresh }, AS).then(({ unread }) => this.setData({
      unread,
      notes: this.data.notes.map(one => (fresh.indexOf(one.number) < 0 ? one : { ...one, is_read: true })),
    }), trouble => this.refused(trouble))
  },

  // WeChat asks the person itself; it wants to be asked within the tap.
  onSubscribe() {
    const tmplIds = this.data.templates.slice(0, MOST).map(one => one.id)
    this.setData({ failed: '', asks: '' })
    wx.requestSubscribeMessage({
      tmplIds,
      success: results => this.tell(results, tmplIds),
      fail: () => this.setData({ asks: this.data.w.subscribe_away }),
    })
  },

  tell(results, tmplIds) {
    const answers = {}
    for (const id of tmplIds) if (results[id]) answers[id] = results[id]
    const isAny = tmplIds.some(id => answers[id] === 'accept')
    return api.post('/wechat/subscriptions', { results: answers }, { ...AS, key: api.newKey() })
      .then(templates => this.setData({ templates: this.left(templates), asks: isAny ? this.data.w.subscribed : this.data.w.subscribe_none }))
      .catch(trouble => this.refused(trouble))
  },
})
