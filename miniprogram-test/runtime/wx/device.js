// What a mini-program may ask of the phone and of WeChat itself.
import { parsed } from '../pages.js'
import { later, succeed } from './answers.js'

const canIUse = name => !name.startsWith('no')
const system = () => ({ windowWidth: innerWidth, windowHeight: innerHeight, screenWidth: innerWidth, screenHeight: innerHeight, pixelRatio: devicePixelRatio, platform: 'devtools', language: 'zh_CN', SDKVersion: '3.8.0', theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', fontSizeSetting: 16, safeArea: { top: 0, bottom: innerHeight, left: 0, right: innerWidth, width: innerWidth, height: innerHeight } })
const enter = () => { const { path, query, scene } = window.__phone.launch; return { path, query: parsed(`?${query}`)[1], scene, referrerInfo: {} } }

export const device = {
  canIUse,
  getSystemInfoSync: system,
  getWindowInfo: system,
  getAppBaseInfo: system,
  getDeviceInfo: system,
  getEnterOptionsSync: enter,
  getLaunchOptionsSync: enter,
  getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
  getPrivacySetting: options => succeed(options, 'getPrivacySetting', { needAuthorization: false, privacyContractName: '用户隐私保护指引' }),
  openPrivacyContract: options => succeed(options, 'openPrivacyContract'),
  onNeedPrivacyAuthorization() {},
  requirePrivacyAuthorize: options => succeed(options, 'requirePrivacyAuthorize'),
  makePhoneCall: options => succeed(options, 'makePhoneCall'),
  vibrateShort: options => succeed(options, 'vibrateShort'),
  getUpdateManager: () => ({ onCheckForUpdate() {}, onUpdateReady() {}, onUpdateFailed() {}, applyUpdate() {} }),
  onThemeChange() {},
  setKeepScreenOn: options => succeed(options, 'setKeepScreenOn'),
  nextTick: work => queueMicrotask(work),
  reportAnalytics() {},
  getRandomValues: options => later(options, told => succeed(told, 'getRandomValues', { randomValues: crypto.getRandomValues(new Uint8Array(told.length)).buffer })),
  showShareMenu: options => succeed(options, 'showShareMenu'),
  hideShareMenu: options => succeed(options, 'hideShareMenu'),
}
