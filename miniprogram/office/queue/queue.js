// Which cases wait for me, the most urgent first?
const screen = require('../../utils/screen')
const ask = require('../ask')
const { due } = require('../due')

const TABS = {
  mine: { filter: 'mine' },
  overdue: { urgency: 'overdue' },
  today: { urgency: 'today' },
  all: {},
}
const ORDER = ['all', 'mine', 'overdue', 'today']

screen({
  words: require('../../words/office'),
  title: 'queue_title',
  data: { trouble: null, isLoading: true, tabs: [], tab: 'all', lines: [], next: null, wanted: '', looking: '' },

  onLoad() {
    this.counts = {}
  },

  onShow() { this.load() },

  onLanguage() { this.load() },

  onPullDownRefresh() { this.load().then(() => wx.stopPullDownRefresh()) },

  load() {
    const { tab, looking } = this.data
    this.setData({ isLoading: true })
    return ask.get('/office/cases', looking ? { q: looking } : TABS[tab]).then(
      found => this.shown(found, []),
      trouble => this.setData({ isLoading: false, trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  shown(found, before) {
    if (found.filters.length) this.count(found)
    this.setData({
      isLoading: false,
      trouble: null,
      next: found.next,
      tabs: this.tabs(),
      lines: before.concat(found.cases.map(one => this.line(one, found.today))),
    })
  },

  // Those of a group are counted within a filter: of all cases they are known where all are asked for.
  count({ filters, groups }) {
    const of = name => (filters.find(one => one.filter === name) || {}).n
    this.counts.all = of('all')
    this.counts.mine = of('mine')
    if (this.data.tab === 'mine') return
    for (const { urgency, n } of groups) this.counts[urgency] = n
  },

  tabs() {
    return ORDER.filter(name => this.counts[name] !== undefined)
      .map(name => ({ name, text: this.say(`tab_${name}`), n: this.counts[name] }))
  },

  line(one, today) {
    const deadline = due({ ...one, is_provisional: one.is_due_provisional }, today, this)
    const place = one.window ? `${one.window} ${one.window_name}` : ''
    const hint = [one.kind_title, place, one.category].filter(Boolean).join(' · ')
    const title = one.title || this.data.w.no_words
    const stands = [one.state_title, one.handler || this.data.w.nobody].join(' · ')
    return { number: one.number, title, hint, stands, due: deadline, label: [deadline.text, title, hint, stands].join('，') }
  },

  onTab(event) {
    this.setData({ tab: event.currentTarget.dataset.name, looking: '', wanted: '' })
    this.load()
  },

  onMore() {
    const before = this.data.lines
    ask.get('/office/cases', { ...TABS[this.data.tab], ...this.data.next }).then(
      found => this.shown(found, before),
      trouble => wx.showToast({ title: trouble.detail || this.data.w[`state_${trouble.kind}`], icon: 'none' }))
  },

  onWanted(event) { this.setData({ wanted: event.detail.value }) },

  onLook() {
    this.setData({ looking: this.data.wanted.trim() })
    this.load()
  },

  onOpen(event) {
    wx.navigateTo({ url: `/office/case/case?number=${event.currentTarget.dataset.number}` })
  },
})
