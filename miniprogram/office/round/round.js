// One round, window by window: two large buttons at each. It goes on without a network.
const screen = require('../../utils/screen')
const ask = require('../ask')
const kept = require('../kept')
const box = require('../unsent')

screen({
  words: require('../../words/office'),
  title: 'round_title',
  data: { trouble: null, one: null, isOld: false, targets: [], found: [], others: [], unsent: [], isDrawOpen: false, notes: '', isClosing: false, problem: '' },

  onLoad({ number }) {
    this.number = number
    this.onSent = () => this.load()
    box.onSent(this.onSent)
  },

  onUnload() { box.offSent(this.onSent) },

  onShow() { this.load() },

  onLanguage() { this.load() },

  onPullDownRefresh() { this.load().then(() => wx.stopPullDownRefresh()) },

  load() {
    return box.flush()
      .then(() => ask.get(`/inspections/${this.number}`))
      .then(round => this.withForm(round))
      .then(({ round, form }) => { kept.keep(this.number, round, form); this.shown(round, form, false) })
      .catch(trouble => this.away(trouble))
  },

  // Whoever only reads a round needs no form.
  withForm(round) {
    if (!round.goes_on) return { round, form: null }
    return ask.get(`/inspections/${this.number}/form`).then(form => ({ round, form }))
  },

  away(trouble) {
    const last = kept.kept(this.number)
    if (last) this.shown(last.round, last.form, true)
    else this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } })
  },

  shown(round, form, isOld) {
    const unsent = box.of(this.number)
    const waiting = unsent.map(one => one.window)
    const visited = round.targets.map(one => one.window)
    const next = round.goes_on && (round.targets.find(one => one.look === 'waiting' && waiting.indexOf(one.window) < 0) || {}).window
    this.setData({
      trouble: null,
      isOld,
      one: { ...round, heading: [this.data.w[`kind_${round.kind}`], round.theme].filter(Boolean).join(' · '), stands: this.data.w[`round_${round.state}`], progress: this.say('progress', { looked: round.looked, windows: round.windows, findings: round.findings }) },
      targets: round.targets.map(one => this.target(one, waiting, next)),
      found: round.found.map(one => ({ number: one.number, title: `${one.window} ${one.words}`, hint: [one.item, one.staff, this.data.w[`finding_${one.state}`]].filter(Boolean).join(' · ') })),
      others: form ? form.places.filter(one => visited.indexOf(one.window) < 0).map(one => ({ window: one.window, text: `${one.window} ${one.window_name}` })) : [],
      unsent,
    })
  },

  target(one, waiting, next) {
    const isKept = waiting.indexOf(one.window) >= 0
    const look = isKept ? 'kept' : one.look
    const tones = { waiting: 'calm', normal: 'done', found: 'late', kept: 'soon' }
    return {
      window: one.window,
      name: one.window_name,
      hint: [one.department, one.staff].filter(Boolean).join(' · '),
      stands: this.data.w[`look_${look}`] + (look === 'found' ? ` ${one.findings}` : ''),
      tone: tones[look],
      isWaiting: look === 'waiting',
      isNext: one.window === next,
    }
  },

  onNormal(event) {
    const { window } = event.currentTarget.dataset
    const form = { window, seen_at: new Date().toISOString() }
    const title = this.say('look_title', { window })
    box.add({ key: ask.newKey(), round: this.number, window, kind: 'look', form, photos: [], title }).then(() => this.load())
  },

  onFound(event) { this.toFinding(event.currentTarget.dataset.window) },

  onOther(event) { this.toFinding(this.data.others[Number(event.detail.value)].window) },

  toFinding(window) {
    wx.navigateTo({ url: `/office/finding/finding?round=${this.number}&window=${encodeURIComponent(window)}` })
  },

  onDraw() { this.setData({ isDrawOpen: !this.data.isDrawOpen }) },

  onUnsent() { this.load() },

  onNotes(event) { this.setData({ notes: event.detail.value }) },

  onClose() {
    const { one, w } = this.data
    wx.showModal({
      title: w.close,
      content: this.say('close_why', { left: one.windows - one.looked }),
      confirmText: w.close_yes,
      cancelText: w.close_no,
      success: ({ confirm }) => { if (confirm) this.close() },
    })
  },

  close() {
    this.closing = this.closing || ask.newKey()
    this.setData({ isClosing: true, problem: '' })
    ask.send(`/inspections/${this.number}/close`, { notes: this.data.notes }, this.closing).then(
      () => { this.setData({ isClosing: false }); return this.load() },
      trouble => this.setData({ isClosing: false, problem: trouble.detail || this.data.w[`state_${trouble.kind}_hint`] }))
  },
})
