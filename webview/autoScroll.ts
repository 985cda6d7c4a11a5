/** Within so many pixels of the end a reader counts as being there. */
const nearEndPx = 32;

/**
 * Keeps the end of a scrolling conversation in sight while an answer grows, and only while the reader is there: scrolling up or unfolding
 * something stops it, scrolling back to the end or asking starts it again.
 */
export class AutoScroll {
  readonly #scroller: HTMLElement;
  readonly #onMoved: (away: boolean) => void;
  #following = true;

  /** @param onMoved told whether the end is out of sight, whenever that may have changed. */
  constructor(scroller: HTMLElement, content: HTMLElement, onMoved: (away: boolean) => void) {
    this.#scroller = scroller;
    this.#onMoved = onMoved;
    scroller.addEventListener('scroll', () => {
      this.#following = this.#isNearEnd();
      onMoved(!this.#following);
    }, { passive: true });
    new ResizeObserver(() => { this.#grown(); }).observe(content);
  }

  /** The reader has turned to something above the end: growth no longer moves it away. */
  release(): void {
    this.#following = false;
  }

  /** Goes to the end and stays there. */
  follow(): void {
    this.#following = true;
    this.#grown();
  }

  #grown(): void {
    if (this.#following) this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#onMoved(!this.#isNearEnd());
  }

  #isNearEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < nearEndPx;
  }
}
