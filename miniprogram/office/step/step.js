// One step of a case: its form as the installation describes it. What is typed survives everything but sending.
const screen = require('../../utils/screen')
const drafts = require('../../utils/drafts')
const ask = require('../ask')

const MOST_CHIPS = 8
const MOST_NEWS = 3
// Somebody was first: what was typed stays, and the case is read again.
const MOVED = 'error.case_moved'
// It was taken at the first try, whose answer got lost; what was changed since is not in it.
const SENT_BEFORE = 'error.key_reused'

screen({
  words: require('../../words/office'),
  data: { trouble: null, form: null, number: '', heading: '', why: '', choices: [], parts: [], photos: [], slip: {}, isRestored: false, isSending: false, problem: '', news: [], written: [], advice: null },

  onLoad({ number, step }) {
    this.number = number
    this.step = step
    this.typed = { facts: {}, words: {} }
    const draft = drafts.kept(this.draft())
    this.key = draft ? draft.typed.key : ask.newKey()
    if (draft) this.typed = { facts: draft.typed.facts, words: draft.typed.words }
    this.setData({ isRestored: !!draft, slip: ask.slip(`/office/cases/${number}/steps`, this.key) })
    this.load()
  },

  onLanguage() { this.load() },

  draft() { return `step/${this.number}/${this.step}` },

  load() {
    return ask.get(`/office/cases/${this.number}`).then(
      one => this.shown(one),
      trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  shown(one) {
    const form = one.next_steps.find(each => each.step === this.step) || null
    const refused = one.refused_steps.find(each => each.step === this.step)
    const news = this.version && one.version > this.version ? one.steps.slice(-MOST_NEWS) : []
    this.version = one.version
    this.form = form
    const title = form ? form.title : (refused && refused.title) || this.data.heading
    wx.setNavigationBarTitle({ title: title || '' })
    this.setData({
      trouble: null,
      form: form && { title: form.title, takesPhotos: form.takes_photos, hasStandard: form.standard.length > 0, isChecked: form.may_be_checked },
      number: `${one.kind_title} ${one.number}`,
      heading: title,
      why: form ? '' : (refused && refused.reason) || this.data.w.not_from_here,
      written: form ? [] : Object.keys(this.typed.words).map(part => this.typed.words[part]).filter(Boolean),
      news,
    })
    if (form) this.usual(form)
    this.draw({})
  },

  usual(form) {
    for (const choice of form.choices) if (choice.usual && !(choice.name in this.typed.facts)) this.typed.facts[choice.name] = choice.usual
  },

  // The fields as they are now; `problems` are sentences by field.
  draw(problems) {
    const { choices, words } = this.form || { choices: [], words: [] }
    this.setData({
      choices: choices.filter(one => this.belongs(one)).map(one => this.choice(one, problems)),
      parts: words.map(one => ({ ...one, label: one.is_compulsory ? one.label : this.say('may_be_empty', { label: one.label }), value: this.typed.words[one.part] || '', problem: problems[`words.${one.part}`] || '' })),
    })
  },

  belongs({ when }) {
    return !when || when.values.indexOf(this.typed.facts[when.fact]) >= 0
  },

  choice(one, problems) {
    const value = this.typed.facts[one.name] || ''
    const isNeeded = one.is_compulsory || !!one.when
    const place = one.options.findIndex(option => option.value === value)
    return {
      name: one.name,
      label: isNeeded ? one.label : this.say('may_be_empty', { label: one.label }),
      kind: one.options.length === 0 ? 'number' : one.options.length <= MOST_CHIPS ? 'chips' : 'list',
      chips: one.options.map(option => ({ code: option.value, text: option.text })),
      value,
      place: Math.max(place, 0),
      chosen: place < 0 ? this.data.w.choose : one.options[place].text,
      problem: problems[`facts.${one.name}`] || '',
    }
  },

  keep() {
    const { facts, words } = this.typed
    drafts.keep(this.draft(), { facts, words, key: this.key })
  },

  set(name, value) {
    this.typed.facts[name] = value
    for (const one of this.form.choices) if (!this.belongs(one)) delete this.typed.facts[one.name]
    this.keep()
    this.draw({})
  },

  onChip(event) { this.set(event.currentTarget.dataset.name, event.detail.value[0]) },

  onList(event) {
    const { name } = event.currentTarget.dataset
    const { options } = this.form.choices.find(one => one.name === name)
    this.set(name, options[Number(event.detail.value)].value)
  },

  onNumber(event) {
    this.typed.facts[event.currentTarget.dataset.name] = event.detail.value.trim()
    this.keep()
  },

  onWords(event) {
    this.typed.words[event.currentTarget.dataset.part] = event.detail.value
    this.keep()
  },

  onPhotos(event) { this.setData({ photos: event.detail.value }) },

  onStandard() {
    const { standard, words } = this.form
    wx.showActionSheet({
      itemList: standard.map(one => one.title),
      success: ({ tapIndex }) => {
        const [{ part }] = words
        this.typed.words[part] = [this.typed.words[part], standard[tapIndex].text].filter(Boolean).join('\n')
        this.keep()
        this.draw({})
      },
      fail: () => {},
    })
  },

  // It only advises: the reply can be sent all the same.
  onCheck() {
    const reply = this.typed.words.reply || ''
    if (!reply.trim()) return
    ask.send(`/office/cases/${this.number}/reply-check`, { reply }).then(
      ({ lacking }) => this.setData({ advice: lacking, problem: '' }),
      trouble => this.setData({ problem: trouble.detail || this.data.w[`state_${trouble.kind}_hint`] }))
  },

  onSend() {
    if (this.data.isSending) return
    this.setData({ isSending: true, problem: '' })
    const { facts, words } = this.typed
    const said = { step: this.step, seen_version: this.version, facts: full(facts), words: full(words), photos: this.data.photos.map(photo => photo.reference) }
    ask.send(`/office/cases/${this.number}/steps`, said, this.key).then(taken => this.taken(taken), trouble => this.refused(trouble))
  },

  taken({ state_title: state }) {
    drafts.forget(this.draft())
    this.setData({ isSending: false })
    wx.showToast({ title: this.say('taken', { state }), icon: 'success' })
    wx.navigateBack()
  },

  refused(trouble) {
    if (trouble.code === SENT_BEFORE) {
      this.taken({ state_title: this.data.w.sent_before })
      return
    }
    const problem = trouble.detail || this.data.w[`state_${trouble.kind}_hint`]
    this.setData({ isSending: false, problem })
    this.draw(trouble.fields)
    this.keep()
    if (trouble.code === MOVED) this.load().then(() => this.setData({ problem }))
  },

  onCase() { wx.navigateBack() },
})

function full(fields) {
  return Object.keys(fields).filter(name => fields[name]).reduce((kept, name) => ({ ...kept, [name]: fields[name] }), {})
}
