// A questionnaire of the hall: no name, no moment; sent again it is the same sheet.
const api = require('../../utils/api')
const drafts = require('../../utils/drafts')
const screen = require('../../utils/screen')
const { ledTo } = require('../../utils/links')
const { fullDay } = require('../../utils/days')

screen({
  words: require('../../words/citizen'),
  title: 'title_questionnaire',
  data: { trouble: null, asked: null, questions: [], answers: {}, invitation: '', problems: {}, failed: null, isSending: false, state: '', promise: '' },

  onLoad(query) {
    const asked = ledTo(query) || query
    this.number = asked.number || ''
    this.window = asked.w || ''
    this.setData({ invitation: asked.i || '' })
    return this.load()
  },

  onUnload() { this.keep() },
  onHide() { this.keep() },
  onLanguage() { if (this.data.asked) this.load() },

  load() {
    this.setData({ trouble: null })
    return api.get(`/questionnaires/${encodeURIComponent(this.number)}`).then(asked => this.opened(asked), trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  opened(asked) {
    const draft = this.data.asked ? null : drafts.kept(this.draftName())
    this.mark = this.mark || (draft && draft.typed.mark) || api.newKey()
    wx.setNavigationBarTitle({ title: asked.title })
    this.setData({ asked, state: asked.is_open ? 'open' : 'closed', answers: draft ? draft.typed.answers : this.data.answers, promise: this.say('questionnaire_promise', { day: fullDay(asked.closes_on) }) })
    this.show()
  },

  // Each question with its choices marked as they are chosen; a choice has its place, a step its number.
  show() {
    const { asked, answers } = this.data
    this.setData({ questions: asked.questions.map((one, place) => this.question(one, place + 1, answers[place + 1] || {})) })
  },

  question(one, number, { chosen = [], text = '' }) {
    const isScale = one.kind === 'scale'
    const names = isScale ? Array.from({ length: one.most }, (_nothing, step) => String(step + 1)) : one.choices
    const choices = names.map((name, place) => ({ name, value: isScale ? place + 1 : place, isOn: chosen.includes(isScale ? place + 1 : place) }))
    return { number, kind: one.kind, words: one.words, isRequired: one.is_required, choices, text }
  },

  onChoose(event) {
    const { number, value } = event.currentTarget.dataset
    const question = this.data.questions[Number(number) - 1]
    const before = (this.data.answers[number] || {}).chosen || []
    const others = before.filter(one => one !== value)
    const chosen = question.kind !== 'multiple' ? [value] : others.length < before.length ? others : others.concat(value)
    this.answer(number, { chosen })
  },

  onText(event) { this.answer(event.currentTarget.dataset.number, { text: event.detail.value }) },
  onInvitation(event) { this.setData({ invitation: event.detail.value }) },

  answer(number, change) {
    const answers = { ...this.data.answers, [number]: { ...this.data.answers[number], ...change } }
    this.setData({ answers, problems: { ...this.data.problems, [`questions.${number}`]: '' } })
    this.show()
  },

  onSend() {
    if (this.data.isSending) return
    const { answers, invitation } = this.data
    const given = Object.keys(answers).map(number => ({ question: Number(number), chosen: answers[number].chosen || [], text: answers[number].text || '' }))
    this.keep()
    this.setData({ isSending: true, failed: null, problems: {} })
    api.post(`/questionnaires/${encodeURIComponent(this.number)}/answers`, { answers: given.filter(one => one.chosen.length || one.text), mark: this.mark, invitation, window: this.window })
      .then(told => this.done(told), trouble => this.refused(trouble))
      .then(() => this.setData({ isSending: false }))
  },

  done({ is_new: isNew }) {
    drafts.forget(this.draftName())
    this.isSent = true
    this.setData({ state: isNew ? 'answered' : 'before' })
  },

  refused(trouble) {
    const fields = Object.keys(trouble.fields).filter(name => name.indexOf('questions.') === 0)
    this.setData({ problems: trouble.fields, failed: fields.length ? null : { kind: trouble.kind, detail: trouble.detail || this.data.w[`state_${trouble.kind}_hint`] } })
    if (fields.length) wx.pageScrollTo({ selector: `#at-${fields[0].split('.')[1]}`, duration: 0 })
  },

  keep() {
    const { answers, state } = this.data
    if (!this.isSent && state === 'open' && Object.keys(answers).length) drafts.keep(this.draftName(), { answers, mark: this.mark })
  },

  draftName() { return `questionnaire/${this.number}` },
  onHome() { wx.reLaunch({ url: '/pages/home/home' }) },
})
