import assert from 'node:assert/strict';
import { t, useLanguage } from '../../src/core/texts/translate.ts';
import { chatPages } from './chatPages.ts';
import type { OpenedChat } from './openChat.ts';
import { readBundle } from './pageServer.ts';
import {
  absentChatModel,
  absentEmbeddingModel,
  answered,
  chat as chatWith,
  entry,
  flaskSources,
  indexing,
  reading,
  source,
} from './sampleChats.ts';
import { stickingOut } from './stickingOut.ts';

const long = 'aVeryLongIdentifierWithoutAnyBreak'.repeat(4);
const text = [
  `# ${long}`,
  `Call \`${long}\` and **${long}** [1].`,
  `- ${long}\n  1. \`${long}\`\n     - deep\n       - deeper ${long}`,
  `> ${long}\n> > ${long}`,
  `\`\`\`py\n${long}\n\`\`\``,
  `| Setting | Meaning | Default |\n|---|---|---|\n| \`retrieval.topK\` | Sources wanted | ` +
    `${long} |`,
  `See https://example.org/${long} and [${long}](https://example.org/).`,
  'A long table row follows.',
].join('\n\n');

describe('the chat page in a narrow side bar', () => {
  const open = chatPages();
  afterEach(() => {
    useLanguage('en', {});
  });

  for (const [name, state] of [
    [
      'an answer',
      chatWith({
        entries: [
          {
            ...answered,
            question: long,
            text,
            citations: [],
            sentences: [],
            sources: [
              ...flaskSources,
              source(6, {
                path: `${long}/${long}.ts`,
                range: '1-2000',
                symbol: long,
                language: 'ts',
              }),
            ],
          },
        ],
      }),
    ],
    ['a running answer', chatWith({ entries: [reading], scope: [`${long}/`] })],
    [
      'a failed one',
      chatWith({
        entries: [
          entry({
            phase: 'failed',
            searchMs: 1,
            notice: { message: long, actions: [{ id: 'x', label: 'Open the settings of this' }] },
          }),
        ],
      }),
    ],
    ['a stopped one', chatWith({ entries: [{ ...answered, phase: 'stopped', details: null }] })],
    [
      'the first page',
      { ...indexing, chatModel: absentChatModel, embeddingModel: absentEmbeddingModel },
    ],
    [
      'offers',
      chatWith({
        chatModel: absentChatModel,
        entries: [entry({ phase: 'done', searchMs: 1, sources: flaskSources })],
      }),
    ],
  ] as const) {
    it(`has nothing that overflows at 180 pixels: ${name}`, async () => {
      const opened = await open(state, { width: 180 });
      for (const button of await opened.page
        .getByRole('button', { name: /Why these|Details/ })
        .all())
        await button.click();
      await opened.drawn();
      assert.deepEqual(await stickingOut(opened), []);
    });
  }

  for (const language of ['en', 'ko'] as const)
    it(`shows names, folders and scores uncut from 180 to 340 pixels, in ${language}`, async () => {
      useLanguage(language, readBundle(language));
      const opened = await open(chatWith({ entries: [answered] }), { language });
      await opened.page.getByRole('button', { name: t('Why these?') }).click();
      for (const width of [180, 200, 240, 280, 300, 340, 600]) {
        await opened.page.setViewportSize({ width, height: 760 });
        await opened.drawn();
        assert.deepEqual(
          await cut(opened, '.source-link > *, .folder, .why, .why td'),
          [],
          `${width} pixels`,
        );
      }
    });

  for (const language of ['en', 'ko'] as const)
    it(`keeps the progress of indexing within its column, in ${language}`, async () => {
      useLanguage(language, readBundle(language));
      const index = { ...indexing.index, phase: 'words', totalFiles: 169, perSecond: 41 } as const;
      const opened = await open({ ...indexing, index }, { language });
      for (const width of [180, 200, 240, 280, 340]) {
        await opened.page.setViewportSize({ width, height: 760 });
        await opened.drawn();
        assert.deepEqual(await cut(opened, '.progress-row'), [], `${width} pixels`);
      }
    });

  /** The elements that need more room than they have. */
  function cut({ page }: OpenedChat, elements: string): Promise<readonly string[]> {
    return page.evaluate(`[...document.querySelectorAll('${elements}')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ className, textContent }) => className + ' ' + textContent.trim())`);
  }

  it('breaks no word of a table letter by letter', async () => {
    const opened = await open(
      chatWith({ entries: [entry({ phase: 'done', searchMs: 1, text })] }),
      {
        width: 180,
      },
    );
    const heights: number[] = await opened.page.evaluate(
      `[...document.querySelectorAll('.answer th')].map((cell) => ` +
        'cell.getClientRects()[0].height / parseFloat(getComputedStyle(cell).lineHeight))',
    );
    for (const height of heights) assert.ok(height < 2, String(heights));
  });

  it('shows right-to-left text right to left, and code left to right', async () => {
    const opened = await open(
      chatWith({
        entries: [
          entry({
            phase: 'done',
            searchMs: 1,
            question: 'איפה זה?',
            text: 'הפונקציה `mount(x)` נמצאת כאן.\n\n- פריט\n\nIn English.\n\n```py\nx = 1\n```',
          }),
        ],
      }),
    );
    const directions: string[] = await opened.page.evaluate(
      `[...document.querySelectorAll('.question, .answer p, .answer ul, .answer ` +
        `code')].map((element) => element.tagName + ' ' + getComputedStyle(element).direction)`,
    );
    assert.deepEqual(directions, [
      'H2 rtl',
      'P rtl',
      'CODE ltr',
      'UL rtl',
      'P rtl',
      'P ltr',
      'CODE ltr',
    ]);
  });
});
