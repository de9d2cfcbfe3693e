// What a page shows in place of its content: loading, empty, or what went wrong and what can be done.
const common = require('../../words/common')
const spoken = require('../../utils/spoken')

const AGAIN = ['offline', 'timeout', 'server', 'busy', 'expired', 'unset']

Component({
  behaviors: [spoken(common)],

  properties: {
    // loading, empty, offline, timeout, server, busy, expired, closed, gone, refused, unset
    kind: { type: String, value: 'loading' },
    // Of an empty list: what there is none of.
    name: { type: String, value: '' },
    // What the installation said; without it the kind has a sentence of its own.
    detail: { type: String, value: '' },
    // Of an empty list, or of a way on: what the button says. Without it a button only where again may help.
    action: { type: String, value: '' },
  },

  data: { w: /** @type {any} */ ({}), title: '', sentence: '', button: '', isTrouble: false },

  observers: {
    'kind, name, detail, action': function told() { this.onSpoken() },
  },

  methods: {
    onSpoken() {
      const { kind, name, detail, action, w } = this.data
      this.setData({
        title: name || w[`state_${kind}`] || '',
        sentence: detail || w[`state_${kind}_hint`] || '',
        button: action || (AGAIN.indexOf(kind) < 0 ? '' : w.again),
        isTrouble: kind !== 'loading' && kind !== 'empty',
      })
    },

    onPress() { this.triggerEvent('retry') },
  },
})
