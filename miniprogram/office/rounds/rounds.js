// Which rounds are due, open and made; what waits for a signature or to be checked again?
const screen = require('../../utils/screen')
const ask = require('../ask')
const kept = require('../kept')
const box = require('../unsent')

const MOST_ORDERS = 5

screen({
  words: require('../../words/office'),
  title: 'rounds_title',
  data: { trouble: null, isLoaded: false, plan: [], mayInspect: false, rounds: [], orders: [], signatures: [], unsent: [], offline: [], page: 1, hasMore: false },

  onLoad() {
    this.onSent = () => this.load()
    box.onSent(this.onSent)
  },

  onUnload() { box.offSent(this.onSent) },

  onShow() { this.load() },

  onLanguage() { this.load() },

  onPullDownRefresh() { this.load().then(() => wx.stopPullDownRefresh()) },

  load() {
    return box.flush()
      .then(() => Promise.all([ask.get('/inspections/today'), ask.get('/inspections'), ask.get('/inspections/orders')]))
      .then(([today, rounds, orders]) => this.shown(today, rounds, orders), trouble => this.away(trouble))
  },

  shown(today, { rounds, has_more: hasMore }, { rectifications }) {
    this.setData({
      trouble: null,
      isLoaded: true,
      mayInspect: today.may_inspect,
      plan: today.plan.map(one => ({ ...one, stands: one.is_made ? this.data.w.plan_made : this.data.w.plan_due, kind: one.rhythm === 'day' ? 'patrol' : 'scheduled' })),
      signatures: today.waiting.map(one => ({ number: one.number, title: `${one.window} ${one.item || ''} ${one.words}`.trim(), hint: one.department })),
      orders: rectifications.filter(one => one.state === 'answered').slice(0, MOST_ORDERS).map(one => ({ number: one.number, title: one.demand || one.number, hint: `${one.department} ${one.window}`.trim() })),
      rounds: rounds.map(one => this.line(one)),
      hasMore,
      page: 1,
      unsent: box.all(),
      offline: [],
    })
  },

  line(one) {
    const title = [this.data.w[`kind_${one.kind}`], one.theme].filter(Boolean).join(' · ')
    const hint = [one.started_at.slice(0, 10), one.leader, this.say('progress', { looked: one.looked, windows: one.windows, findings: one.findings })].join(' · ')
    return { number: one.number, title, hint, stands: this.data.w[`round_${one.state}`] }
  },

  // What can be done without a network stays in reach.
  away(trouble) {
    this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail }, unsent: box.all(), offline: kept.rounds().map(one => this.line(one)) })
  },

  onMore() {
    const page = this.data.page + 1
    ask.get('/inspections', { page }).then(
      found => this.setData({ page, hasMore: found.has_more, rounds: this.data.rounds.concat(found.rounds.map(one => this.line(one))) }),
      trouble => wx.showToast({ title: trouble.detail || this.data.w[`state_${trouble.kind}`], icon: 'none' }))
  },

  onBegin(event) {
    const { kind = '', rhythm = '' } = event.currentTarget.dataset
    wx.navigateTo({ url: `/office/begin/begin?kind=${kind}&rhythm=${rhythm}` })
  },

  onUnsent() { this.setData({ unsent: box.all() }) },
})
