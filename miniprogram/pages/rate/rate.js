const api = require('../../utils/api')
const screen = require('../../utils/screen')
const { ledTo } = require('../../utils/links')

screen({
  words: require('../../words/citizen'),
  title: 'home_title',
  data: { trouble: null, place: null, level: 0 },

  onLoad(query) {
    this.code = (ledTo(query) || query).code
    this.load()
  },

  load() {
    api.get(`/windows/${this.code}`).then(
      place => this.setData({ place, trouble: null }),
      trouble => this.setData({ trouble: { kind: trouble.kind, detail: trouble.detail } }))
  },

  onLevel(event) { this.setData({ level: event.detail.value }) },
})
