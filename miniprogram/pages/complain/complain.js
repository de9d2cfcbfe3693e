// A citizen files a complaint, tip-off, suggestion, praise or question from the page of a window.
const drafts = require('../../utils/drafts')
const api = require('../../utils/api')
const passing = require('../../utils/passing')
const screen = require('../../utils/screen')
const slips = require('../../utils/receipts')
const { ledTo } = require('../../utils/links')
const { placeOf, isFresh } = require('../../utils/own-ticket')
const { today } = require('../../utils/days')

const KINDS = ['complaint', 'tip_off', 'suggestion', 'praise', 'inquiry']
const NOTHING = { kind: '', category: '', text: '', photos: [], about: true, contact: '', consent: false }

screen({
  words: require('../../words/citizen'),
  title: 'title_complain',
  data: { trouble: null, place: null, typed: NOTHING, kinds: [], problems: {}, notice: '', isSending: false, failed: null, slip: {} },

  onLoad(query) {
    this.code = (ledTo(query) || query).code || ''
    this.load()
  },

  onUnload() { this.keep() },
  onHide() { this.keep() },
  onLanguage() { if (this.data.place) this.load() },

  load() {
    if (!this.code) {
      this.setData({ trouble: { kind: 'gone', detail: '' } })
      return
    }
    this.setData({ trouble: null, kinds: KINDS.map(kind => ({ kind, name: this.data.w[`kind_${kind}_name`], hint: this.data.w[`kind_${kind}`] })) })
    placeOf(this.code, {}).then(place => this.opened(place), trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  // A complaint takes a ticket of any age; its photos live for two hours.
  opened(place) {
    const isAgain = Boolean(this.data.place)
    const draft = isAgain ? null : drafts.kept(this.draftName())
    const kept = draft ? draft.typed : {}
    if (!isAgain) this.ticket = kept.ticket || place.ticket
    const photos = draft && isFresh(draft.age, place) ? kept.photos : []
    this.setData({
      place,
      slip: { use: 'complaint', ticket: this.ticket },
      typed: isAgain ? this.data.typed : { ...NOTHING, ...kept, photos: photos || [] },
      notice: draft ? 'restored' : '',
    })
  },

  change(change) { this.setData({ typed: { ...this.data.typed, ...change } }) },

  onKind(event) { this.change({ kind: event.currentTarget.dataset.kind }); this.clear('kind') },
  onCategory(event) { this.change({ category: event.detail.value[0] }); this.clear('category') },
  onText(event) { this.change({ text: event.detail.value }); this.clear('text') },
  onPhotos(event) { this.change({ photos: event.detail.value }) },
  onAbout() { this.change({ about: !this.data.typed.about }) },
  onContact(event) { this.change(event.detail); this.clear('contact') },

  clear(name) {
    if (this.data.problems[name]) this.setData({ problems: { ...this.data.problems, [name]: '' } })
  },

  onStartOver() {
    drafts.forget(this.draftName())
    this.ticket = this.data.place.ticket
    this.setData({ typed: NOTHING, notice: '', problems: {}, slip: { use: 'complaint', ticket: this.ticket } })
  },

  found() {
    const { kind, category, text, contact, consent } = this.data.typed
    const { w } = this.data
    const problems = {}
    if (!kind) problems.kind = w.kind_missing
    if (kind === 'complaint' && !category) problems.category = w.category_missing
    if (!text.trim()) problems.text = w.words_missing
    if (contact.trim() && !consent) problems.contact = w.contact_and_consent
    return problems
  },

  onSend() {
    if (this.data.isSending) return
    const problems = this.found()
    if (Object.keys(problems).length) {
      this.tell(problems)
      return
    }
    this.setData({ isSending: true, problems: {}, failed: null })
    this.keep()
    api.post('/complaints', this.form())
      .then(filed => this.done(filed), trouble => this.refused(trouble))
      .then(() => this.setData({ isSending: false }))
  },

  form() {
    const { kind, category, text, photos, about, contact, consent } = this.data.typed
    return { ticket: this.ticket, kind, category: kind === 'complaint' ? category : '', text, is_about_window: about, photos: photos.map(photo => photo.reference), contact: contact.trim(), consent: consent && Boolean(contact.trim()) }
  },

  done({ number, secret_code: secret, isRepeat }) {
    const { place, typed, w } = this.data
    const where = typed.about ? `${place.window.number} ${place.window.name}` : place.hall.name
    drafts.forget(this.draftName())
    this.isSent = true
    slips.keep({ kind: 'case', number, secret, title: w[`kind_${typed.kind}_name`], place: where, on: today() })
    passing.give('thanks', { kind: 'case', number, secret, isRepeat, isTipOff: typed.kind === 'tip_off', place: where, level: w[`kind_${typed.kind}_name`] })
    wx.redirectTo({ url: '/pages/thanks/thanks' })
  },

  refused(trouble) {
    const { fields } = trouble
    if (trouble.kind === 'refused' && Object.keys(fields).length) this.tell({ ...fields, contact: fields.contact || fields.consent || fields.tell || '' })
    else this.setData({ failed: { kind: trouble.kind, detail: trouble.detail || this.data.w[`state_${trouble.kind}_hint`] } })
  },

  tell(problems) {
    this.setData({ problems })
    const first = ['kind', 'category', 'text', 'photos', 'contact'].find(name => problems[name])
    wx.pageScrollTo({ selector: `#at-${first}`, duration: 0 })
  },

  keep() {
    const { place, typed } = this.data
    if (this.isSent || !place || !(typed.text || typed.kind)) return
    drafts.keep(this.draftName(), { ...typed, ticket: this.ticket })
  },

  draftName() { return `complaint/${this.code}` },
  onRescan() { wx.reLaunch({ url: '/pages/home/home' }) },
})
