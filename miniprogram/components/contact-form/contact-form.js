// A contact for a call back, folded away until it is wanted; it needs consent, ticked by hand.
const citizen = require('../../words/citizen')
const spoken = require('../../utils/spoken')

Component({
  behaviors: [spoken(citizen)],

  properties: {
    // { contact, consent }
    value: { type: Object, value: { contact: '', consent: false } },
    // For how many days after closing it is kept
    kept: { type: Number, value: 30 },
    most: { type: Number, value: 100 },
    problem: { type: String, value: '' },
  },

  data: { w: /** @type {any} */ ({}), isOpen: false },

  observers: {
    'value, problem': function unfold(value, problem) {
      if (value.contact || value.consent || problem) this.setData({ isOpen: true })
    },
  },

  methods: {
    onFold() { this.setData({ isOpen: !this.data.isOpen }) },
    onContact(event) { this.tell({ contact: event.detail.value }) },
    onConsent() { this.tell({ consent: !this.data.value.consent }) },
    tell(change) { this.triggerEvent('change', { ...this.data.value, ...change }) },
  },
})
