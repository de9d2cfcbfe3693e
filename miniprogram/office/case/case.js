// One case whole: what was said, its deadline day by day, what happened, what may be done now.
const screen = require('../../utils/screen')
const ask = require('../ask')
const { due } = require('../due')
const { fullDay, shortDay } = require('../../utils/days')

screen({
  words: require('../../words/office'),
  title: 'case_title',
  data: { trouble: null, one: null, deadline: null, facts: [], steps: [], first: [], isWhyOpen: false },

  onLoad({ number }) {
    this.number = number
  },

  onShow() { this.load() },

  onLanguage() { this.load() },

  onPullDownRefresh() { this.load().then(() => wx.stopPullDownRefresh()) },

  load() {
    return ask.get(`/office/cases/${this.number}`).then(
      one => this.shown(one),
      trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  shown(one) {
    this.setData({
      trouble: null,
      one,
      deadline: one.deadline && this.deadline(one),
      facts: this.facts(one),
      steps: one.steps.map((step, place) => ({ ...step, place, pictures: this.pictures(`step${place}`) })),
      first: this.pictures('first'),
    })
    this.fetch(one)
  },

  deadline({ deadline, today }) {
    const days = deadline.days.map(day => {
      const { date, weekday } = shortDay(day.day)
      const counted = day.number === null ? day.note : this.say('day_number', { n: day.number })
      return { ...day, date, weekday, label: [date, weekday, counted, day.is_today ? this.data.w.today : ''].filter(Boolean).join(' '), counted }
    })
    const how = [this.say('how_counted', { clock: deadline.clock_title, days: deadline.working_days, start: fullDay(deadline.started_on) })]
    if (deadline.extended_days) how.push(this.say('how_extended', { n: deadline.extended_days }))
    if (deadline.unannounced_year) how.push(this.say('how_provisional', { year: deadline.unannounced_year }))
    return { ...due(deadline, today, this), until: this.say('until', { day: fullDay(deadline.due_on) }), days, how: how.join(' ') }
  },

  facts({ about, category, source_title: source, handler, outside_number: outside, handling_level: level, has_contact: hasContact }) {
    const { w } = this.data
    return [
      [w.window, [about.window, about.window_name, about.department].filter(Boolean).join(' ')],
      [w.on_duty_then, about.staff ? this.say('staff_number', { number: about.staff }) : w.nobody_named],
      [w.rating, about.level_title && [about.level_title, ...about.tags].join('、')],
      [w.category, category],
      [w.source, source],
      [w.outside_number, outside],
      [w.contact, hasContact ? w.contact_kept : w.contact_none],
      [w.handler, handler || w.nobody],
      [w.lies_with, about.lies_with],
      [w.handling_rated, level ? String(level) : ''],
    ].filter(([, value]) => value).map(([name, value]) => ({ name, value }))
  },

  // Photos come after the words, each set where it belongs, and once.
  fetch(one) {
    this.paths = this.paths || {}
    const base = `/office/cases/${this.number}`
    const sets = [['first', one.photos.map(photo => photo.name)], ...one.steps.map((step, place) => [`step${place}`, step.photos])]
    for (const [name, names] of sets) {
      if (!names.length || this.paths[name]) continue
      ask.photos(base, names).then(paths => {
        this.paths[name] = paths
        const key = name === 'first' ? 'first' : `steps[${name.slice('step'.length)}].pictures`
        this.setData({ [key]: paths })
      })
    }
  },

  pictures(name) { return (this.paths && this.paths[name]) || [] },

  onPicture(event) {
    const { path } = event.currentTarget.dataset
    wx.previewImage({ urls: [path], current: path })
  },

  onWhy() { this.setData({ isWhyOpen: !this.data.isWhyOpen }) },

  onStep(event) {
    wx.navigateTo({ url: `/office/step/step?number=${this.number}&step=${event.currentTarget.dataset.step}` })
  },
})
