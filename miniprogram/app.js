const settings = require('./utils/settings')

App({
  globalData: {
    scene: 0,
  },

  onLaunch(options) {
    settings.load()
    this.globalData.scene = options.scene
  },

  onShow(options) {
    this.globalData.scene = options.scene
  },
})
