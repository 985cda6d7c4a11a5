import type { FrameLocator, Locator, Page } from 'playwright-core';
import { hasValue } from './hasValue.ts';

/** The chat in the side bar, as a user operates it. */
export class ChatView {
  readonly #page: Page;
  /** The page inside: a webview is an iframe within an iframe. */
  readonly #inner: FrameLocator;
  readonly #texts: Readonly<Record<string, string>>;

  /** @param texts of the display language, by their English text; what it lacks is English. */
  constructor(page: Page, texts: Readonly<Record<string, string>> = {}) {
    this.#page = page;
    this.#texts = texts;
    this.#inner = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** A text of the interface in the display language. */
  said(english: string): string {
    return this.#texts[english] ?? english;
  }

  get composer(): Locator {
    return this.#inner.getByRole('textbox', { name: this.said('Question') });
  }

  /** All text in the view. */
  get body(): Locator {
    return this.#inner.locator('body');
  }

  /** The newest question with everything that belongs to its answer. */
  get lastEntry(): Locator {
    return this.#inner.locator('article.entry').last();
  }

  /** Links to the sources of the newest question, best first. */
  get sources(): Locator {
    return this.lastEntry.getByRole('list', { name: this.said('Sources') }).getByRole('link');
  }

  /** The labels of the links to the sources: `folder/file.py:3-17`, best first. */
  async sourcePaths(): Promise<readonly string[]> {
    const links = await this.sources.all();
    return Promise.all(links.map(async (link) => (await link.getAttribute('aria-label')) ?? ''));
  }

  /** The model's words of the newest answer. */
  get answer(): Locator {
    return this.lastEntry.locator('.answer');
  }

  /** Citation chips in the newest answer. */
  get chips(): Locator {
    return this.answer.getByRole('link', { name: /^Source \d+/ });
  }

  /** Suggested next questions. */
  get followUps(): Locator {
    return this.#inner.getByRole('list', { name: 'Questions to ask next' }).getByRole('button');
  }

  /** What says which version of a question is shown: `2 of 3`. */
  get versions(): Locator {
    return this.#inner.getByRole('group', { name: 'Versions of this question' });
  }

  /** The field of a setting of answers. */
  field(name: string): Locator {
    return this.#inner.getByLabel(name, { exact: true });
  }

  /** Waits until the field of a setting of answers has this value. */
  async fieldIs(name: string, value: string): Promise<void> {
    await hasValue(this.field(name), value);
  }

  button(name: string | RegExp): Locator {
    return this.#inner.getByRole('button', { name });
  }

  heading(name: string | RegExp): Locator {
    return this.#inner.getByRole('heading', { name });
  }

  text(words: string | RegExp): Locator {
    return this.#inner.getByText(words);
  }

  /**
   * Goes to the composer with the keyboard alone, from anywhere in the workbench. The host puts the
   * focus there a moment after the view has it, so that the composer must not have it before.
   */
  async focus(): Promise<void> {
    await this.composer.blur();
    await this.#page.keyboard.press('Control+Alt+A');
    await this.takesTyping();
  }

  /** Waits until the composer, or the field of a question that is edited, has the focus. */
  async takesTyping(): Promise<void> {
    await this.#inner.locator('textarea:focus').waitFor();
  }

  /** The mentions that the composer offers. */
  get offers(): Locator {
    return this.#inner.getByRole('option');
  }

  /**
   * Moves the focus from control to control with a key until it is on the one with this name.
   * @throws Error if it leaves the view or comes round before.
   */
  async moveFocus(key: 'Tab' | 'Shift+Tab', name: string): Promise<void> {
    const seen: string[] = [];
    for (;;) {
      const at = await this.#inner
        .locator(':focus')
        .first() // within a component, the button itself is a second one
        .evaluate((control) => {
          const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined;
          return control.ariaLabel ?? (label ?? control).textContent.trim();
        });
      if (at === name) return;
      if (seen.length > 100) throw new Error(`${key} leads to ${seen.join(', ')}, not to ${name}`);
      seen.push(at);
      await this.#page.keyboard.press(key);
    }
  }

  /**
   * Types a question with the keyboard and sends it with Enter. Returns once it is in the
   * conversation.
   */
  async ask(question: string): Promise<void> {
    await this.composer.click();
    await this.#page.keyboard.type(question);
    await this.#page.keyboard.press('Enter');
    await this.heading(question).last().waitFor();
  }

  /** Waits for the end of the newest answer, however it ends. */
  async ended(): Promise<void> {
    await this.lastEntry
      .getByRole('button', { name: this.said('Ask again') })
      .first()
      .waitFor();
  }
}
