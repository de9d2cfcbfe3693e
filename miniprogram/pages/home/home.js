const screen = require('../../utils/screen')
const { leadsTo } = require('../../utils/links')

screen({
  words: require('../../words/citizen'),
  title: 'home_title',

  onScan() {
    wx.scanCode({ success: found => this.follow(found), fail: () => {} })
  },

  follow(found) {
    const there = leadsTo(found.result || '')
    if (there) wx.navigateTo({ url: `/pages/rate/rate?code=${there.code}` })
  },
})
