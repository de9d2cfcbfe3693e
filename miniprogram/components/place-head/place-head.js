// Which window, of which department, and who serves there now: the head of every form at a window.
const citizen = require('../../words/citizen')
const spoken = require('../../utils/spoken')
const { filled } = require('../../utils/words')

Component({
  behaviors: [spoken(citizen)],

  properties: {
    // What GET /windows/<code> answered
    place: { type: Object, value: {} },
    title: { type: String, value: '' },
    promise: { type: String, value: '' },
  },

  data: { w: /** @type {any} */ ({}), serves: '', lane: '', closed: '' },

  observers: {
    place() { this.onSpoken() },
  },

  methods: {
    onSpoken() {
      const { place, w } = this.data
      if (!place.window || !w.staff_number) return
      const [one, another] = place.serving
      const number = one ? filled(w.staff_number, { number: one.staff_number }) : ''
      this.setData({
        serves: another ? '' : one ? (one.name ? `${one.name} · ${number}` : number) : w.nobody_on_duty,
        lane: w[`lane_${place.lane}`] || '',
        closed: place.is_open ? '' : w.closed_now,
      })
    },
  },
})
