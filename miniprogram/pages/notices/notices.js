// All that was published, searched, a page at a time.
const api = require('../../utils/api')
const config = require('../../config')
const screen = require('../../utils/screen')
const { noticeRow } = require('../../utils/published')

const KINDS = ['', 'ranking', 'disclosure', 'awards']

screen({
  words: require('../../words/citizen'),
  title: 'title_notices',
  data: { trouble: null, rows: null, total: 0, hasMore: false, typed: '', kind: '', kinds: [] },

  onLoad() { return this.begin() },
  onLanguage() { if (this.data.rows) this.begin() },
  onPullDownRefresh() { this.begin().then(() => wx.stopPullDownRefresh()) },
  onReachBottom() { if (this.data.hasMore) this.bring() },

  begin() {
    this.page = 0
    this.setData({ rows: null, trouble: null, kinds: KINDS.map(code => ({ code, text: this.data.w[`kind_${code || 'all'}`] })) })
    return this.bring()
  },

  bring() {
    const page = this.page + 1
    const { typed, kind } = this.data
    return api.get(`/public/notices${api.query({ q: typed.trim(), kind, page, hall: config.hall })}`).then(
      found => {
        this.page = page
        this.setData({
          rows: (this.data.rows || []).concat(found.notices.map(one => noticeRow(one, this.data.w))),
          total: found.total,
          hasMore: page < found.pages,
        })
      },
      trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  onType(event) { this.setData({ typed: event.detail.value }) },
  onSearch() { return this.begin() },
  onKind(event) {
    this.setData({ kind: event.detail.value[0] })
    this.begin()
  },
  onOpen(event) { wx.navigateTo({ url: `/pages/notice/notice?number=${encodeURIComponent(event.currentTarget.dataset.number)}` }) },

  onShareAppMessage() {
    return { title: this.data.w.title_notices, path: '/pages/notices/notices' }
  },
})
