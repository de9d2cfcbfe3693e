// Choose photos, send each at once, show them, take one away. The page gives the slip that the photos are for.
const api = require('../../utils/api')
const common = require('../../words/common')
const spoken = require('../../utils/spoken')

const MOST_BYTES = 10 * 1024 * 1024

Component({
  behaviors: [spoken(common)],

  properties: {
    // What is posted beside the photo: { use: 'rating', ticket } and the like
    slip: { type: Object, value: {} },
    // Where photos are posted, below /api/v1
    path: { type: String, value: '/photos' },
    // nobody or somebody
    as: { type: String, value: 'nobody' },
    // [{ reference, shown }]; changes are told by the event "change"
    value: { type: Array, value: [] },
    most: { type: Number, value: 3 },
    // Keep them on the phone instead of sending: value is then [{ kept, shown }], and the page sends them
    later: { type: Boolean, value: false },
  },

  data: { w: /** @type {any} */ ({}), sending: 0, problem: '' },

  methods: {
    onAdd() {
      const left = this.data.most - this.data.value.length
      wx.chooseMedia({
        count: left,
        mediaType: ['image'],
        sizeType: ['compressed'],
        success: ({ tempFiles }) => this.send(tempFiles),
        fail: why => this.notChosen(why),
      })
    },

    send(files) {
      const small = files.filter(file => file.size <= MOST_BYTES)
      this.setData({ sending: small.length, problem: small.length < files.length ? this.data.w.photo_too_large : '' })
      const one = file => (this.data.later ? this.keepOne(file.tempFilePath) : this.sendOne(file.tempFilePath))
      return small.reduce((before, file) => before.then(() => one(file)), Promise.resolve())
    },

    // A path of the album ends with the mini-program; a saved one lasts.
    keepOne(filePath) {
      return new Promise(resolve => {
        wx.getFileSystemManager().saveFile({
          tempFilePath: filePath,
          success: ({ savedFilePath }) => { this.tell(this.data.value.concat({ kept: savedFilePath, shown: filePath })); resolve() },
          fail: () => { this.setData({ problem: this.data.w.photo_no_room }); resolve() },
        })
      }).then(() => this.setData({ sending: this.data.sending - 1 }))
    },

    sendOne(filePath) {
      const { path, slip, as } = this.data
      return api.upload(path, { filePath, name: 'photo', data: slip, as })
        .then(kept => this.tell(this.data.value.concat({ reference: kept.reference, shown: filePath })))
        .catch(trouble => this.setData({ problem: trouble.detail || this.data.w[`state_${trouble.kind}_hint`] }))
        .then(() => this.setData({ sending: this.data.sending - 1 }))
    },

    // Who closes the album wants nothing; a phone that may not give photos is told of.
    notChosen(why) {
      if (/cancel/.test(why.errMsg)) return
      this.setData({ problem: this.data.w.photo_not_allowed })
    },

    onTake(event) {
      const { place } = event.currentTarget.dataset
      this.tell(this.data.value.filter((_photo, other) => other !== Number(place)))
    },

    onShow(event) {
      wx.previewImage({ urls: this.data.value.map(photo => photo.shown), current: event.currentTarget.dataset.shown })
    },

    tell(value) {
      this.setData({ value, problem: '' })
      this.triggerEvent('change', { value })
    },

  },
})
