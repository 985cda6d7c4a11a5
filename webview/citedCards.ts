import type { CitedChip, PageAction } from './pageState.ts';

/** Delay before showing, so that a pointer passing over a chip shows nothing. */
const showAfterMs = 250;
/** By then, a view that scrolls to the focused element has stopped moving. */
const focusAfterMs = 100;
/** Long enough to move the pointer from the chip into the card. */
const hideAfterMs = 200;

/** Shows the card of a chip while the pointer or the focus is on it, or the pointer on the card. */
export class CitedCards {
  readonly #dispatch: (action: PageAction) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(dispatch: (action: PageAction) => void) {
    this.#dispatch = dispatch;
  }

  /** @param atOnce for keyboard focus, which is always deliberate. */
  enter(chip: Element, cited: Omit<CitedChip, 'top' | 'bottom'>, atOnce: boolean): void {
    this.#later(atOnce ? focusAfterMs : showAfterMs, () => {
      const { top, bottom } = chip.getBoundingClientRect();
      this.#dispatch({ type: 'cited-shown', cited: { ...cited, top, bottom } });
    });
  }

  leave(): void {
    this.#later(hideAfterMs, () => {
      this.hide();
    });
  }

  /** The pointer has reached the card. */
  stay(): void {
    clearTimeout(this.#timer);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#dispatch({ type: 'cited-shown', cited: null });
  }

  #later(afterMs: number, work: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(work, afterMs);
  }
}
