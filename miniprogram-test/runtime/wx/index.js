// The wx that a mini-program calls. Each call is remembered; one that is not here throws, so that no test passes by it.
import { device } from './device.js'
import { dialogs } from './dialogs.js'
import { media } from './files.js'
import { navigation } from './navigation.js'
import { network } from './network.js'
import { storage } from './storage.js'

export function makeWx(pages) {
  const known = { ...device, ...dialogs, ...media, ...network, ...storage, ...navigation(pages) }
  return new Proxy(known, {
    get(all, name) {
      if (!(name in all)) throw new Error(`wx.${String(name)} is not simulated`)
      return (...told) => {
        window.__phone.calls.push([name, told[0]])
        return all[name](...told)
      }
    },
  })
}
