// A round begins: of which kind, who goes, where to.
const screen = require('../../utils/screen')
const drafts = require('../../utils/drafts')
const ask = require('../ask')

const DRAFT = 'round'
const USUAL_COUNT = '5'

screen({
  words: require('../../words/office'),
  title: 'begin',
  data: { trouble: null, offers: null, typed: {}, problems: {}, problem: '', isSending: false, isChoosing: false },

  onLoad({ kind, rhythm }) {
    this.asked = { kind: kind || 'patrol', rhythm: rhythm || '' }
    this.key = ask.newKey()
    this.load()
  },

  onLanguage() { this.load() },

  load() {
    return ask.get('/inspections/new').then(
      offers => this.shown(offers),
      trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  shown(offers) {
    const chips = list => list.map(({ value, text }) => ({ code: value, text }))
    const usual = { leader: offers.leader, team: '', witness: '', theme: '', windows: [], seed: offers.seed, count: USUAL_COUNT }
    const draft = drafts.kept(DRAFT)
    this.setData({
      trouble: null,
      offers: { ...offers, kinds: chips(offers.kinds), rhythms: chips(offers.rhythms), windows: chips(offers.windows) },
      typed: { ...usual, ...(draft ? draft.typed : {}), ...this.asked },
    })
  },

  type(name, value) {
    const typed = { ...this.data.typed, [name]: value }
    this.setData({ typed })
    const { team, witness, theme } = typed
    drafts.keep(DRAFT, { team, witness, theme })
  },

  onText(event) { this.type(event.currentTarget.dataset.name, event.detail.value) },

  onOne(event) { this.type(event.currentTarget.dataset.name, event.detail.value[0]) },

  onWindows(event) { this.type('windows', event.detail.value) },

  onChoosing() { this.setData({ isChoosing: !this.data.isChoosing }) },

  onBegin() {
    if (this.data.isSending) return
    this.setData({ isSending: true, problem: '', problems: {} })
    ask.send('/inspections', this.said(), this.key).then(
      ({ number }) => {
        drafts.forget(DRAFT)
        wx.redirectTo({ url: `/office/round/round?number=${number}` })
      },
      trouble => this.setData({ isSending: false, problem: trouble.detail || this.data.w[`state_${trouble.kind}_hint`], problems: trouble.fields }))
  },

  // What belongs to another kind is not sent.
  said() {
    const { kind, leader, team, witness, theme, rhythm, windows, seed, count } = this.data.typed
    const more = { special: { theme }, scheduled: rhythm ? { rhythm } : {}, random: { seed: seed.trim(), count: Number(count) || 0 } }
    return { kind, leader, team, witness, windows, ...more[kind] }
  },
})
