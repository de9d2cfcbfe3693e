// What may I know of my own ratings? Batches and their tables, months with how many of those served have rated.
const { own, get } = require('../own')
const { fullDay } = require('../../utils/days')

const WHOLE = 100

own({
  atTop: true, // what went wrong stands there
  title: 'ratings_title',
  data: { why: '', months: [], tables: [], batches: [], texts: [], entries: [], waiting: '' },

  ask: () => Promise.all([get('/staff/me/ratings'), get('/staff/me/entries')]),

  found([found, { entries }]) {
    return {
      why: this.say('ratings_why', found.limits),
      months: found.months.map(one => this.month(one)),
      tables: found.tables.slice().reverse().map(one => this.table(one, found.limits.least)),
      batches: found.batches.slice().reverse().map(one => ({ days: this.span(one), n: one.n })),
      texts: found.texts.map(one => ({ ...one, when: one.day ? fullDay(one.day) : this.say('week_of', { day: fullDay(one.week) }) })),
      entries: entries.map(one => ({ number: one.number, title: one.title, url: `/staff/entry/entry?ledger=${one.number}`, end: one.reversed_by || one.reverses ? this.data.w.taken_back : one.points })),
      waiting: found.in_no_table ? this.say('in_no_table', { n: found.in_no_table }) : '',
    }
  },

  month(one) {
    const { w } = this.data
    const isKnown = one.served !== null
    const served = isKnown ? String(one.served) : '—'
    return {
      ...one,
      served,
      share: one.served ? `${(WHOLE * one.rated / one.served).toFixed(1)}%` : '—',
      of: one.served ? this.say('of_served', one) : w.no_served,
      line: this.say('served_rated', { month: one.in_words, served, rated: one.rated }),
    }
  },

  // A level that is not shown has no bar; the numbers are what counts, the bars only show them.
  table(one, least) {
    const most = Math.max(1, ...one.levels.map(({ n }) => n || 0))
    const { w } = this.data
    const few = n => (n === null ? w.hidden : String(n))
    return {
      days: this.span(one),
      n: one.n,
      levels: one.levels.slice().sort((a, b) => b.level - a.level).map(level => ({ ...level, shown: few(level.n), width: Math.round(WHOLE * (level.n || 0) / most) })),
      reasonsTitle: this.say('reasons', { least }),
      reasons: one.reasons,
      second: few(one.second),
      aside: few(one.set_aside),
    }
  },

  span({ since, until }) { return this.say('span', { since: fullDay(since), until: fullDay(until) }) },

  onObject(event) {
    const { number } = event.currentTarget.dataset
    wx.navigateTo({ url: `/staff/appeal/appeal?against=rating&what=${number}` })
  },
})
