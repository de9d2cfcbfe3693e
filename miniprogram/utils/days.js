// Days as people say them.
const settings = require('./settings')

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = { zh: '日一二三四五六'.split(''), en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }

/** 2026-11-25 is 2026年11月25日, or 25 Nov 2026. @param {string} day */
function fullDay(day) {
  const [year, month, date] = day.split('-').map(Number)
  return settings.chosen.lang === 'zh' ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`
}

/** 2026-11 is 2026年11月, or Nov 2026. @param {string} month */
function fullMonth(month) {
  const [year, number] = month.split('-').map(Number)
  return settings.chosen.lang === 'zh' ? `${year}年${number}月` : `${MONTHS[number - 1]} ${year}`
}

/** 11/25, and which day of the week. @param {string} day */
function shortDay(day) {
  const [year, month, date] = day.split('-').map(Number)
  const weekday = WEEKDAYS[settings.chosen.lang][new Date(year, month - 1, date).getDay()]
  return { date: `${month}/${date}`, weekday }
}

/** The day on this phone, as 2026-11-25. */
function today() {
  const now = new Date()
  const two = number => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

module.exports = { fullDay, fullMonth, shortDay, today }
