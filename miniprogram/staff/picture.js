// Where do the bars of a picture lie? In percent of its width; what they say stands beside them as text.
const WHOLE = 100
const ROOM = 1 // beside the lowest and the highest, in points

const rounded = number => Math.round(number * WHOLE) / WHOLE

// The stretch that is drawn: so much as is needed to see what each step changes.
function stretch(values) {
  const low = Math.floor(Math.min(...values) - ROOM)
  const high = Math.ceil(Math.max(...values) + ROOM)
  return { low, high, share: value => rounded(WHOLE * (value - low) / (high - low)) }
}

// From where the sheet begins over each category to the score.
function steps(bars) {
  const { low, high, share } = stretch([...bars.map(bar => bar.since), ...bars.map(bar => bar.until)])
  const placed = bars.map(bar => {
    const [from, to] = [share(bar.since), share(bar.until)]
    const kind = bar.is_end ? 'end' : to > from ? 'up' : to < from ? 'down' : 'same'
    const left = bar.is_end ? 0 : Math.min(from, to)
    return { label: bar.label, words: bar.words, kind, left, width: bar.is_end ? to : rounded(Math.abs(to - from)) }
  })
  return { low, high, bars: placed }
}

// One number a period, the newest first.
function course(scores) {
  const numbers = scores.map(one => Number(one.score)).filter((_number, place) => scores[place].score !== null)
  const { low, high, share } = stretch(numbers.length ? numbers : [0])
  return { low, high, bars: scores.map(one => ({ ...one, width: one.score === null ? 0 : share(Number(one.score)) })) }
}

module.exports = { steps, course }
