// A field for some lines, with what may not be written into it and how much room is left.
const citizen = require('../../words/citizen')
const spoken = require('../../utils/spoken')
const { filled } = require('../../utils/words')

const TELL_BELOW = 50

Component({
  behaviors: [spoken(citizen)],

  properties: {
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    value: { type: String, value: '' },
    most: { type: Number, value: 150 },
    problem: { type: String, value: '' },
  },

  data: { w: /** @type {any} */ ({}), text: '', left: '' },

  observers: {
    'value, most': function count(value) {
      this.setData({ text: value })
      this.onSpoken()
    },
  },

  methods: {
    onSpoken() {
      const { value, most, w } = this.data
      const room = most - value.length
      this.setData({ left: w.text_left && room < TELL_BELOW ? filled(w.text_left, { n: room }) : '' })
    },

    onInput(event) { this.triggerEvent('change', { value: event.detail.value }) },
  },
})
