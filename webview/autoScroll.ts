/** Left free above what stands at the view's top. */
const gapPx = 8;

/** Within so many pixels of the end a reader counts as being there. */
const nearEndPx = 32;

/**
 * Keeps the end of a scrolling conversation in sight while an answer grows, and only while the
 * reader is there: scrolling up or unfolding something stops it, scrolling back to the end or
 * asking starts it again.
 */
export class AutoScroll {
  readonly #scroller: HTMLElement;
  readonly #anchor: () => HTMLElement | null;
  readonly #onMoved: (away: boolean) => void;
  #following = true;
  /** Where following has put the view. */
  #restsAt = -1;

  /**
   * @param anchor what must not be scrolled out of the view's top while following, however much
   * grows below it.
   * @param onMoved told whether the end is out of sight, whenever that may have changed.
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
    new ResizeObserver(() => {
      this.#grown();
    }).observe(content);
  }

  /** How far the reader has scrolled; null while the end is followed. */
  get top(): number | null {
    return this.#following ? null : this.#scroller.scrollTop;
  }

  /** Goes back to where the reader was. */
  goTo(top: number): void {
    this.release();
    this.#scroller.scrollTop = top;
  }

  /** The reader has turned to something above the end: growth no longer moves it away. */
  release(): void {
    this.#following = false;
    this.#restsAt = -1;
  }

  /** Goes to where the newest is to be seen and stays there. */
  follow(): void {
    this.#following = true;
    this.#grown();
  }

  /** Goes to the very end and stays there. */
  toEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #grown(): void {
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
