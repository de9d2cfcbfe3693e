// Which window, of which department, and who serves there now: the head of every form at a window.
const citizen = require('../../words/citizen')
const { inLanguage, filled } = require('../../utils/words')

Component({
  properties: {
    // What GET /windows/<code> answered
    place: { type: Object, value: {} },
    title: { type: String, value: '' },
    promise: { type: String, value: '' },
  },

  data: { serves: '', lane: '', closed: '' },

  observers: {
    place(place) {
      if (!place.window) return
      const w = inLanguage(citizen)
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
