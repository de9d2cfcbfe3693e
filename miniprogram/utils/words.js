// Words are kept as [Chinese, English]; a page sees those of the reader's language.
const settings = require('./settings')

const PLACE = { zh: 0, en: 1 }

/** @param {...Object<string, string[]>} sections @returns {any} */
function inLanguage(...sections) {
  const place = PLACE[settings.chosen.lang]
  const words = {}
  for (const section of sections) for (const key of Object.keys(section)) words[key] = section[key][place]
  return words
}

// "{n} left" with { n: 3 } is "3 left".
function filled(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (blank, name) => (name in facts ? String(facts[name]) : blank))
}

module.exports = { inLanguage, filled }
