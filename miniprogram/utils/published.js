// What a hall has published, as pages show it.
const { fullDay } = require('./days')

const PER_HUNDRED = 100

/** 28 of 30 is "93.3%"; a zero denominator is a dash. @param {number} part @param {number} whole */
function percent(part, whole) {
  return whole ? `${((part * PER_HUNDRED) / whole).toFixed(1)}%` : '—'
}

/** The interval of the good share, from that of the bad one in hundredths of a percent. @param {number[] | null} bad */
function goodInterval(bad) {
  if (!bad) return ''
  const [low, high] = bad
  const shown = hundredths => (hundredths / PER_HUNDRED).toFixed(1)
  return `${shown(10000 - high)}–${shown(10000 - low)}%`
}

/** The groups of a ranking: each with its windows in the order of their numbers. */
function groupsOf(content, w) {
  return content.groups.map(group => ({
    code: group.group,
    name: group.name,
    units: group.units.map(unit => ({
      unit: unit.unit,
      name: unit.name,
      band: unit.band,
      bandName: w[`band_${unit.band}`] || '',
      good: percent(unit.good, unit.n),
      interval: goodInterval(unit.interval),
      n: unit.n,
      bad: unit.bad,
      low: unit.interval ? (10000 - unit.interval[1]) / PER_HUNDRED : 0,
      high: unit.interval ? (10000 - unit.interval[0]) / PER_HUNDRED : 0,
    })),
    rest: group.rest.units.map(unit => unit.unit).join('、'),
  }))
}

/** One line of a list of notices. */
function noticeRow(one, w) {
  return { number: one.number, title: one.title, hint: `${fullDay(one.published_on)} · ${w[`notice_${one.state}`] || ''}` }
}

module.exports = { groupsOf, noticeRow, percent }
