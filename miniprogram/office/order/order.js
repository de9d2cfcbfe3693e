// One rectification order: what was demanded and answered, and whether it is put right.
const screen = require('../../utils/screen')
const drafts = require('../../utils/drafts')
const ask = require('../ask')
const { fullDay } = require('../../utils/days')

screen({
  words: require('../../words/office'),
  title: 'order_title',
  data: { trouble: null, one: null, steps: [], step: '', form: null, words: '', term: 'short', photos: [], slip: {}, problem: '', problems: {}, isSending: false },

  onLoad({ number }) {
    this.number = number
    const draft = drafts.kept(this.draft())
    this.key = draft ? draft.typed.key : ask.newKey()
    this.setData({ slip: ask.slip(this.path(), this.key), ...(draft ? { words: draft.typed.words, step: draft.typed.step } : {}) })
    this.load()
  },

  onLanguage() { this.load() },

  path() { return `/inspections/orders/${this.number}/steps` },

  draft() { return `order/${this.number}` },

  load() {
    return ask.get(`/inspections/orders/${this.number}`).then(
      one => this.shown(one),
      trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  shown(one) {
    const due = one.late_days ? this.say('late_by', { n: one.late_days }) : this.say('until', { day: fullDay(one.due_on) })
    this.setData({ trouble: null, one: { ...one, due, tone: one.late_days ? 'late' : 'calm', to: `${one.department} ${one.window}`.trim() }, steps: one.steps.map((step, place) => ({ ...step, place, pictures: [] })) })
    this.choose(this.data.step)
    one.steps.forEach((step, place) => {
      if (step.photos.length) ask.photos(`/inspections/orders/${this.number}`, step.photos).then(paths => this.setData({ [`steps[${place}].pictures`]: paths }))
    })
  },

  choose(step) {
    const form = this.data.one.next_steps.find(one => one.step === step) || null
    this.setData({ step: form ? step : '', form: form && { ...form, terms: form.terms.map(({ value, text }) => ({ code: value, text })), chips: [] } })
  },

  onStep(event) {
    this.choose(event.currentTarget.dataset.step)
    this.keep()
  },

  onWords(event) {
    this.data.words = event.detail.value
    this.keep()
  },

  keep() { drafts.keep(this.draft(), { words: this.data.words, step: this.data.step, key: this.key }) },

  onTerm(event) { this.setData({ term: event.detail.value[0] }) },

  onPhotos(event) { this.setData({ photos: event.detail.value }) },

  onPicture(event) {
    const { path } = event.currentTarget.dataset
    wx.previewImage({ urls: [path], current: path })
  },

  onSend() {
    const { step, form, words, term, photos, isSending } = this.data
    if (isSending) return
    this.setData({ isSending: true, problem: '', problems: {}, words })
    const said = { step, words, photos: photos.map(photo => photo.reference), ...(form.terms.length ? { term } : {}) }
    ask.send(this.path(), said, this.key).then(
      ({ state_title: state }) => {
        drafts.forget(this.draft())
        wx.showToast({ title: this.say('taken', { state }), icon: 'success' })
        wx.navigateBack()
      },
      trouble => {
        this.setData({ isSending: false, problem: trouble.detail || this.data.w[`state_${trouble.kind}_hint`], problems: trouble.fields })
        if (trouble.status === 409) this.load()
      })
  },
})
