// One notice as it was published: what it says of itself, its figures, its digest.
const api = require('../../utils/api')
const config = require('../../config')
const screen = require('../../utils/screen')
const settings = require('../../utils/settings')
const { fullDay } = require('../../utils/days')

screen({
  words: require('../../words/citizen'),
  title: 'title_notice',
  data: { trouble: null, notice: null, figures: [], awards: [], month: '' },

  onLoad(query) {
    this.number = decodeURIComponent(query.number || '')
    return this.load()
  },

  onLanguage() { if (this.data.notice) this.load() },

  load() {
    this.setData({ trouble: null })
    return api.get(`/public/notices/${encodeURIComponent(this.number)}${api.query({ hall: config.hall })}`)
      .then(told => this.show(told), trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  show(told) {
    const { w } = this.data
    const { lang } = settings.chosen
    const { content, abstract, issuer } = told.facts
    this.setData({
      notice: {
        title: told.title,
        abstract: abstract[lang],
        state: w[`notice_${told.state}`],
        reason: told.reason ? this.say('because', { reason: told.reason }) : '',
        digest: told.digest,
        objections: this.say('objections', { day: fullDay(told.objections_until) }),
        pairs: [
          [w.number, told.number],
          [w.document_number, told.document_number || '—'],
          [w.published, fullDay(told.published_on)],
          [w.issuer, issuer[lang]],
          [w.revision, this.say('revision_of', { n: told.revision })],
        ].map(([key, value]) => ({ key, value })),
      },
      figures: content.totals ? this.figures(content) : [],
      awards: content.awards || [],
      month: told.kind === 'ranking' ? told.month : '',
    })
  },

  // Active, filled in, missing and set aside are numbers of their own.
  figures({ totals }) {
    const { w } = this.data
    const aside = Object.keys(totals.set_aside).reduce((sum, reason) => sum + totals.set_aside[reason], 0)
    const isKnown = totals.applications !== null && totals.applications !== undefined
    const missing = isKnown ? Math.max(0, totals.applications - totals.n - totals.defaults) : w.total_unknown
    return [[w.total_n, totals.n], [w.total_bad, `${totals.bad}（n=${totals.n}）`], [w.total_defaults, totals.defaults], [w.total_missing, missing], [w.total_aside, aside]]
      .map(([key, value]) => ({ key, value: String(value) }))
  },

  onRanking() { wx.navigateTo({ url: `/pages/ranking/ranking?month=${this.data.month}` }) },

  onShareAppMessage() {
    const title = this.data.notice ? this.data.notice.title : this.data.w.title_notice
    return { title, path: `/pages/notice/notice?number=${encodeURIComponent(this.number)}` }
  },
})
