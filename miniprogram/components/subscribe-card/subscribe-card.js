// Asks whether WeChat may tell of answers in a case. Shown only where the hall has templates for it.
const api = require('../../utils/api')
const citizen = require('../../words/citizen')
const common = require('../../words/common')
const subscribing = require('../../utils/subscribing')
const spoken = require('../../utils/spoken')

Component({
  behaviors: [spoken(common, citizen)],

  properties: {
    // Number and secret code (or receipt) of the case
    number: { type: String, value: '' },
    secret: { type: String, value: '' },
  },

  data: { w: /** @type {any} */ ({}), offered: /** @type {any[]} */ ([]), told: '' },

  lifetimes: {
    attached() {
      subscribing.templates('citizen').then(offered => this.setData({ offered }))
    },
  },

  methods: {
    // WeChat opens its dialog only straight from a tap, so nothing is waited for before.
    onAsk() {
      subscribing.ask(this.data.offered).then(results => this.tell(results))
    },

    tell(results) {
      const { number, secret, w } = this.data
      const isAny = results && Object.values(results).includes('accept')
      if (!isAny) {
        this.setData({ told: w.not_subscribed })
        return undefined
      }
      return api.post('/cases/subscribe', { number, secret_code: secret, results }, { as: 'somebody', key: api.newKey() })
        .then(() => w.subscribed, trouble => trouble.detail || w.not_subscribed)
        .then(told => this.setData({ told }))
    },

    onStop() {
      const { number, secret, w } = this.data
      return api.post('/cases/unsubscribe', { number, secret_code: secret })
        .then(() => w.unsubscribed, trouble => trouble.detail || w[`state_${trouble.kind}_hint`])
        .then(told => this.setData({ told }))
    },
  },
})
