// The element behind a component (none once its page is gone), what it is called for those who cannot see it, and how it tells of something.

const ARIA = ['Label', 'Role', 'Checked', 'Selected', 'Expanded', 'Hidden', 'Live', 'Modal', 'Disabled', 'Level', 'Labelledby', 'Describedby', 'Busy', 'Current', 'Pressed', 'Valuenow', 'Valuemin', 'Valuemax', 'Valuetext', 'Required', 'Invalid']
const PRESSED = new Set(['button', 'link', 'radio', 'checkbox', 'tab', 'switch', 'menuitem'])

export const PROPERTIES = {
  name: String,
  hidden: Boolean,
  role: String,
  hoverClass: String,
  hoverStopPropagation: Boolean,
  ...Object.fromEntries(ARIA.map(one => [`aria${one}`, null])),
}

export const host = component => component._$.$$
export const dom = (component, selector) => host(component).querySelector(selector)
export const fire = (component, name, detail, bubbles = false) => component._$.triggerEvent(name, detail, { bubbles, composed: bubbles })

// A field's name belongs to the element inside, where its own code puts it.
export function ariaObservers(isField) {
  const observers = { hidden(is) { host(this)?.toggleAttribute('hidden', is) }, role(role) { if (role && host(this)) setRole(host(this), role) } }
  for (const one of ARIA.filter(name => !isField || name !== 'Label')) {
    observers[`aria${one}`] = function observe(value) {
      const element = host(this)
      if (!element || value === null || value === undefined || value === '') return
      if (one === 'Role') setRole(element, value)
      else element.setAttribute(`aria-${one.toLowerCase()}`, String(value))
    }
  }
  return observers
}

function setRole(element, role) {
  element.setAttribute('role', role)
  if (PRESSED.has(role)) element.tabIndex = 0
}
