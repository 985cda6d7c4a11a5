import type { FrameLocator, Locator, Page } from 'playwright-core';

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

  button(name: string | RegExp): Locator {
    return this.#inner.getByRole('button', { name });
  }

  heading(name: string | RegExp): Locator {
    return this.#inner.getByRole('heading', { name });
  }

  text(words: string | RegExp): Locator {
    return this.#inner.getByText(words);
  }

  /** Waits until the composer has the focus. */
  async takesTyping(): Promise<void> {
    await this.#inner.locator('textarea:focus').waitFor();
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
