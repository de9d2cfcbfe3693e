// How far a case has come, and what its citizen can say and do in it. Number and secret stay in memory.
const api = require('../../utils/api')
const drafts = require('../../utils/drafts')
const passing = require('../../utils/passing')
const screen = require('../../utils/screen')
const slips = require('../../utils/receipts')
const { storyOf } = require('../../utils/story')
const { today } = require('../../utils/days')

const LEVELS = [5, 4, 3, 2, 1]
const LEVEL_WORDS = { zh: ['非常满意', '满意', '基本满意', '不满意', '非常不满意'], en: ['Very satisfied', 'Satisfied', 'Basically satisfied', 'Dissatisfied', 'Very dissatisfied'] }
const LONGEST_WORDS = 500
// Asked once more before it is done, for it cannot be undone.
const GRAVE = { withdraw: 'withdraw_hint', erase_contact: 'erase_contact_hint', erase_words: 'erase_words_hint' }

screen({
  words: require('../../words/citizen'),
  title: 'title_case',
  data: { number: '', secret: '', story: null, state: '', trouble: null, problem: '', open: '', typed: {}, level: 0, levels: [], photos: [], pictures: {}, large: '', slip: {}, told: '', failed: '', busy: '', isKept: true, longest: LONGEST_WORDS },

  // A message of WeChat's opens it with the number alone; the secret is asked for.
  onLoad({ number = '' } = {}) {
    const passed = passing.take('case')
    this.setData({ levels: LEVELS.map((level, place) => ({ level, text: LEVEL_WORDS[this.data.lang][place] })) })
    if (!passed) {
      this.setData({ state: 'ask', number })
      return
    }
    this.setData({ number: passed.number, secret: passed.secret })
    this.read()
  },

  onUnload() { this.keep() },
  onHide() { this.keep() },
  onLanguage() { if (this.data.story) this.read() },
  onPullDownRefresh() { if (this.data.story) this.read().then(() => wx.stopPullDownRefresh()); else wx.stopPullDownRefresh() },

  onNumber(event) { this.setData({ number: event.detail.value }) },
  onSecret(event) { this.setData({ secret: event.detail.value, problem: '' }) },

  onOpen() {
    if (!this.data.secret.trim()) {
      this.setData({ problem: this.data.w.secret_missing })
      return undefined
    }
    return this.read()
  },

  key() { return { number: this.data.number, secret_code: this.data.secret } },

  // A wrong pair is told at the form; everything else in place of the case.
  read() {
    const isFirst = !this.data.story
    if (isFirst) this.setData({ state: 'loading' })
    return api.post('/cases/read', this.key()).then(told => this.show(told), trouble => {
      if (!isFirst) this.setData({ failed: this.sentence(trouble) })
      else if (trouble.kind === 'gone' || trouble.kind === 'refused') this.setData({ state: 'ask', problem: trouble.detail })
      else this.setData({ state: 'trouble', trouble: { kind: trouble.kind, detail: trouble.detail } })
    })
  },

  show(told) {
    const story = storyOf(told, this.data.w, today())
    const draft = this.data.story ? null : drafts.kept(`case/${story.number}`)
    this.setData({
      story,
      number: story.number,
      state: 'open',
      trouble: null,
      slip: { use: 'case', number: story.number, secret_code: this.data.secret },
      typed: draft ? draft.typed : this.data.typed,
      isKept: slips.all().some(one => one.number === story.number || one.receipt === this.data.secret),
    })
  },

  keep() {
    const { story, typed } = this.data
    if (story && Object.keys(typed).some(step => typed[step])) drafts.keep(`case/${story.number}`, typed)
  },

  onKeepHere() {
    const { story, secret, w } = this.data
    slips.keep({ kind: 'case', number: story.number, secret, title: story.kindName || w.title_case, place: story.window || story.hall, on: today() })
    this.setData({ isKept: true, told: w.kept_here })
  },

  // --- Steps

  onUnfold(event) {
    const { step } = event.currentTarget.dataset
    this.setData({ open: this.data.open === step ? '' : step, problem: '' })
  },

  onWords(event) { this.setData({ [`typed.${event.currentTarget.dataset.step}`]: event.detail.value, problem: '' }) },
  onPhotos(event) { this.setData({ photos: event.detail.value }) },
  onLevel(event) { this.setData({ level: event.detail.value }) },

  onStep(event) {
    const { step } = event.currentTarget.dataset
    const words = (this.data.typed[step] || '').trim()
    if (this.data.story.can[step].needsWords && !words && !(step === 'citizen_message' && this.data.photos.length)) {
      this.setData({ problem: step })
      return
    }
    if (!GRAVE[step]) {
      this.take(step, words)
      return
    }
    const { w } = this.data
    wx.showModal({ title: w[step] || w[`${step}_title`], content: w[GRAVE[step]], confirmText: w.sure, cancelText: w.not_sure, success: answer => { if (answer.confirm) this.take(step, words) } })
  },

  // Sent again unchanged it has the same key, so that it happens once.
  take(step, words) {
    const { photos, level, story } = this.data
    const isMessage = step === 'citizen_message'
    const body = { ...this.key(), step: isMessage && photos.length ? 'add_evidence' : step, words, seen_version: story.version, photos: isMessage ? photos.map(photo => photo.reference) : [] }
    if (step === 'rate_handling') body.level = level
    const content = JSON.stringify(body)
    if (!this.sent || this.sent.content !== content) this.sent = { content, key: api.newKey() }
    this.setData({ busy: step, failed: '', told: '' })
    return api.post('/cases/steps', body, { key: this.sent.key })
      .then(() => this.taken(step), trouble => this.refused(trouble))
      .then(() => this.setData({ busy: '' }))
  },

  taken(step) {
    const { typed, w, story } = this.data
    drafts.forget(`case/${story.number}`)
    this.setData({ typed: { ...typed, [step]: '' }, photos: [], open: '', told: w.done })
    return this.read()
  },

  // Somebody acted meanwhile: what is new is shown, and what was typed stays.
  refused(trouble) {
    this.setData({ failed: this.sentence(trouble) })
    return trouble.status === 409 ? this.read() : undefined
  },

  sentence(trouble) {
    const { w } = this.data
    const [field] = Object.keys(trouble.fields)
    return trouble.status === 409 ? w.moved_on : trouble.fields[field] || trouble.detail || w[`state_${trouble.kind}_hint`]
  },

  // --- Own photos, brought only when they are asked for

  onPicture(event) {
    const { name } = event.currentTarget.dataset
    const { pictures } = this.data
    if (pictures[name]) {
      this.setData({ large: this.data.large === name ? '' : name }) // WeChat's own view takes no picture from memory
      return undefined
    }
    return api.post('/cases/photos', { ...this.key(), name }, { isFile: true }).then(
      bytes => this.setData({ pictures: { ...this.data.pictures, [name]: `data:image/jpeg;base64,${wx.arrayBufferToBase64(bytes)}` } }),
      trouble => this.setData({ failed: this.sentence(trouble) }))
  },
})
