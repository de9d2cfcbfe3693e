// What was found at a window. It is kept on the phone first, and sent as soon as there is a network, once.
const screen = require('../../utils/screen')
const drafts = require('../../utils/drafts')
const ask = require('../ask')
const kept = require('../kept')
const box = require('../unsent')

const MANY_ITEMS = 8
const EMPTY = { what: '', severity: 'light', staff: '', minutes: '', meeting_kind: '', meeting_how: '', value: '', reason: '', words: '', witness: '' }

screen({
  words: require('../../words/office'),
  title: 'finding_title',
  data: { trouble: null, place: null, offers: null, items: [], wanted: '', hasMany: false, people: [], person: 0, present: '', typed: EMPTY, isRange: false, photos: [], problems: {}, problem: '', isRestored: false, isSending: false },

  onLoad({ round, window }) {
    this.round = round
    this.window = decodeURIComponent(window)
    const draft = drafts.kept(this.draft())
    this.key = draft ? draft.typed.key : ask.newKey()
    this.typed = draft ? draft.typed.typed : null
    this.setData({ photos: draft ? draft.typed.photos : [], isRestored: !!draft })
    this.load()
  },

  draft() { return `finding/${this.round}/${this.window}` },

  onLanguage() { this.load() },

  // With a network what is offered is fresh; without one it is what the round left on the phone.
  load() {
    return Promise.all([ask.get(`/inspections/${this.round}/form`), ask.get(`/inspections/${this.round}/windows/${encodeURIComponent(this.window)}`)]).then(
      ([offers, { present }]) => this.shown(offers, present),
      trouble => this.away(trouble))
  },

  away(trouble) {
    const last = kept.kept(this.round)
    if (last && last.form) this.shown(last.form, [])
    else this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } })
  },

  shown(offers, present) {
    const { w } = this.data
    const place = offers.places.find(one => one.window === this.window)
    const unit = offers.units.find(one => one.code === (place || {}).department) || { name: '', people: [] }
    const here = unit.people.filter(one => present.indexOf(one.value) >= 0)
    const others = unit.people.filter(one => present.indexOf(one.value) < 0)
    const chips = list => list.map(({ value, text }) => ({ code: value, text }))
    this.all = this.items(offers)
    const usual = { ...EMPTY, staff: here.length === 1 ? here[0].value : '', witness: offers.witness, what: offers.items.length ? '' : 'finding' }
    this.setData({
      trouble: null,
      place: { window: this.window, name: place ? place.window_name : '', unit: unit.name },
      offers: { severities: chips(offers.severities), kinds: chips(offers.meeting_kinds), hows: chips(offers.meeting_hows) },
      hasMany: this.all.length > MANY_ITEMS,
      people: [{ value: '', text: w.nobody_involved }, ...here.map(one => ({ ...one, text: this.say('on_duty', { who: one.text }) })), ...others],
      present: here.length ? here.map(one => one.text).join('、') : w.nobody_on_duty,
    })
    this.type(this.typed || usual)
  },

  // Items of the scheme, then what has no item; one list, because one thing is chosen.
  items(offers) {
    const { w } = this.data
    const own = offers.items.map(one => ({ what: `item:${one.code}`, title: `${one.code} ${one.text}`, hint: [one.category, one.points].filter(Boolean).join(' · '), isRange: one.is_range }))
    const plain = own.length ? [] : [{ what: 'finding', title: w.event_finding, hint: w.no_scheme, isRange: false }]
    return [...own, ...plain, { what: 'off_post', title: w.event_off_post, hint: '', isRange: false }, { what: 'meeting', title: w.event_meeting, hint: '', isRange: false }]
  },

  type(change) {
    const typed = { ...this.data.typed, ...change }
    this.typed = typed
    const item = this.all.find(one => one.what === typed.what)
    this.setData({
      typed,
      isRange: !!item && item.isRange,
      person: Math.max(this.data.people.findIndex(one => one.value === typed.staff), 0),
      items: this.seen(typed.what),
    })
  },

  // Of many items those that are looked for; what is chosen stays in sight.
  seen(chosen) {
    const wanted = this.data.wanted.trim()
    return this.all.filter(one => !wanted || one.what === chosen || one.title.indexOf(wanted) >= 0)
  },

  keep() { drafts.keep(this.draft(), { typed: this.typed, photos: this.data.photos, key: this.key }) },

  change(name, value) {
    this.type({ [name]: value })
    this.keep()
  },

  onWanted(event) {
    this.setData({ wanted: event.detail.value })
    this.setData({ items: this.seen(this.data.typed.what) })
  },

  onWhat(event) { this.change('what', event.currentTarget.dataset.what) },

  onChip(event) { this.change(event.currentTarget.dataset.name, event.detail.value[0]) },

  onPerson(event) { this.change('staff', this.data.people[Number(event.detail.value)].value) },

  // A field that is being typed into is not drawn anew: the cursor would jump.
  onText(event) {
    this.typed = { ...this.typed, [event.currentTarget.dataset.name]: event.detail.value }
    this.data.typed = this.typed
    this.keep()
  },

  onPhotos(event) {
    this.setData({ photos: event.detail.value })
    this.keep()
  },

  onRecord() {
    if (this.data.isSending) return
    const problems = this.problems()
    this.setData({ problems, problem: Object.keys(problems).length ? this.data.w.look_below : '' })
    if (Object.keys(problems).length) {
      wx.pageScrollTo({ scrollTop: 0 })
      return
    }
    this.setData({ isSending: true })
    this.seenAt = this.seenAt || new Date().toISOString()
    const entry = { key: this.key, round: this.round, window: this.window, kind: 'finding', form: this.form(), photos: this.data.photos, title: this.called() }
    box.add(entry).then(told => this.told(told))
  },

  // The same as the installation asks for: without a network nobody else says so.
  problems() {
    const { w, isRange } = this.data
    const { what, staff, minutes, meeting_kind: kind, meeting_how: how, value, reason, words } = this.typed
    const isOff = what === 'off_post', isMeeting = what === 'meeting'
    const checks = {
      what: [!what, w.need_what],
      words: [!words.trim(), w.need_words],
      minutes: [isOff && !(Number(minutes) >= 1 && Number(minutes) <= 600), w.need_minutes],
      staff: [(isOff || isMeeting) && !staff, w.need_staff],
      meeting: [isMeeting && !(kind && how), w.need_meeting],
      value: [isRange && !value.trim(), w.need_value],
      reason: [isRange && !reason.trim(), w.need_reason],
    }
    return Object.keys(checks).filter(name => checks[name][0]).reduce((found, name) => ({ ...found, [name]: checks[name][1] }), {})
  },

  form() {
    const { what, severity, staff, minutes, meeting_kind: kind, meeting_how: how, value, reason, words, witness } = this.typed
    const [event, item] = what.indexOf('item:') === 0 ? ['finding', what.slice('item:'.length)] : [what, '']
    const more = { off_post: { minutes: Number(minutes) }, meeting: { meeting_kind: kind, meeting_how: how }, finding: {} }
    const range = this.data.isRange ? { value: value.trim(), reason } : {}
    return { window: this.window, event, item, severity, staff, words, witness, seen_at: this.seenAt, ...more[event], ...range }
  },

  called() {
    const item = this.all.find(one => one.what === this.typed.what)
    const photos = this.data.photos.length ? this.say('with_photos', { n: this.data.photos.length }) : ''
    return [this.window, item.title, photos].filter(Boolean).join(' · ')
  },

  // Sent, or kept for later, it is safe: back to the round. Refused it comes back to be put right.
  told({ isSent, trouble }) {
    this.setData({ isSending: false })
    if (trouble) {
      box.takeBack(this.key)
      const { meeting_kind: kind, item } = trouble.fields
      this.setData({ problem: trouble.detail || this.data.w[`state_${trouble.kind}`], problems: { ...trouble.fields, meeting: kind, what: item || trouble.fields.event } })
      wx.pageScrollTo({ scrollTop: 0 })
      return
    }
    drafts.forget(this.draft())
    wx.showToast({ title: isSent ? this.data.w.recorded : this.data.w.kept_on_phone, icon: 'none' })
    wx.navigateBack()
  },
})
