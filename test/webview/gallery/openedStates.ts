import type { OutlineName } from '../../../src/core/retrieval/presenting/outlineAround.ts';
import { plural, t } from '../../../src/core/texts/translate.ts';
import type { OpenedChat } from '../openChat.ts';
import { answered, chat, entry, flaskSources, presentModel, source } from '../sampleChats.ts';
import type { ShownState, ShownStates } from './shownState.ts';

const state = chat({ entries: [answered] });

/** What a user can open or unfold, said in the language in use. */
export function openedStates(): ShownStates {
  return { ...underAnAnswer(), ...onACard(), ...inTheComposer() };
}

async function click(opened: OpenedChat, name: string): Promise<void> {
  await opened.page.getByRole('button', { name, exact: true }).first().click();
  await opened.drawn();
}

function clicked(name: string): ShownState {
  return { state, act: (opened) => click(opened, name) };
}

function underAnAnswer(): ShownStates {
  return {
    details: clicked(t('Details')),
    'why-these': clicked(t('Why these?')),
    'verdicts-explained': {
      state,
      act: ({ page }) => page.locator('.verdicts summary').click(),
    },
    thoughts: {
      state: chat({
        entries: [{ ...answered, thoughts: 'Which of the two is asked for?\nBoth.' }],
      }),
      act: (opened) => click(opened, t('Thoughts')),
    },
    'question-edited': clicked(t('Edit the question')),
    'cited-lines': {
      state,
      actAgain: async ({ page }) => {
        await page.locator('#question').focus();
        await page.locator('.cited-card').waitFor({ state: 'detached' });
        await page.locator('.chip').first().focus();
        await page.locator('.cited-card').waitFor();
      },
    },
    markdown: { state: chat({ entries: [{ ...answered, text: markdown, ...unchecked }] }) },
    'every-colour-of-code': { state: chat({ entries: [colouredCode] }) },
  };
}

function onACard(): ShownStates {
  const [first, second, third, ...others] = flaskSources;
  const line = t('Line {line}', { line: 901 });
  const caution = t(
    '{line} reads like an instruction to the model. An answer may have followed it.',
    { line },
  );
  const drift = plural(
    12,
    'Moved {count} line down since it was found.',
    'Moved {count} lines down since it was found.',
  );
  const copy = { fileName: 'app.py', folder: 'vendor/flask', rangeLabel: '871-894', lines: [] };
  return {
    outline: {
      state,
      outline: {
        around: [outlined('Flask', 81, true)],
        names: [
          outlined('preprocess_request', 840),
          outlined('dispatch_request', 879, true),
          outlined('full_dispatch_request', 904),
        ],
        unlisted: 260,
      },
      act: async (opened) => {
        await click(opened, t('What is around {name}', { name: 'app.py:879-902' }));
        await opened.page.locator('.outline').waitFor();
      },
    },
    'notes-on-cards': {
      state: chat({
        entries: [
          {
            ...answered,
            sources: [
              { ...first!, caution, copies: [copy], unlistedCopies: 3 },
              { ...second!, notUseful: true },
              { ...third!, drift, encoding: 'EUC-KR' },
              ...others,
            ],
          },
        ],
      }),
    },
  };
}

function inTheComposer(): ShownStates {
  const question = ({ page }: OpenedChat) => page.locator('#question');
  const names = {
    paths: ['courier/sessions.py', 'My notes/sessions (old).md', 'docs/sessions.md'],
    symbols: [{ name: 'Session.mount', path: 'courier/sessions.py' }],
  };
  const chatModel = { ...presentModel, name: 'Meta-Llama-3.1-8B-Instruct-Q4_K_M' };
  return {
    completion: {
      state,
      names,
      act: async (opened) => {
        await question(opened).pressSequentially('@ses');
        await opened.page.getByRole('listbox').waitFor();
      },
    },
    'question-typed': {
      state: chat({ entries: [answered], chatModel, decodingPreset: 'custom' }),
      act: (opened) => question(opened).fill('And where is it registered?'),
    },
    'question-too-long': { state, act: (opened) => question(opened).fill('x '.repeat(4100)) },
    settings: clicked(t('Settings of answers')),
    'settings-refused': {
      state,
      act: async (opened) => {
        await click(opened, t('Settings of answers'));
        await opened.page.locator('input[name="decoding.temperature"]').fill('2.1');
        await opened.drawn();
      },
    },
  };
}

function outlined(name: string, first: number, hasSource = false): OutlineName {
  return { name, first, last: first + 20, hasSource };
}

const unchecked = { citations: [], sentences: [] };

const markdown =
  'A list:\n\n1. `code`, **bold** and [a link](https://example.org/)\n2. two\n\n> said\n\n' +
  '```python\ndef f(x: int):  # why\n    return "s" + 1\n```\n\n| a | b |\n|---|---|\n| c | d ' +
  '|\n\n## And\n\n---\n\nend';

const code =
  'export function name(type: string): number { return new Map<string>().get("text", 12) ?? ' +
  'true; } // why';

const colouredCode = entry({
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
});
