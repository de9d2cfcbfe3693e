// Several of some, or one of some: chips that wrap.
Component({
  properties: {
    // [{ code, text }]
    choices: { type: Array, value: [] },
    // The codes that are chosen
    value: { type: Array, value: [] },
    // One alone instead of several
    single: { type: Boolean, value: false },
    label: { type: String, value: '' },
  },

  data: { shown: [] },

  observers: {
    'choices, value': function mark(choices, value) {
      this.setData({ shown: choices.map(one => ({ ...one, isOn: value.indexOf(one.code) >= 0 })) })
    },
  },

  methods: {
    onChoose(event) {
      const { code } = event.currentTarget.dataset
      const { value, single } = this.data
      const others = value.filter(one => one !== code)
      const isOff = others.length === value.length
      this.triggerEvent('change', { value: single ? [code] : isOff ? others.concat(code) : others })
    },
  },
})
