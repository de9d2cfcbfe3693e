// For components: the words of their sections as `w`, anew when the reader chooses another language.
const settings = require('./settings')
const { inLanguage } = require('./words')

/** @param {...Object<string, string[]>} sections @returns {any} */
function spoken(...sections) {
  return Behavior({
    data: { w: /** @type {any} */ ({}) },

    lifetimes: {
      attached() {
        const self = /** @type {any} */ (this)
        const say = () => {
          self.setData({ w: inLanguage(...sections) })
          if (self.onSpoken) self.onSpoken()
        }
        say()
        self.unheard = settings.listen(say)
      },
      detached() { /** @type {any} */ (this).unheard() },
    },
  })
}

module.exports = spoken
