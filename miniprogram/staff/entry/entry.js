// One entry: what happened, by which rule, how it was computed, what proves it, and whether one may object.
const { own, get } = require('../own')
const { fullDay } = require('../../utils/days')
const passing = require('../../utils/passing')

own({
  title: 'entry_title',
  data: { entry: null },

  ask({ ledger, period, number }) {
    const handed = passing.take('entry')
    if (handed && handed.number === number) return Promise.resolve(handed)
    return ledger ? this.ofLedger(ledger) : this.ofScore(period, number)
  },

  ofLedger(number) {
    return get('/staff/me/entries').then(({ entries }) => {
      const found = entries.find(one => one.number === number)
      return found && { ...found, isOfLedger: true }
    })
  },

  ofScore(period, number) {
    return get(`/staff/me/scores/${period}`).then(score => {
      const entries = score.sheets.reduce((all, sheet) => all.concat(sheet.entries), [])
      const found = entries.find(one => one.number === number)
      return found && { ...found, mayObject: score.may_object }
    })
  },

  found(entry) {
    if (!entry) return { entry: null }
    return { entry: entry.isOfLedger ? this.charge(entry) : this.scored(entry) }
  },

  // An entry of the ledger: a verified rating or complaint.
  charge(one) {
    const { appeal, w } = { ...one, w: this.data.w }
    const mayObject = Boolean(appeal) && !appeal.number && appeal.days_left >= 0
    return {
      title: one.title,
      points: one.points,
      sign: 'minus',
      stands: !one.reversed_by && !one.reverses,
      facts: one.told,
      entered: this.say('entry_number', { number: one.number, day: fullDay(one.entered_on) }),
      term: !appeal ? '' : appeal.number ? this.say('objected', { number: appeal.number }) : mayObject ? this.say('appeal_until', { day: fullDay(appeal.until) }) : w.appeal_over,
      object: mayObject ? `against=entry&what=${one.number}` : '',
    }
  },

  scored(one) {
    const { w } = this.data
    const { fact } = one
    const mayObject = Boolean(fact) && one.stands && one.mayObject && (!fact.appeal || fact.appeal === 'withdrawn')
    return {
      title: one.title,
      points: one.points_in_words,
      sign: one.points_in_words[0] === '+' ? 'plus' : one.points_in_words[0] === '−' ? 'minus' : '',
      stands: one.stands,
      item: one.item,
      facts: one.facts_in_words || w.from_figure,
      steps: one.steps_in_words,
      evidence: fact ? `${fact.source_in_words} · ${fact.has_evidence ? w.has_evidence : w.no_evidence}` : '',
      fact: fact ? this.say('fact_number', { number: fact.number }) : '',
      entered: this.say('entry_number', { number: one.number, day: fullDay(one.entered_on) }),
      term: fact && fact.appeal && !mayObject ? w[`appeal_state_${fact.appeal}`] : !one.mayObject ? w.appeal_over : '',
      object: mayObject ? `against=fact&what=${fact.number}` : '',
    }
  },

  onObject() { wx.navigateTo({ url: `/staff/appeal/appeal?${this.data.entry.object}` }) },
})
