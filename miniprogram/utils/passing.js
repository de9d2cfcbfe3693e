// From page to page in memory: what must not stand in an address (receipts, secret codes).

const hands = {}

function give(name, value) {
  hands[name] = value
}

function take(name) {
  const value = hands[name]
  delete hands[name]
  return value
}

module.exports = { give, take }
