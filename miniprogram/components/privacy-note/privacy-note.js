// What happens with the data, before any is given (个人信息保护法 art. 17).
const citizen = require('../../words/citizen')
const spoken = require('../../utils/spoken')
const { filled } = require('../../utils/words')

Component({
  behaviors: [spoken(citizen)],

  properties: {
    // What GET /windows/<code> answered
    place: { type: Object, value: {} },
    // rating or complaint
    of: { type: String, value: 'rating' },
  },

  data: { w: /** @type {any} */ ({}), isOpen: false, lines: /** @type {string[]} */ ([]) },

  observers: {
    'place, of': function told() { this.onSpoken() },
  },

  methods: {
    onSpoken() {
      const { place, of, w } = this.data
      if (!place.hall || !w.privacy) return
      const office = place.privacy.phone ? `${place.privacy.office} ${place.privacy.phone}` : place.privacy.office
      this.setData({
        lines: [`${w.privacy_who}：${office}`, w[`privacy_kinds_${of}`], w[`privacy_purpose_${of}`], filled(w.privacy_kept, place.privacy.kept_days), w.privacy_phone_only, w.privacy_rights_text],
      })
    },

    onFold() { this.setData({ isOpen: !this.data.isOpen }) },
  },
})
