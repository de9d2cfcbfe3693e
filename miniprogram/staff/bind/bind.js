// A phone is bound to an account here; afterwards this is where staff begin.
const api = require('../../utils/api')
const drafts = require('../../utils/drafts')
const screen = require('../../utils/screen')
const session = require('../../utils/session')

const LETTERS = 10
const DRAFT = 'bind'
const AS = { as: 'somebody' }
const SEES = {
  see_cases: { word: 'office_queue', url: '/office/queue/queue' },
  inspect: { word: 'office_rounds', url: '/office/rounds/rounds' },
}

// What was typed, read out or scanned: the code stands at the end of a link, without its gaps.
const codeIn = text => text.split(/[/=?&#]/).pop().replace(/[\s-]/g, '').toUpperCase()

screen({
  words: require('../../words/staff'),
  title: 'bind_title',
  data: { isReady: false, trouble: null, person: null, ways: [], code: '', problem: '', notice: '', isSending: false },

  onLoad() { this.load() },
  onLanguage() { if (this.data.person) this.shown(this.data.person) },

  // Whose phone it is, asked anew: a token of before may be somebody's who was unbound since.
  load() {
    this.setData({ trouble: null })
    return session.signIn().then(person => this.shown(person), trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  shown(person) {
    const draft = person ? null : drafts.kept(DRAFT)
    const ways = person ? Object.keys(SEES).filter(one => person.permissions.indexOf(one) >= 0).map(one => SEES[one]) : []
    this.setData({ isReady: true, person, ways, code: draft ? draft.typed.code : this.data.code })
  },

  onCode(event) {
    this.setData({ code: event.detail.value, problem: '' })
    drafts.keep(DRAFT, { code: event.detail.value })
  },

  onScan() {
    wx.scanCode({
      scanType: ['qrCode'],
      success: ({ result }) => { this.setData({ code: codeIn(result || ''), problem: '' }); this.onBind() },
      fail: () => {}, // closed without scanning
    })
  },

  onBind() {
    const code = codeIn(this.data.code)
    if (code.length !== LETTERS) {
      this.setData({ problem: this.data.w.bind_missing })
      return
    }
    this.setData({ isSending: true, problem: '' })
    api.post('/wechat/bind', { code }, AS)
      .then(answer => this.bound(session.remember(answer)))
      .catch(trouble => this.setData({ problem: trouble.detail || this.data.w[`state_${trouble.kind}_hint`] }))
      .then(() => this.setData({ isSending: false }))
  },

  bound(person) {
    drafts.forget(DRAFT)
    this.setData({ code: '' })
    this.shown(person)
    if (person && person.staff) wx.redirectTo({ url: '/staff/today/today' })
  },

  onEnd() {
    wx.showModal({
      content: this.data.w.bind_end_ask,
      confirmText: this.data.w.bind_end,
      cancelText: this.data.w.back,
      success: ({ confirm }) => confirm && this.end(),
    })
  },

  end() {
    api.request('/wechat/bind', { ...AS, method: 'DELETE' }).then(() => {
      session.forget()
      this.setData({ person: null, notice: this.data.w.bind_ended })
    }, trouble => this.setData({ problem: trouble.detail || this.data.w[`state_${trouble.kind}_hint`] }))
  },
})
