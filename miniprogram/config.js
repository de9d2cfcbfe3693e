// The two things that a hall fills in before it publishes the mini-program; docs/wechat.md says where they come from.
module.exports = {
  // The installation's address, as it stands in the account's list of request domains: no port, no slash at the end.
  site: 'https://pingjia.example.gov.cn',
  // The hall's code; may stay empty where the installation has one hall.
  hall: '',
}
