// A field for some lines, with what may not be written into it and how much room is left.
const citizen = require('../../words/citizen')
const { inLanguage, filled } = require('../../utils/words')

const TELL_BELOW = 50

Component({
  properties: {
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    value: { type: String, value: '' },
    most: { type: Number, value: 150 },
    problem: { type: String, value: '' },
  },

  data: { text: '', left: '' },

  observers: {
    'value, most': function count(value, most) {
      const room = most - value.length
      this.setData({ text: value, left: room < TELL_BELOW ? filled(inLanguage(citizen).text_left, { n: room }) : '' })
    },
  },

  methods: {
    onInput(event) { this.triggerEvent('change', { value: event.detail.value }) },
  },
})
