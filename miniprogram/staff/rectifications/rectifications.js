// Which orders wait for my department, and what do we answer to one?
const { own, get, send, slip, marked, newKey } = require('../own')
const drafts = require('../../utils/drafts')
const { fullDay } = require('../../utils/days')

const PATH = '/staff/me/rectifications'
const NOTHING = { words: '', photos: [] }

own({
  title: 'orders_title',
  data: { orders: [], order: null, typed: NOTHING, slip: {}, problems: {}, isSending: false },

  onLoad({ number }) {
    if (!number) return
    this.path = `${PATH}/${number}`
    this.draft = `order/${number}`
    const draft = drafts.kept(this.draft)
    const typed = draft ? draft.typed : NOTHING
    this.key = typed.key || newKey()
    this.setData({ typed: { words: typed.words, photos: draft ? marked(typed.photos) : [] }, slip: slip(`${this.path}/answer`, this.key), notice: draft ? this.data.w.restored : '' })
  },

  ask: ({ number }) => get(number ? `${PATH}/${number}` : PATH),

  found(found) {
    if (found.rectifications) return { orders: found.rectifications.map(one => ({ ...this.stand(one), url: `/staff/rectifications/rectifications?number=${one.number}` })) }
    return { order: { ...this.stand(found), steps: found.steps.map(one => this.step(one)) } }
  },

  stand(one) {
    const due = this.say('order_due', { day: fullDay(one.due_on) })
    return { ...one, due, shown: this.data.w[`order_state_${one.state}`], hint: one.state === 'issued' ? due : this.data.w[`order_state_${one.state}`] }
  },

  step(one) {
    return { ...one, name: this.data.w[`order_step_${one.step}`], when: fullDay(one.day), pictures: one.photos.length ? this.say('order_photo_count', { n: one.photos.length }) : '' }
  },

  onWords(event) { this.change({ words: event.detail.value }) },
  onPhotos(event) { this.change({ photos: event.detail.value }) },

  change(change) {
    const typed = { ...this.data.typed, ...change }
    this.setData({ typed, problems: {} })
    drafts.keep(this.draft, { ...typed, key: this.key })
  },

  onSend() {
    const { typed, isSending, w } = this.data
    if (isSending) return
    if (!typed.words.trim()) {
      this.setData({ problems: { words: w.order_missing } })
      return
    }
    this.setData({ isSending: true, failed: '', notice: '', problems: {} })
    send(`${this.path}/answer`, { words: typed.words, photos: typed.photos.map(one => one.reference) }, this.key)
      .then(() => { drafts.forget(this.draft); this.setData({ typed: NOTHING, notice: w.order_answered }); return this.load() })
      .catch(trouble => this.told(trouble))
      .then(() => this.setData({ isSending: false }))
  },

  told(trouble) {
    const { words, photos } = trouble.fields
    if (photos) this.change({ photos: [] })
    this.setData({ problems: { words: words || '', photos: photos || '' } })
    if (!words && !photos) this.refused(trouble)
  },

  onShow() { if (this.data.isReady && !this.path) this.load() },
})
