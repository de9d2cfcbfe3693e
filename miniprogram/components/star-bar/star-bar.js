// Five levels to choose from, or one to show. None is larger or greener than another; nothing is chosen before.
Component({
  properties: {
    // [{ level, text }] in the order shown
    levels: { type: Array, value: [] },
    value: { type: Number, value: 0 },
    label: { type: String, value: '' },
  },

  methods: {
    onChoose(event) {
      const level = Number(event.currentTarget.dataset.level)
      this.triggerEvent('change', { value: level })
    },
  },
})
