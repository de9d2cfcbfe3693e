// One finding with its evidence: sign its points, or take it back.
const screen = require('../../utils/screen')
const ask = require('../ask')

screen({
  words: require('../../words/office'),
  title: 'found_title',
  data: { trouble: null, one: null, pictures: [], facts: [], problem: '' },

  onLoad({ number }) {
    this.number = number
    this.load()
  },

  onLanguage() { this.load() },

  load() {
    return ask.get(`/inspections/findings/${this.number}`).then(
      one => this.shown(one),
      trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  shown(one) {
    const { w } = this.data
    this.setData({ trouble: null, one, facts: this.facts(one, w), severity: w[`severity_${one.severity}`] })
    if (this.data.pictures.length < one.photo_names.length) {
      ask.photos(`/inspections/findings/${this.number}`, one.photo_names).then(pictures => this.setData({ pictures }))
    }
  },

  facts(one, w) {
    return [
      [w.department, one.department],
      [w.person, one.staff ? `${one.staff} ${one.staff_name}` : w.nobody_involved],
      [w.found_when, one.found],
      [w.found_by, one.found_by],
      [w.witness, one.witness],
      [w.points, one.value],
      [w.points_reason, one.reason],
      [w.signed_by, one.signed_by],
      [w.order, one.order],
    ].filter(([, value]) => value).map(([name, value]) => ({ name, value }))
  },

  onPicture(event) {
    const { path } = event.currentTarget.dataset
    wx.previewImage({ urls: this.data.pictures, current: path })
  },

  onSign() { this.act('sign_sure', 'PUT', '/signature') },

  onWithdraw() { this.act('withdraw_sure', 'DELETE', '') },

  act(question, method, part) {
    const { w } = this.data
    wx.showModal({
      content: w[question],
      confirmText: w.yes,
      cancelText: w.no,
      success: ({ confirm }) => {
        if (!confirm) return
        ask.change(method, `/inspections/findings/${this.number}${part}`).then(
          one => { this.setData({ problem: '' }); this.shown(one) },
          trouble => this.setData({ problem: trouble.detail || w[`state_${trouble.kind}_hint`] }))
      },
    })
  },
})
