// What was sent has arrived: the receipt, what happens next, and what else can be done.
const api = require('../../utils/api')
const passing = require('../../utils/passing')
const screen = require('../../utils/screen')
const { fullDay, fullMonth } = require('../../utils/days')

screen({
  words: require('../../words/citizen'),
  title: 'title_thanks',
  data: { sent: null, shownCode: '', next: [], secondHint: '' },

  onLoad(query) {
    const sent = passing.take('thanks')
    if (!sent) {
      wx.redirectTo({ url: '/pages/receipts/receipts' })
      return
    }
    this.code = query.code || ''
    this.setData({ sent, shownCode: inGroups(sent.receipt || ''), shownSecret: inGroups(sent.secret || '') })
    if (sent.kind === 'case') this.setData({ next: this.stepsOfCase(sent) })
    else this.load(sent.receipt)
  },

  // When the month counts and until when the case is looked into; without an answer the page does without.
  load(receipt) {
    api.post('/ratings/read', { receipt }).then(proof => {
      const rating = proof.second || proof.first
      this.setData({
        next: this.stepsOfRating(rating),
        number: rating.case ? rating.case.number : '',
        secondHint: proof.takes_second ? this.say('to_second_hint', { day: fullDay(proof.second_until) }) : '',
      })
    }, () => {})
  },

  stepsOfRating(rating) {
    const { w } = this.data
    const steps = []
    if (rating.case) {
      steps.push([w.next_bad_1, w.next_bad_1_hint])
      steps.push([this.say('next_bad_2', { day: fullDay(rating.case.due_on) }), w.next_bad_2_hint + (rating.case.is_due_provisional ? w.provisional : '')])
    }
    if (rating.is_pressed) steps.push([w.next_pressed, w.next_pressed_hint])
    if (rating.counts) steps.push([this.say('next_counted', { month: fullMonth(rating.month) }), w.next_counted_hint])
    else steps.push([w.next_set_aside, rating.not_counted_because])
    return steps.map(named)
  },

  stepsOfCase(sent) {
    const { w } = this.data
    const first = sent.isTipOff ? [w.next_case_1_tip_off, w.next_case_1_tip_off_hint] : [w.next_case_1, w.next_case_1_hint]
    return [first, [w.next_case_2, w.next_case_2_hint]].map(named)
  },

  onCase() {
    const { sent, number } = this.data
    passing.give('case', { number: sent.number || number || '', secret: sent.secret || sent.receipt })
    wx.navigateTo({ url: '/pages/case/case' })
  },

  onReceipt() {
    passing.give('receipt', this.data.sent.receipt)
    wx.navigateTo({ url: '/pages/receipts/receipts' })
  },

  onComplain() { wx.navigateTo({ url: `/pages/complain/complain?code=${this.code}` }) },
  onHome() { wx.reLaunch({ url: '/pages/home/home' }) },
})

// Sixteen characters are read and written in fours.
function inGroups(code) {
  return (code.match(/.{1,4}/g) || []).join('-')
}

function named([title, hint], place) {
  return { place: place + 1, title, hint }
}
