// What the pages of citizens and the public say: [Chinese, English].
module.exports = {
  home_title: ['政务服务评价', 'Public service feedback'],
  home_lead: ['扫窗口上的码，说说这次办得怎么样。不用登录，不记姓名。', 'Scan the code at the window and say how it went. No login, no name.'],
  home_scan: ['扫码评价', 'Scan and rate'],
}
