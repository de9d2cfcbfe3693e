const api = require('../../utils/api')
const screen = require('../../utils/screen')
const { leadsTo } = require('../../utils/links')

screen({
  words: require('../../words/citizen'),
  title: 'home_title',
  data: { problem: '' },

  onScan() {
    wx.scanCode({
      scanType: ['qrCode', 'wxCode'],
      success: found => this.follow(found),
      fail: () => {}, // closed without scanning
    })
  },

  // An ordinary symbol gives its link; a mini-program code the page that it opens.
  follow({ result, path }) {
    if (path) {
      wx.navigateTo({ url: `/${path}` })
      return
    }
    const there = leadsTo(result || '')
    this.setData({ problem: there ? '' : this.data.w.home_not_ours })
    if (!there) return
    const { page, ...asked } = there
    wx.navigateTo({ url: `/pages/${page}/${page}${api.query(asked)}` })
  },

  onShareAppMessage() {
    return { title: this.data.w.home_title, path: '/pages/home/home' }
  },
})
