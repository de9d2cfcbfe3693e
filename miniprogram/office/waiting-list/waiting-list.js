// What was recorded and is not sent yet: it says so, and why where something stands against it.
const office = require('../../words/office')
const common = require('../../words/common')
const { inLanguage, filled } = require('../../utils/words')
const box = require('../unsent')

Component({
  properties: {
    // What is not sent yet; after something changed the page is told by "change"
    entries: { type: Array, value: [] },
  },

  data: { w: {}, title: '', shown: [], isSending: false },

  observers: {
    entries(entries) {
      const w = inLanguage(common, office)
      this.setData({
        w,
        title: filled(w.unsent, { n: entries.length }),
        shown: entries.map(one => ({ key: one.key, title: one.title, why: one.trouble ? one.trouble.detail || w[`state_${one.trouble.kind}`] : '', isFinding: one.kind === 'finding' })),
      })
    },
  },

  methods: {
    onSend() {
      this.setData({ isSending: true })
      box.flush().then(() => this.told())
    },

    onAgain(event) { box.again(event.currentTarget.dataset.key).then(() => this.told()) },

    onDrop(event) {
      const { key } = event.currentTarget.dataset
      const w = inLanguage(common, office)
      wx.showModal({
        content: w.drop_sure,
        confirmText: w.drop,
        cancelText: w.drop_not,
        success: ({ confirm }) => {
          if (!confirm) return
          box.drop(key)
          this.told()
        },
      })
    },

    told() {
      this.setData({ isSending: false })
      this.triggerEvent('change')
    },
  },
})
