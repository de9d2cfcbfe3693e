// One row of a list: a name, a line below it, something at its end, and where it leads.
Component({
  properties: {
    title: { type: String, value: '' },
    hint: { type: String, value: '' },
    end: { type: String, value: '' },
    // Where a tap leads; without it the event "press" tells of the tap.
    url: { type: String, value: '' },
    // A row that leads nowhere is text.
    still: { type: Boolean, value: false },
  },

  methods: {
    onPress() {
      if (this.data.url) wx.navigateTo({ url: this.data.url })
      else this.triggerEvent('press')
    },
  },
})
