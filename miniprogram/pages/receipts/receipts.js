// The receipts and cases of this phone, and what became of one rating.
const api = require('../../utils/api')
const passing = require('../../utils/passing')
const screen = require('../../utils/screen')
const slips = require('../../utils/receipts')
const { fullDay, fullMonth } = require('../../utils/days')

screen({
  words: require('../../words/citizen'),
  title: 'title_receipts',
  data: { kept: [], typed: '', problem: '', proof: null, ratings: [], trouble: null, isLoading: false },

  onLoad() {
    const receipt = passing.take('receipt')
    if (receipt) this.look(receipt)
  },

  onShow() { this.list() },
  onLanguage() { if (this.receipt && this.data.proof) this.look(this.receipt) },

  list() {
    this.setData({ kept: slips.all().map(one => ({ ...one, shown: this.say(one.kind === 'case' ? 'case_shown' : 'receipt_shown', { code: one.id.match(/.{1,4}/g).join('-') }), day: fullDay(one.on) })) })
  },

  onType(event) { this.setData({ typed: event.detail.value, problem: '' }) },

  onLook() {
    if (this.data.typed.trim()) this.look(this.data.typed.trim())
    else this.setData({ problem: this.data.w.receipt_missing })
  },

  onOpen(event) {
    const one = slips.all().find(slip => slip.id === event.currentTarget.dataset.id)
    if (one.kind === 'rating') {
      this.look(one.receipt)
      return
    }
    passing.give('case', { number: one.number, secret: one.secret })
    wx.navigateTo({ url: '/pages/case/case' })
  },

  onRemove(event) {
    const { id } = event.currentTarget.dataset
    const { w } = this.data
    wx.showModal({ title: w.receipt_remove_ask, content: w.receipt_remove_hint, confirmText: w.receipt_remove, cancelText: w.not_sure, success: answer => {
      if (!answer.confirm) return
      slips.remove(id)
      this.list()
    } })
  },

  look(receipt) {
    this.receipt = receipt
    this.setData({ isLoading: true, trouble: null, problem: '' })
    return api.post('/ratings/read', { receipt }).then(proof => this.shown(proof), trouble => {
      if (trouble.kind === 'gone') this.setData({ problem: trouble.detail })
      else this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } })
    }).then(() => this.setData({ isLoading: false }))
  },

  onAgain() { return this.look(this.receipt) },

  shown(proof) {
    const { w } = this.data
    const ratings = [[w.first_rating, proof.first], [w.second_rating, proof.second]].filter(([, one]) => one).map(([title, one]) => this.rating(title, one))
    this.setData({ proof, ratings, until: fullDay(proof.second_until) })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  rating(title, one) {
    const { w } = this.data
    const month = fullMonth(one.month)
    return {
      title,
      level: one.level_text,
      reasons: one.reasons.map(reason => reason.text).join('、'),
      text: one.text,
      day: `${fullDay(one.day)} ${w[`half_${one.half_day}`]}`,
      counted: one.counts ? this.say(one.is_late ? 'counted_late' : 'counted_in', { month }) : w.not_counted + one.not_counted_because,
      isPressed: one.is_pressed,
      number: one.case ? one.case.number : '',
    }
  },

  onCase(event) {
    passing.give('case', { number: event.currentTarget.dataset.number, secret: this.receipt })
    wx.navigateTo({ url: '/pages/case/case' })
  },

  onSecond() {
    passing.give('second', this.receipt)
    wx.navigateTo({ url: `/pages/rate/rate?code=${this.data.proof.window_code}` })
  },

  onOthers() { this.setData({ proof: null, typed: '' }) },
})
