// How does a deadline read? In words; the colour only repeats them.

/**
 * @param {{ days_left: number | null, due_on: string | null, is_provisional?: boolean }} deadline
 * @param {string} today
 * @param {any} screen the page that says it
 */
function due(deadline, today, screen) {
  const { days_left: left, due_on: on } = deadline
  if (left === null || !on) return { text: screen.say('no_clock'), tone: 'calm' }
  if (left < 0) return { text: screen.say('late_by', { n: -left }), tone: 'late' }
  if (on === today) return { text: screen.say('due_today'), tone: 'soon' }
  const text = screen.say('days_left', { n: left })
  return { text: deadline.is_provisional ? `${text}（${screen.say('provisional')}）` : text, tone: 'calm' }
}

module.exports = { due }
