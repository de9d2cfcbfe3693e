// No figure without its n: a number, what it is of, and of how many.
Component({
  properties: {
    value: { type: String, value: '—' },
    label: { type: String, value: '' },
    of: { type: String, value: '' },
  },
})
