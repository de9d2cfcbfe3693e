// Messages of WeChat: which may be asked for, and what the person answered. Without any set up nothing is offered.
const api = require('./api')

const MOST_AT_ONCE = 3

/** The templates for 'citizen' or 'staff': [{ name, id, title }]; none where the hall has set up none. @returns {Promise<any[]>} */
function templates(reader) {
  return api.get(`/wechat/templates?for=${reader}`).catch(() => [])
}

/** Ask in WeChat's own dialog; only from a tap. Gives { id: 'accept' | 'reject' | ... }, null where nothing was answered. @returns {Promise<any>} */
function ask(offered) {
  const ids = offered.slice(0, MOST_AT_ONCE).map(one => one.id)
  return new Promise(resolve => {
    wx.requestSubscribeMessage({
      tmplIds: ids,
      success: answers => resolve(ids.reduce((told, id) => ({ ...told, [id]: answers[id] || 'reject' }), {})),
      fail: () => resolve(null),
    })
  })
}

module.exports = { templates, ask }
