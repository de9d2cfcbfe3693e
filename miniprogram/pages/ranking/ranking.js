// The newest published ranking, or that of another month: groups, bands, and never a figure without its n.
const api = require('../../utils/api')
const config = require('../../config')
const screen = require('../../utils/screen')
const { fullDay, fullMonth } = require('../../utils/days')
const { groupsOf, percent } = require('../../utils/published')

screen({
  words: require('../../words/citizen'),
  title: 'title_ranking',
  data: { trouble: null, isNone: false, months: [], monthPlace: 0, notice: null, groups: [], totals: null },

  onLoad(query) {
    this.month = query.month || ''
    return this.load()
  },

  onLanguage() { if (this.data.notice) this.load() },
  onPullDownRefresh() { this.load().then(() => wx.stopPullDownRefresh()) },

  load() {
    this.setData({ trouble: null })
    return this.known()
      .then(months => (months.length ? this.bring(this.month || months[0]) : this.setData({ isNone: true })))
      .catch(trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  // The months that have a ranking, newest first, each once.
  known() {
    return api.get(`/public/notices${api.query({ kind: 'ranking', hall: config.hall })}`).then(({ notices }) => {
      const months = notices.map(one => one.month).filter((month, place, all) => all.indexOf(month) === place)
      this.months = months
      return months
    })
  },

  bring(month) {
    return api.get(`/public/rankings/${month}${api.query({ hall: config.hall })}`).then(ranking => {
      this.month = month
      const { totals } = ranking.content
      this.setData({
        months: this.months.map(fullMonth),
        monthPlace: Math.max(0, this.months.indexOf(month)),
        notice: { number: ranking.number, title: ranking.title, publishedOn: fullDay(ranking.published_on), month: fullMonth(month) },
        groups: groupsOf(ranking.content, this.data.w),
        totals: { n: String(totals.n), bad: String(totals.bad), share: percent(totals.bad, totals.n) },
      })
    })
  },

  onMonth(event) {
    this.month = this.months[Number(event.detail.value)]
    this.load()
  },

  onNotice() { wx.navigateTo({ url: `/pages/notice/notice?number=${encodeURIComponent(this.data.notice.number)}` }) },

  onShareAppMessage() {
    return { title: this.data.notice ? this.data.notice.title : this.data.w.title_ranking, path: `/pages/ranking/ranking?month=${this.month}` }
  },
})
