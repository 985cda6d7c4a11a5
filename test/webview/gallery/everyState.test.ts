import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { useLanguage } from '../../../src/core/texts/translate.ts';
import { resultsFolder } from '../../support/paths.ts';
import { chatPages } from '../chatPages.ts';
import type { OpenedChat } from '../openChat.ts';
import { readBundle } from '../pageServer.ts';
import type { PageLanguage, Theme } from '../pageServer.ts';
import { stickingOut } from '../stickingOut.ts';
import { violations } from '../violations.ts';
import { answerStates } from './answerStates.ts';
import { firstPageStates } from './firstPageStates.ts';
import { openedStates } from './openedStates.ts';

const everyState = () => ({ ...firstPageStates(), ...answerStates(), ...openedStates() });
const languages: readonly PageLanguage[] = ['en', 'ko'];
const themes: readonly Theme[] = ['darkModern', 'lightModern', 'highContrast', 'highContrastLight'];
const widths = [240, 340, 600];
/** Axe runs at the smallest width, where the most can be wrong. */
const checkedWidth = 240;
/**
 * Colours are the same in each language. Names are not, nor are the sizes of what can be clicked,
 * which the borders of high contrast change too.
 */
const checkedThemes: Readonly<Record<PageLanguage, readonly Theme[]>> = {
  en: themes,
  ko: ['darkModern', 'highContrast'],
};
const height = 790;
const folder = join(resultsFolder, 'webview');

/** The pictures are for people to look at, in `test-results/webview/STATE-LANGUAGE-THEME-WIDTH`. */
describe('every state of the chat page', () => {
  const open = chatPages();
  before(() => mkdirSync(folder, { recursive: true }));
  afterEach(() => {
    useLanguage('en', {});
  });

  for (const name of Object.keys(everyState()))
    for (const language of languages)
      it(`fits, is accessible and has its pictures: ${name}, ${language}`, async () => {
        useLanguage(language, readBundle(language));
        const shown = everyState()[name]!;
        const opened = await open(shown.state, { ...shown, language, height });
        await shown.act?.(opened);
        for (const width of widths) {
          await showAll(opened, width);
          await shown.actAgain?.(opened);
          for (const theme of themes) {
            await opened.wear(theme);
            assert.deepEqual(await stickingOut(opened), [], `${theme}, ${width}`);
            await opened.page.screenshot({
              path: join(folder, `${name}-${language}-${theme}-${width}.png`),
            });
            if (width === checkedWidth && checkedThemes[language].includes(theme))
              assert.deepEqual(await violations(opened), [], theme);
          }
        }
      });

  /** Makes the view as wide as that, and as high as what is in it. */
  async function showAll(opened: OpenedChat, width: number): Promise<void> {
    const { page } = opened;
    await page.setViewportSize({ width, height });
    const hidden: number = await page.evaluate(
      "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('main'))",
    );
    if (hidden > 0) await page.setViewportSize({ width, height: height + hidden });
    await opened.drawn();
  }
});
