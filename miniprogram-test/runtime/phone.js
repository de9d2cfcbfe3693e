// What a test tells the phone before the mini-program starts (window.__phoneTold) and may change later (window.__phone).

export function pickUpPhone() {
  window.__phone = {
    hosts: {}, // which origin really answers for an origin that the mini-program names
    openid: '', // '' : wx.login fails
    launch: { path: '', query: '', scene: 1001 },
    scanned: null, // what wx.scanCode finds: { result, path, scanType }, null: the person cancels
    files: [], // what wx.chooseMedia gives: [{ name, type, base64 }], empty: the person cancels
    answers: {}, // what is answered for a template, by its id; accept where nothing is said
    network: 'wifi',
    impatience: 0, // after how many milliseconds a call is given up; 0: as it says itself
    declared: null, // which privacy APIs are declared; null: all
    calls: [], // [name, options] of each wx call
    shared: [], // what onShareAppMessage gave
    previewed: [],
    errors: [],
    page: null, // the page on top
    ...window.__phoneTold,
  }
  const errors = window.__phone.errors
  addEventListener('error', event => errors.push(String(event.error?.stack || event.message)))
  addEventListener('unhandledrejection', event => errors.push(String(event.reason?.stack || event.reason)))
}
