// Toasts, questions and sheets as elements of the page: a test presses what a person would press.
import { fail, later, succeed } from './answers.js'

const TOAST_MS = 1500

function element(tag, text, parent) {
  const made = document.createElement(tag)
  made.textContent = text
  parent?.append(made)
  return made
}

function veil(kind) {
  const made = element('div', '', document.body)
  made.className = `phone-veil ${kind}`
  const box = element('div', '', made)
  box.className = 'phone-box'
  box.setAttribute('role', 'dialog')
  return [made, box]
}

function toast(text, milliseconds) {
  document.getElementById('phone-toast')?.remove()
  const made = element('div', text, document.body)
  made.id = 'phone-toast'
  made.setAttribute('role', 'status')
  if (milliseconds) setTimeout(() => made.remove(), milliseconds)
}

function ask(told) {
  const [cover, box] = veil('phone-modal')
  box.setAttribute('aria-label', told.title || told.content)
  if (told.title) element('b', told.title, box)
  if (told.content) element('p', told.content, box)
  const answers = element('div', '', box)
  answers.className = 'phone-answers'
  const answer = confirm => () => { cover.remove(); succeed(told, 'showModal', { confirm, cancel: !confirm }) }
  if (told.showCancel !== false) element('button', told.cancelText || '取消', answers).onclick = answer(false)
  element('button', told.confirmText || '确定', answers).onclick = answer(true)
}

function offer(told) {
  const [cover, box] = veil('phone-sheet')
  box.setAttribute('aria-label', told.alertText || 'menu')
  told.itemList.forEach((item, tapIndex) => { element('button', item, box).onclick = () => { cover.remove(); succeed(told, 'showActionSheet', { tapIndex }) } })
  element('button', '取消', box).onclick = () => { cover.remove(); fail(told, 'showActionSheet', 'cancel') }
}

export const dialogs = {
  showToast: options => { toast(options.title, options.duration || TOAST_MS); return succeed(options, 'showToast') },
  hideToast: options => { document.getElementById('phone-toast')?.remove(); return succeed(options, 'hideToast') },
  showLoading: options => { toast(options.title, 0); return succeed(options, 'showLoading') },
  hideLoading: options => { document.getElementById('phone-toast')?.remove(); return succeed(options, 'hideLoading') },
  showModal: options => later(options, ask),
  showActionSheet: options => later(options, offer),
}
