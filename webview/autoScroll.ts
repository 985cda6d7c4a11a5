/** Space left above what is at the view's top. */
const gapPx = 8;

/** Within this many pixels of the end, a reader counts as being there. */
const nearEndPx = 32;

/**
 * Keeps the end of a scrolling conversation in view while an answer grows, but only while the
 * reader is there. Scrolling up or unfolding something stops it; scrolling back to the end or
 * asking a question starts it again.
 */
export class AutoScroll {
  readonly #scroller: HTMLElement;
  readonly #anchor: () => HTMLElement | null;
  readonly #onMoved: (away: boolean) => void;
  #following = true;
  /** The scroll position that following set last. */
  #restsAt = -1;

  /**
   * @param anchor must not be scrolled out at the top of the view while following, however much
   * grows below it.
   * @param onMoved called with whether the end is out of view, whenever that may have changed.
   */
  constructor(
    scroller: HTMLElement,
    content: HTMLElement,
    anchor: () => HTMLElement | null,
    onMoved: (away: boolean) => void,
  ) {
    this.#scroller = scroller;
    this.#anchor = anchor;
    this.#onMoved = onMoved;
    scroller.addEventListener(
      'scroll',
      () => {
        this.#following = this.#isNearEnd() || Math.abs(scroller.scrollTop - this.#restsAt) < 2;
        onMoved(!this.#isNearEnd());
      },
      { passive: true },
    );
    const resized = new ResizeObserver(() => {
      this.#settle();
    });
    resized.observe(content);
    resized.observe(scroller);
  }

  /** The reader's scroll position; null while the end is followed. */
  get top(): number | null {
    return this.#following ? null : this.#scroller.scrollTop;
  }

  /** Returns to where the reader was. */
  goTo(top: number): void {
    this.release();
    this.#scroller.scrollTop = top;
  }

  /**
   * Stops following, because the reader is looking at something above the end that must not move
   * away.
   */
  release(): void {
    this.#following = false;
    this.#restsAt = -1;
  }

  /** Goes to where the newest content is visible, and follows it. */
  follow(): void {
    this.#following = true;
    this.#settle();
  }

  /** Goes to the very end, and follows it. */
  toEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #settle(): void {
    if (this.#following) {
      const { scrollHeight, clientHeight } = this.#scroller;
      const top = (this.#anchor()?.offsetTop ?? Infinity) - gapPx;
      this.#scroller.scrollTop = Math.max(0, Math.min(scrollHeight - clientHeight, top));
      this.#restsAt = this.#scroller.scrollTop;
    }
    this.#onMoved(!this.#isNearEnd());
  }

  #isNearEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < nearEndPx;
  }
}
