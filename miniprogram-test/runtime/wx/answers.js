// How a wx call ends: success or fail, then complete; without any of them it is a promise.

export function succeed(options, name, result = {}) {
  return settle(options, 'success', { errMsg: `${name}:ok`, ...result })
}

export function fail(options, name, why, more = {}) {
  return settle(options, 'fail', { errMsg: `${name}:fail ${why}`, ...more })
}

function settle(options, how, result) {
  const told = options || {}
  if (told.success || told.fail || told.complete) {
    told[how]?.(result)
    told.complete?.(result)
    return undefined
  }
  return how === 'success' ? Promise.resolve(result) : Promise.reject(result)
}

// The same where the end comes later.
export function later(options, work) {
  const told = options || {}
  if (told.success || told.fail || told.complete) { work(told); return undefined }
  return new Promise((success, failure) => work({ ...told, success, fail: failure }))
}
