// Where am I on duty, am I signed in, what waits for me?
const { own, get, send } = require('../own')

const WAITING = [
  { what: 'messages', url: '/staff/messages/messages' },
  { what: 'documents', url: '/staff/documents/documents' },
  { what: 'results', url: '/staff/score/score' },
  { what: 'rectifications', url: '/staff/rectifications/rectifications' },
]
const MINE = ['ratings', 'score', 'appeals', 'documents', 'messages']
const PAGES = { appeals: 'appeal' }

own({
  atTop: true, // what went wrong stands there
  title: 'today_title',
  data: { day: null, waiting: [], mine: [], isSending: false },

  ask: () => get('/staff/me/today'),

  found(day) {
    const { w } = this.data
    const waiting = WAITING.filter(({ what }) => day.waiting[what]).map(({ what, url }) => ({ url, title: w[`wait_${what}`], count: day.waiting[what] }))
    const mine = MINE.map(what => ({ title: w[`my_${what}`], url: this.page(PAGES[what] || what) }))
    if (day.waiting.rectifications !== null) mine.push({ title: w.my_rectifications, url: this.page('rectifications') })
    mine.push({ title: w.my_phone, url: this.page('bind') })
    return { day, waiting, mine, state: this.state(day) }
  },

  page: name => `/staff/${name}/${name}`,

  state(day) {
    const { w } = this.data
    if (day.signed_in) return this.say('signed_in_at', day.signed_in)
    return day.signs.length && day.next_step === 'nothing' ? w.day_over : w.not_signed_in
  },

  // What was done on another page shows when this one is seen again.
  onShow() { if (this.data.isReady) this.load() },

  onScanIn() { this.scan(code => this.sign({ direction: 'in', code })) },
  onScanOut() { this.scan(code => this.sign({ direction: 'out', code })) },
  onWindow(event) { this.sign({ direction: 'in', window: event.currentTarget.dataset.window }) },

  onOut() {
    wx.showModal({
      content: this.data.w.sign_out_ask,
      confirmText: this.data.w.sign_row_out,
      cancelText: this.data.w.back,
      success: ({ confirm }) => confirm && this.sign({ direction: 'out' }),
    })
  },

  // An ordinary symbol gives its link, a mini-program code the page that it opens: the server reads both.
  scan(then) {
    wx.scanCode({
      scanType: ['qrCode', 'wxCode'],
      success: ({ result, path }) => then(path || result || ''),
      fail: () => {}, // closed without scanning
    })
  },

  sign(said) {
    if (this.data.isSending) return
    this.setData({ isSending: true, notice: '', failed: '' })
    send('/staff/me/sign', said)
      .then(answer => { this.setData({ notice: this.told(said, answer) }); return this.load() })
      .catch(trouble => this.refused(trouble))
      .then(() => this.setData({ isSending: false }))
  },

  told({ direction }, answer) {
    if (direction === 'in') return this.say(answer.is_new ? 'said_in' : 'said_in_before', answer)
    return this.data.w[answer.is_new ? 'said_out' : 'said_out_before']
  },
})
