// From page to page, and what a page says of itself to WeChat's own frame.
import { fail, succeed } from './answers.js'

const BAR = 44 // the height of the bar, which covers what is below it

export function navigation(pages) {
  const going = (name, go) => options => {
    try { go(options || {}) } catch (error) { return fail(options, name, error.message) }
    return succeed(options, name)
  }
  const full = url => (url.startsWith('/') ? url : new URL(url, `http://x/${pages.top().route}`).href.slice('http://x'.length))
  return {
    navigateTo: going('navigateTo', ({ url }) => pages.open(full(url))),
    redirectTo: going('redirectTo', ({ url }) => pages.replace(full(url))),
    reLaunch: going('reLaunch', ({ url }) => pages.relaunch(full(url))),
    switchTab: going('switchTab', ({ url }) => pages.relaunch(full(url))),
    navigateBack: going('navigateBack', ({ delta }) => pages.back(delta || 1)),
    setNavigationBarTitle: going('setNavigationBarTitle', ({ title }) => pages.named(title)),
    setNavigationBarColor: going('setNavigationBarColor', () => {}),
    stopPullDownRefresh: going('stopPullDownRefresh', () => {}),
    startPullDownRefresh: going('startPullDownRefresh', () => pages.top().page.onPullDownRefresh?.()),
    pageScrollTo: going('pageScrollTo', ({ scrollTop, selector }) => {
      const there = selector && pages.top().page._$.getShadowRoot().querySelector(selector)
      if (selector && !there) throw new Error(`no ${selector} on the page`)
      scrollTo(0, there ? there.$$.getBoundingClientRect().top + scrollY - BAR : scrollTop || 0)
    }),
  }
}
