import type { OpenedChat } from './openChat.ts';

/** Elements that extend beyond the page and are not in a scrolled or clipped parent. */
export function stickingOut({ page }: OpenedChat): Promise<readonly string[]> {
  return page.evaluate(`document.querySelector('main').scrollLeft = 0,
    [...document.querySelectorAll('body *')]
    .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden'))
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      if (width === 0 || (left >= -0.5 && right <= innerWidth + 0.5)) return false;
      for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) {
        if (outer.matches('main, .page, body')) continue;
        if (getComputedStyle(outer).overflowX !== 'visible') return false;
      }
      return true;
    })
    .map((element) => [element, JSON.stringify(element.getBoundingClientRect())])
    .map(([element, box]) => element.tagName + '.' + element.className + ' ' + box)`);
}
