import { html, render } from 'lit-html';
import { AutoScroll } from './autoScroll.ts';
import { icon } from './views/elements.ts';
import { t } from '../src/core/texts/translate.ts';

/** The permanent parts of the page. */
export interface Shell {
  readonly content: HTMLElement;
  readonly foot: HTMLElement;
  /** A layer over the page. */
  readonly layer: HTMLElement;
  readonly scroll: AutoScroll;
  /** Says something to a screen reader, politely. */
  readonly announce: (words: string) => void;
}

/**
 * Builds them into `body`: a scrolling conversation, the foot with the composer, a way back to the
 * end, a live region.
 * @param isReading whether the newest answer has only sources so far: they stay in view, whatever
 * is below them.
 * @param onMoved called whenever the conversation may have been scrolled.
 */
export function createShell(
  body: HTMLElement,
  isReading: () => boolean,
  onMoved: () => void,
): Shell {
  const root = body.appendChild(document.createElement('div'));
  root.className = 'page';
  render(
    html` <main>
        <div class="content"></div>
        <div class="layer"></div>
      </main>
      <div class="below">
        <button
          class="to-end"
          type="button"
          hidden
          aria-label=${t('To the newest answer')}
          title=${t('To the newest answer')}
          @click=${() => {
            scroll.toEnd();
          }}
        >
          ${icon('arrow-down')}
        </button>
        <div class="foot"></div>
      </div>
      <div class="visually-hidden" role="status" aria-live="polite"></div>`,
    root,
  );
  const part = (selector: string): HTMLElement => {
    const element = root.querySelector(selector);
    if (!(element instanceof HTMLElement)) throw new TypeError(`The page lost its ${selector}.`);
    return element;
  };
  const content = part('.content');
  const toEnd = part('.to-end');
  const status = part('[role=status]');
  const anchor = (): HTMLElement | null => {
    const newest = content.querySelector('.entry:last-of-type');
    return newest instanceof HTMLElement && isReading() ? newest : null;
  };
  const scroll = new AutoScroll(part('main'), content, anchor, (away) => {
    toEnd.hidden = !away;
    onMoved();
  });
  return {
    content,
    foot: part('.foot'),
    layer: part('.layer'),
    scroll,
    announce: (words) => {
      status.textContent = words;
    },
  };
}
