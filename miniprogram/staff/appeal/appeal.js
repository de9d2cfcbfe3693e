// Appeal against one thing, with photos; or without one, see how my appeals stand.
const { own, get, send, remove, slip, marked, newKey } = require('../own')
const drafts = require('../../utils/drafts')
const { fullDay, fullMonth } = require('../../utils/days')

const PATH = '/staff/me/appeals'
const NOTHING = { words: '', photos: [] }

own({
  title: 'appeal_title',
  data: { isForm: false, about: '', typed: NOTHING, slip: {}, problems: {}, appeals: [], isSending: false },

  onLoad({ against, what }) {
    if (!against) return
    this.draft = `appeal/${against}/${what}`
    const draft = drafts.kept(this.draft)
    const typed = draft ? draft.typed : NOTHING
    // The same key for the form as long as it lives: sent twice it is one appeal, and its photos belong to it.
    this.key = typed.key || newKey()
    this.setData({
      isForm: true,
      about: this.say(`against_${against}`, { what: against === 'month' ? fullMonth(what) : what }),
      typed: { words: typed.words, photos: draft ? marked(typed.photos) : [] },
      slip: slip(PATH, this.key),
      notice: draft ? this.data.w.restored : '',
    })
  },

  ask: () => get(PATH),

  found({ appeals }) {
    return { appeals: appeals.map(one => this.line(one)) }
  },

  line(one) {
    const isOpen = one.state === 'filed'
    return {
      ...one,
      isOpen,
      when: isOpen ? this.say('appeal_due', { day: fullDay(one.due_on) }) : one.decided_on ? this.say('appeal_decided', { day: fullDay(one.decided_on) }) : '',
      pictures: one.photos ? this.say('appeal_photo_count', { n: one.photos }) : '',
    }
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
      this.setData({ problems: { words: w.appeal_missing } })
      return
    }
    const { against, what } = this.query
    this.setData({ isSending: true, failed: '', notice: '', problems: {} })
    send(PATH, { against, what, words: typed.words, photos: typed.photos.map(one => one.reference) }, this.key)
      .then(filed => this.filed(filed))
      .catch(trouble => this.told(trouble))
      .then(() => this.setData({ isSending: false }))
  },

  filed({ number, due_on }) {
    drafts.forget(this.draft)
    this.setData({ isForm: false, notice: this.say('appeal_filed', { number, day: fullDay(due_on) }) })
    return this.load()
  },

  // What is wrong with a field stands at it; a photo that waited too long is sent anew.
  told(trouble) {
    const { words, photos } = trouble.fields
    if (photos) this.change({ photos: [] })
    this.setData({ problems: { words: words || '', photos: photos || '' } })
    if (!words && !photos) this.refused(trouble)
  },

  onBack(event) {
    const { number } = event.currentTarget.dataset
    wx.showModal({
      content: this.data.w.appeal_back_ask,
      confirmText: this.data.w.appeal_back,
      cancelText: this.data.w.back,
      success: ({ confirm }) => confirm && this.takeBack(number),
    })
  },

  takeBack(number) {
    return remove(`${PATH}/${number}`).then(() => this.load(), trouble => this.refused(trouble))
  },
})
