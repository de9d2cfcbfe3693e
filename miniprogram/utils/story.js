// A case as its page shows it: made once of what the installation answered.
const { fullDay, shortDay } = require('./days')

const TALK = ['message', 'citizen_message']
const KINDS = ['bad_rating', 'complaint', 'tip_off', 'suggestion', 'praise', 'inquiry']

/**
 * @param {any} told what POST /cases/read answered
 * @param {Object<string, string>} w
 * @param {string} today
 */
function storyOf(told, w, today) {
  const can = {}
  for (const one of told.next_steps) can[one.step] = { until: one.until ? fullDay(one.until) : '', needsWords: one.needs_words }
  const said = told.steps.filter(one => TALK.includes(one.step) || (one.step === 'add_evidence' && (one.photos.length || one.words.message)))
  return {
    number: told.number,
    version: told.version,
    kindName: KINDS.includes(told.kind) ? w[`kind_${told.kind}_name`] : '',
    isTipOff: told.kind === 'tip_off',
    state: told.state,
    stateTitle: told.state_title,
    window: told.window || '',
    hall: told.hall,
    receivedOn: fullDay(told.received_on),
    words: told.words,
    photos: told.photos,
    contact: told.contact,
    handlingLevel: told.handling_level,
    looks: told.looks.map((look, place) => ({ place, on: fullDay(look.on), reason: w[`look_${look.reason}`] || '' })),
    steps: told.steps.filter(one => !TALK.includes(one.step)).map((one, place) => stepOf(one, place, w)),
    said: said.map((one, place) => ({ place, isOwn: one.by === 'citizen', on: fullDay(one.on), words: one.words.message || '', photos: one.photos })),
    deadline: told.deadline ? deadlineOf(told.deadline, w, today) : null,
    reply: replyOf(told.steps),
    can,
  }
}

function stepOf(one, place, w) {
  const finding = w[`finding_${one.facts.finding}`]
  const due = one.facts.due_on ? fullDay(one.facts.due_on) : ''
  return { place, title: one.title, on: fullDay(one.on), finding: finding || due, words: Object.keys(one.words).map(part => one.words[part]).join('\n') }
}

// The last answer is what one is asked about.
function replyOf(steps) {
  const answers = steps.filter(one => ['reply', 'answer', 'answer_review'].includes(one.step))
  const last = answers[answers.length - 1]
  return last ? { on: fullDay(last.on), words: Object.keys(last.words).map(part => last.words[part]).join('\n') } : null
}

function deadlineOf(told, w, today) {
  const last = told.counted.length - 1
  const first = { day: told.started_on, ...shortDay(told.started_on), kind: 'off', note: w.day_start }
  const days = told.counted.map((one, place) => ({
    day: one.day,
    ...shortDay(one.day),
    kind: place === last ? 'end' : one.number ? 'on' : 'off',
    isToday: one.day === today,
    note: noteOf(one, { place, last, today }, w),
  }))
  return {
    dueOn: fullDay(told.due_on),
    isOver: told.due_on < today,
    isToday: told.due_on === today,
    isProvisional: told.is_provisional,
    rule: w.count_rule.replace('{days}', String(told.working_days)).replace('{day}', fullDay(told.started_on)),
    extended: told.extended_days ? w.count_extended.replace('{days}', String(told.extended_days)) : '',
    days: [first, ...days],
  }
}

function noteOf(one, { place, last, today }, w) {
  if (place === last) return w.day_due
  if (one.day === today) return w.day_today
  return one.number ? w.day_counted.replace('{number}', String(one.number)) : w.day_rest
}

module.exports = { storyOf }
