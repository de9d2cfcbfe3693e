// Every page is a screen: it has words in the reader's language, the reader's size, and a title in both.
const common = require('../words/common')
const settings = require('./settings')
const { inLanguage, filled } = require('./words')

/**
 * As Page(), with `words`: the section of words that the page's own sentences come from,
 * and `title`: the word that names the page.
 *
 * The template finds the words as `w`, and puts `{{look}}` on its outermost view.
 * @type {(options: any) => void}
 */
function screen(options) {
  const { words = {}, title, data, onLoad, onShow, ...rest } = options
  Page({
    ...rest,

    data: { w: {}, lang: '', look: '', ...data },

    onLoad(query) {
      this.spoken()
      if (onLoad) return onLoad.call(this, query)
    },

    onShow() {
      const { lang, size } = settings.chosen
      if (this.data.lang !== lang || this.data.look !== size) {
        this.spoken()
        if (this.onLanguage) this.onLanguage()
      }
      if (onShow) return onShow.call(this)
    },

    spoken() {
      const { lang, size } = settings.chosen
      this.setData({ w: inLanguage(common, words), lang, look: size })
      if (title) wx.setNavigationBarTitle({ title: this.data.w[title] })
    },

    say(word, facts) {
      return filled(this.data.w[word] || '', facts || {})
    },

    onSwitchLanguage() {
      settings.choose({ lang: settings.chosen.lang === 'zh' ? 'en' : 'zh' })
      this.spoken()
      if (this.onLanguage) this.onLanguage()
    },

    onSwitchSize() {
      settings.choose({ size: settings.chosen.size ? '' : 'elder' })
      this.spoken()
    },
  })
}

module.exports = screen
