// What is my score of a period, how did it come about, and how does it run?
const { own, get, send } = require('../own')
const { steps, course } = require('../picture')
const { fullDay } = require('../../utils/days')
const passing = require('../../utils/passing')

const MOST_IN_TREND = 12
const WHOLE = 100

const signOf = words => (words[0] === '+' ? 'plus' : words[0] === '−' ? 'minus' : '')

own({
  atTop: true, // what went wrong stands there
  title: 'score_title',
  data: { head: null, sheets: [], trend: [], trendAlt: '', trendAxis: '', seen: null },

  ask({ period }) {
    return get('/staff/me/scores').then(({ scores }) => {
      const wanted = period || (scores.length ? scores[0].period : '')
      return (wanted ? get(`/staff/me/scores/${wanted}`) : Promise.resolve(null)).then(score => ({ scores, score }))
    })
  },

  found({ scores, score }) {
    const { low, high, bars } = course(scores.slice(0, MOST_IN_TREND))
    const trend = bars.map(one => ({ ...one, shown: one.score === null ? this.data.w.not_assessed : one.score }))
    const told = trend.slice().reverse().map(one => `${one.in_words} ${one.shown}`).join('，')
    return {
      trend,
      trendAxis: this.say('axis', { low, high }),
      trendAlt: this.say('trend_alt', { n: trend.length, steps: told }),
      head: score && this.head(score),
      seen: score && this.seen(score),
      sheets: score ? score.sheets.map(one => this.sheet(one, score)) : [],
    }
  },

  head(score) {
    const day = score.objections_until ? fullDay(score.objections_until) : '—'
    return { ...score, state: this.say(`score_state_${score.state}`, { day }), version: score.revision > 1 ? this.say('revision', { n: score.revision }) : '' }
  },

  seen(score) {
    const { w } = this.data
    return {
      isAsked: score.is_to_be_seen,
      ask: this.say('seen_ask', { day: score.objections_until ? fullDay(score.objections_until) : '' }),
      on: score.seen_on ? this.say('seen_on', { day: fullDay(score.seen_on) }) : '',
      objected: score.appeal ? this.say('objected', { number: score.appeal }) : '',
      mayObject: score.may_object && !score.appeal && /^\d{4}-\d{2}$/.test(score.period),
      why: w.seen_why,
    }
  },

  sheet(sheet, score) {
    const { result } = sheet
    const picture = steps(sheet.bars)
    const told = picture.bars.slice(1, -1).map(bar => `${bar.label} ${bar.words}`).join('，')
    return {
      key: result.sheet,
      title: sheet.scheme_title,
      score: result.score === null ? this.data.w.not_assessed : result.score,
      grade: result.grade,
      place: result.place ? this.say('place_of', { place: result.place, of: result.place_of }) : '',
      notes: sheet.notes.concat(sheet.combined),
      bars: picture.bars,
      axis: this.say('axis', picture),
      alt: picture.bars.length ? this.say('how_alt', { base: picture.bars[0].words, score: result.score, steps: told }) : '',
      dots: sheet.dots.map(dot => ({ ...dot, left: Math.round(dot.at * WHOLE) })),
      dotsAlt: this.say('in_group_alt', { group: score.group, n: sheet.dots.length, score: result.score }),
      you: this.say('you', { score: result.score }),
      categories: sheet.categories.map(one => ({ ...one, sign: signOf(one.change_in_words), entries: sheet.entries.filter(entry => entry.category === one.code).map(entry => this.entry(entry)) })),
      waiting: sheet.waiting.map(one => ({ number: one.fact.number, what: one.facts_in_words, why: one.reason_in_words })),
    }
  },

  entry(one) {
    const note = one.stands ? '' : this.data.w[one.reverses ? 'takes_back' : 'taken_back']
    return { ...one, note, sign: signOf(one.points_in_words), hint: one.facts_in_words || one.steps_in_words.join('；') }
  },

  // The entry is handed over: it was just read, and its page can say all of it without a network.
  onEntry(event) {
    const { sheet, number } = event.currentTarget.dataset
    const entries = this.data.sheets[sheet].categories.reduce((all, one) => all.concat(one.entries), [])
    passing.give('entry', { ...entries.find(one => one.number === number), mayObject: this.data.head.may_object })
    wx.navigateTo({ url: `/staff/entry/entry?period=${this.data.head.period}&number=${number}` })
  },

  onPeriod(event) {
    this.query = { period: event.currentTarget.dataset.period }
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    this.load()
  },

  onSeen() {
    this.setData({ failed: '' })
    send(`/staff/me/scores/${this.data.head.period}/seen`, { revision: this.data.head.revision })
      .then(() => this.load(), trouble => { this.refused(trouble); if (trouble.code === 'staff.result_revised') this.load() })
  },

  onObject() { wx.navigateTo({ url: `/staff/appeal/appeal?against=month&what=${this.data.head.period}` }) },
})
