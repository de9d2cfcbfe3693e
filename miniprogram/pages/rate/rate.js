// A citizen rates a visit; with a receipt in hand, a second time. One page of all questions, or in the
// large type one question a screen.
const api = require('../../utils/api')
const drafts = require('../../utils/drafts')
const passing = require('../../utils/passing')
const screen = require('../../utils/screen')
const session = require('../../utils/session')
const slips = require('../../utils/receipts')
const { ledTo } = require('../../utils/links')
const { placeOf, isFresh } = require('../../utils/own-ticket')
const { today } = require('../../utils/days')

const NOTHING = { level: 0, tags: [], text: '', photos: [], pressed: false, staff: '', matter: '', contact: '', consent: false }
const WORST_GOOD = 3
const RENEWED = ['error.ticket_expired', 'error.ticket_unreadable']

screen({
  words: require('../../words/citizen'),
  data: { trouble: null, place: null, typed: NOTHING, tags: [], reasons: '', people: [], matters: [], matterPlace: 0, slip: {}, problems: {}, notice: '', isSecond: false, isSending: false, steps: [], step: '', stepNumber: 1 },

  onLoad(query) {
    const asked = ledTo(query) || query
    if (asked.page === 'questionnaire') {
      wx.redirectTo({ url: `/pages/questionnaire/questionnaire${api.query({ number: asked.number, i: asked.i, w: asked.w })}` })
      return
    }
    // The receipt of a second rating is handed over in memory: an address may be seen by others.
    this.receipt = passing.take('second') || ''
    this.code = asked.code || ''
    this.shown = { v: asked.v, k: asked.k }
    this.setData({ isSecond: Boolean(this.receipt) })
    if (this.receipt) wx.setNavigationBarTitle({ title: this.data.w.second_title })
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
    this.setData({ trouble: null })
    placeOf(this.code, this.shown).then(place => this.opened(place), trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  // In another language the same page; else with what was typed before and not sent.
  opened(place) {
    const isAgain = Boolean(this.data.place)
    const draft = isAgain ? null : drafts.kept(this.draftName())
    const kept = draft ? draft.typed : {}
    if (!isAgain) this.ticket = kept.ticket && isFresh(draft.age, place) ? kept.ticket : place.ticket
    const isOld = kept.ticket && (this.receipt || this.ticket !== kept.ticket)
    const typed = isAgain ? this.data.typed : { ...NOTHING, ...kept, ...(isOld ? { photos: [] } : {}) }
    if (!this.data.isSecond) wx.setNavigationBarTitle({ title: this.say('title_rate', { window: place.window.number }) })
    this.setData({
      place,
      people: place.serving.length > 1 ? place.serving.map(one => this.person(one)).concat({ code: '', text: this.data.w.staff_unsure }) : [],
      matters: place.matters.length ? [{ name: this.data.w.matter_none, code: '' }, ...place.matters] : [],
      slip: this.data.isSecond ? { use: 'second_rating', receipt: this.receipt } : { use: 'rating', ticket: this.ticket },
      notice: draft && kept.level ? 'restored' : '',
    })
    this.setTyped(typed)
    this.startSteps()
    // So that a repeat of the same account is noticed; nobody waits for it, and without it the rating is as good.
    if (!session.token()) session.signIn().catch(() => {})
  },

  person(one) {
    const number = this.say('staff_number', { number: one.staff_number })
    return { code: one.staff_number, text: one.name ? `${number} ${one.name}` : number }
  },

  setTyped(typed) {
    const level = this.data.place.levels.find(one => one.level === typed.level)
    this.setData({
      typed,
      tags: level ? level.tags : [],
      reasons: !level ? '' : level.needs_reason ? this.data.w.reasons_bad : typed.level === WORST_GOOD ? this.data.w.reasons_even : this.data.w.reasons_good,
      matterPlace: Math.max(0, this.data.matters.findIndex(one => one.code === typed.matter)),
    })
  },

  change(change) { this.setTyped({ ...this.data.typed, ...change }) },

  // Tags of another level would be refused.
  onLevel(event) {
    const level = event.detail.value
    this.change(level === this.data.typed.level ? {} : { level, tags: [] })
    this.clear('level')
  },
  onTags(event) { this.change({ tags: event.detail.value }); this.clear('tags') },
  onText(event) { this.change({ text: event.detail.value }); this.clear('tags') },
  onPhotos(event) { this.change({ photos: event.detail.value }) },
  onPressed() { this.change({ pressed: !this.data.typed.pressed }) },
  onStaff(event) { this.change({ staff: event.detail.value[0] || '' }) },
  onMatter(event) { this.change({ matter: this.data.matters[Number(event.detail.value)].code }) },
  onContact(event) { this.change(event.detail); this.clear('contact') },

  clear(name) {
    if (this.data.problems[name]) this.setData({ problems: { ...this.data.problems, [name]: '' } })
  },

  onStartOver() {
    drafts.forget(this.draftName())
    this.setData({ notice: '', problems: {} })
    this.setTyped(NOTHING)
    this.startSteps()
  },

  // --- One question a screen

  startSteps() {
    const steps = [...(this.data.people.length && !this.data.isSecond ? ['who'] : []), 'level', 'reasons', 'more']
    this.setData({ steps, step: steps[0], stepNumber: 1 })
  },

  go(by) {
    const place = this.data.steps.indexOf(this.data.step) + by
    this.setData({ step: this.data.steps[place], stepNumber: place + 1, problems: {} })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  onBack() { this.go(-1) },

  onNext() {
    const problems = this.found()
    const here = this.data.step === 'level' ? 'level' : this.data.step === 'reasons' ? 'tags' : ''
    if (here && problems[here]) this.setData({ problems: { [here]: problems[here] } })
    else this.go(1)
  },

  // --- Sending

  found() {
    const { level, tags, text, contact, consent } = this.data.typed
    const { w } = this.data
    const isBare = level > 0 && level < WORST_GOOD && !tags.length && !text.trim()
    const problems = {}
    if (!level) problems.level = w.level_missing
    if (isBare) problems.tags = w.reason_missing
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
    this.setData({ isSending: true, problems: {}, notice: '', failed: null })
    this.keep() // what is sent twice has the same ticket, also after the phone ended the mini-program
    const sent = this.data.isSecond ? this.sendSecond() : this.sendFirst()
    sent.catch(trouble => this.refused(trouble)).then(() => this.setData({ isSending: false }))
  },

  sendFirst() {
    const { staff, matter } = this.data.typed
    return api.post('/ratings', { ...this.form(), ticket: this.ticket, staff_number: staff, matter_code: matter }, { as: 'maybe' })
      .then(({ receipt, isRepeat }) => this.done({ receipt, isRepeat }))
  },

  sendSecond() {
    return api.post('/ratings/second', { ...this.form(), receipt: this.receipt })
      .then(() => this.done({ receipt: this.receipt, isSecond: true }))
  },

  form() {
    const { level, tags, text, photos, pressed, contact, consent } = this.data.typed
    return { level, tags, text, pressed, contact: contact.trim(), consent: consent && Boolean(contact.trim()), photos: photos.map(photo => photo.reference) }
  },

  done(told) {
    const { place, typed } = this.data
    const level = place.levels.find(one => one.level === typed.level)
    drafts.forget(this.draftName())
    this.isSent = true
    const where = `${place.window.number} ${place.window.name}`
    if (!told.isSecond) slips.keep({ kind: 'rating', receipt: told.receipt, title: level.text, place: where, on: today() })
    passing.give('thanks', { ...told, kind: 'rating', place: where, level: level.text, isBad: level.needs_reason })
    wx.redirectTo({ url: `/pages/thanks/thanks?code=${this.code}` })
  },

  refused(trouble) {
    if (RENEWED.includes(trouble.code)) {
      this.renew()
      return
    }
    const { fields } = trouble
    if (trouble.kind === 'refused' && Object.keys(fields).length) this.tell({ ...fields, tags: fields.tags || fields.text || '', contact: fields.contact || fields.consent || fields.tell || '' })
    else this.setData({ failed: { kind: trouble.kind, detail: trouble.detail || this.data.w[`state_${trouble.kind}_hint`] } })
  },

  // A new ticket as of now; photos belong to the old one.
  renew() {
    return placeOf(this.code, this.shown).then(place => {
      this.ticket = place.ticket
      this.setData({ place, notice: 'renewed', slip: { use: 'rating', ticket: place.ticket } })
      this.change({ photos: [] })
      wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    })
  },

  // What is wrong is told at its place, and the page goes there.
  tell(problems) {
    this.setData({ problems })
    const first = ['level', 'tags', 'photos', 'contact'].find(name => problems[name])
    if (!this.data.look) wx.pageScrollTo({ selector: `#at-${first}`, duration: 0 })
  },

  keep() {
    const { place, typed } = this.data
    if (this.isSent || !place || !typed.level) return
    drafts.keep(this.draftName(), { ...typed, ticket: this.ticket })
  },

  draftName() {
    return `${this.receipt ? 'second' : 'rating'}/${this.code}`
  },

  onRescan() { wx.reLaunch({ url: '/pages/home/home' }) },

  onComplain() { wx.redirectTo({ url: `/pages/complain/complain?code=${this.code}` }) },

  onShareAppMessage() {
    const { place } = this.data
    if (!place || this.data.isSecond) return { title: this.data.w.home_title, path: '/pages/home/home' }
    return { title: this.say('share_title', { window: place.window.number }), path: `/pages/rate/rate?code=${this.code}` }
  },
})
