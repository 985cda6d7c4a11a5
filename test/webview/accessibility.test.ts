import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ChatState } from '../../src/core/conversation/chatState.ts';
import { chatPages } from './chatPages.ts';
import type { OpenedChat } from './openChat.ts';
import type { Theme } from './pageServer.ts';
import {
  absentChatModel,
  absentEmbeddingModel,
  answered,
  chat as chatWith,
  entry,
  indexing,
  reading,
  source,
  withoutModel,
} from './sampleChats.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const markdown =
  'A list:\n\n1. `code`, **bold** and [a link](https://example.org/)\n2. two\n\n> said\n\n' +
  '```python\ndef f(x: int):  # why\n    return "s" + 1\n```\n\n| a | b |\n|---|---|\n| c | d ' +
  '|\n\n## And\n\n---\n\nend';

const code =
  'export function name(type: string): number { return new Map<string>().get("text", 12) ?? ' +
  'true; } // why';

const states: Readonly<Record<string, ChatState>> = {
  'an answer': chatWith({ entries: [answered] }),
  'a meter': chatWith({ entries: [reading] }),
  'no models': chatWith({
    entries: [withoutModel],
    chatModel: absentChatModel,
    embeddingModel: absentEmbeddingModel,
  }),
  'a first indexing': indexing,
  'a download': chatWith({
    entries: [withoutModel],
    chatModel: {
      ...absentChatModel,
      status: 'downloading',
      receivedBytes: 1e9,
      bytesPerSecond: 1e7,
    },
    index: indexing.index,
  }),
  Markdown: chatWith({
    entries: [
      { ...answered, text: markdown, citations: [], sentences: [] },
      entry({ id: 's', phase: 'stopped' }),
    ],
  }),
  'every colour of code': chatWith({
    entries: [
      entry({
        phase: 'done',
        searchMs: 1,
        sources: [
          source(1, { path: 'a.ts', range: '1-6', symbol: '', language: 'typescript' }, [
            [1, code],
            [2, `!${code}`],
            [3, '/* said'],
            [4, '!said'],
            [5, 'said */'],
            [6, '!<T extends U>(a: "b") => class { x = `y` }'],
          ]),
          source(2, { path: 'b.html', range: '1-2', symbol: '', language: 'html' }, [
            [1, '<a href="b">'],
            [2, '!<a href="b">'],
          ]),
        ],
      }),
    ],
  }),
  failures: chatWith({
    entries: [
      entry({
        phase: 'failed',
        notice: { message: 'It crashed.', actions: [{ id: 'x', label: 'Retry' }] },
      }),
    ],
    index: { ...indexing.index, phase: 'failed', message: 'The disk is full.' },
  }),
  'versions of a question': chatWith({
    entries: [{ ...answered, version: { of: 'o', number: 2 } }],
    hidden: [[{ ...withoutModel, id: 'o', version: { of: 'o', number: 1 } }]],
  }),
  'no trust': chatWith({ workspace: { folderNames: ['flask'], trusted: false } }),
};

describe('accessibility of the chat page', () => {
  const open = chatPages();

  /**
   * Everything that a machine can check, including contrast.
   * @returns what is wrong, by rule and element.
   */
  async function violations({ page }: OpenedChat): Promise<readonly string[]> {
    await page.evaluate(axe);
    return page.evaluate(
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', " +
        "'best-practice'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => " +
        "nodes.map((node) => id + ': ' + node.html + ' ' + " +
        "node.any.concat(node.all).map((check) => check.message).join(' '))))",
    );
  }

  const themes = [
    'darkModern',
    'lightModern',
    'highContrast',
    'highContrastLight',
  ] as const satisfies readonly Theme[];
  for (const [name, state] of Object.entries(states)) {
    it(`has no violation in ${name}, in dark, light and high contrast`, async () => {
      const opened = await open(state);
      for (const button of await opened.page
        .getByRole('button', { name: /Why these|Details|Settings of answers/ })
        .all())
        await button.click();
      for (const theme of themes) {
        await opened.wear(theme);
        assert.deepEqual(await violations(opened), [], theme);
      }
    });
  }

  for (const [name, state] of Object.entries(states)) {
    it(`fits a width of 300, 340 and 600 pixels in ${name}`, async () => {
      const opened = await open(state, { width: 300 });
      for (const width of [300, 340, 600]) {
        await opened.page.setViewportSize({ width, height: 700 });
        const tooWide: string[] = await opened.page
          .evaluate(`[...document.querySelectorAll('.page *')]
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
          .filter((element) => !element.closest('.lines, pre, .table, .visually-hidden'))
          .map((element) => element.outerHTML.slice(0, 120))`);
        assert.deepEqual(tooWide, [], String(width));
      }
    });
  }

  it('is usable by keyboard alone, with every stop named and its focus visible', async () => {
    const opened = await open(
      chatWith({ entries: [answered], chatModel: absentChatModel, index: indexing.index }),
    );
    await opened.page.keyboard.press('Tab');
    const stops: string[] = [];
    for (let stop = await focus(opened); stop !== null; stop = await focus(opened)) {
      assert.ok(stop.outlined, `${stop.name} shows no focus`);
      stops.push(stop.name);
      await opened.page.keyboard.press('Tab');
    }
    const wanted = [
      'Why these?',
      'src/flask/app.py:879-902',
      'Hide lines of app.py:879-902',
      'Lines of app.py:879-902',
      'src/flask/ctx.py:361-371',
      'Show lines of lifecycle.rst:48-63',
      'Source 2: src/flask/ctx.py:361-371',
      'Source 1: src/flask/app.py:879-902',
      'Copy answer',
      'Ask again',
      'Details',
      'Pause indexing',
      'Cancel indexing',
      'Ask beyond src/flask/',
      'Question',
      'No chat model',
      'Wording',
    ];
    let position = -1;
    for (const name of wanted) {
      const next = stops.indexOf(name, position + 1);
      assert.ok(
        next > position,
        `${name} is not reached after ${stops[position] ?? 'the start'}: ${stops.join(' | ')}`,
      );
      position = next;
    }
  });

  /**
   * The focused element, even within a component, and whether the focus is visible; null if it has
   * left the page.
   */
  async function focus({ page }: OpenedChat): Promise<{ name: string; outlined: boolean } | null> {
    return page.evaluate(`(() => {
      const outer = document.activeElement;
      if (outer === document.body) return null;
      const inner = outer.shadowRoot?.activeElement ?? outer;
      const name = outer.getAttribute('aria-label') ?? outer.innerText.trim();
      const { outlineStyle } = getComputedStyle(inner);
      const makeProbe = () => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.className = 'focus-colour';
        probe.style.color = 'var(--vscode-focusBorder)';
        return probe;
      };
      const probe = document.querySelector('.focus-colour') ?? makeProbe();
      const composer = inner.closest('.composer');
      const framed = composer &&
        getComputedStyle(composer).borderColor === getComputedStyle(probe).color;
      return { name, outlined: outlineStyle !== 'none' || Boolean(framed) };
    })()`);
  }

  it('keeps borders and marks in forced colours', async () => {
    const opened = await open(chatWith({ entries: [answered] }), { forcedColors: 'active' });
    const style = (selector: string, property: string): Promise<string> =>
      opened.page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${property}`);
    for (const selector of ['.source', '.composer', '.badge'])
      assert.equal(await style(selector, 'borderTopStyle'), 'solid', selector);
    assert.notEqual(
      await style('.source mark', 'backgroundColor'),
      await style('.source', 'backgroundColor'),
    );
  });

  it('does not animate if reduced motion is preferred', async () => {
    const opened = await open(chatWith({ entries: [entry({ phase: 'loading' })] }));
    await opened.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.deepEqual(
      await opened.page.evaluate(
        'document.getAnimations().filter((animation) => ' +
          'animation.effect.getComputedTiming().duration > 0).map((animation) => ' +
          'animation.effect.target.outerHTML)',
      ),
      [],
    );
  });
});
