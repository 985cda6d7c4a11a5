import assert from 'node:assert/strict';
import type { SourceView } from '../../src/core/conversation/chatState.ts';
import { chatPages } from './chatPages.ts';
import type { OpenedChat } from './openChat.ts';
import { absentChatModel, chat as chatWith, entry, flaskSources, source } from './sampleChats.ts';

/** Words that would run, load or escape something if they were ever taken for markup. */
const attacks = [
  '<img src=x onerror="pwned=1">',
  '</script><script>pwned=1</script>',
  '<svg onload=pwned=1>',
  '<iframe src="javascript:parent.pwned=1"></iframe>',
  '"><b onmouseover=pwned=1>',
  '<style>*{display:none}</style>',
  '<a href="javascript:pwned=1">x</a>',
  '${pwned=1}',
  '{{pwned=1}}',
  '<!-- lit -->?<?lit$0$?>',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '[x](javascript:pwned=1)',
  '[x](command:workbench.action.quit)',
  '[x](vscode://evil/x)',
  '![x](https://evil.example/x.png)',
  '<https://evil.example/>',
  '[x](data:text/html,<script>pwned=1</script>)',
  '[x]("onmouseover="pwned=1)',
  '[x](https://ok.example/"onclick="pwned=1)',
  '[1]: https://evil.example/',
  '```"><script>pwned=1</script>\n<script>pwned=1</script>\n```',
];

/** Elements that only outside markup could have created. */
const foreign =
  ':is(script:not([nonce]), img, iframe, object, embed, link, style, form, video, audio, ' +
  'base, meta, svg, b, [onerror], [onload], [onclick], [onmouseover], [style])';

describe('the chat page with hostile content', () => {
  const open = chatPages();

  async function assertHarmless({ page }: OpenedChat): Promise<void> {
    assert.equal(await page.evaluate('typeof pwned'), 'undefined');
    assert.deepEqual(
      await page.evaluate(
        `[...document.querySelectorAll('.content ${foreign}')].map((element) => element.outerHTML)`,
      ),
      [],
    );
    const links: string[] = await page.evaluate(
      "[...document.querySelectorAll('.content a')].map((link) => link.getAttribute('href'))",
    );
    for (const link of links) assert.match(link, /^(#$|https:\/\/)/);
  }

  it('shows hostile names around a source as text', async () => {
    const names = [...attacks, '\u202efdp.exe', '\u05d0\u05d1 1', ''].map((name, at) => ({
      name,
      first: at + 1,
      last: at + 1,
      hasSource: false,
    }));
    const outline = { around: names.slice(0, 3), names, unlisted: 9 };
    const opened = await open(
      chatWith({ entries: [entry({ phase: 'done', searchMs: 1, sources: flaskSources })] }),
      { outline },
    );
    await opened.page
      .getByRole('button', { name: /^What is around/ })
      .first()
      .click();
    const shown = opened.page.locator('.outline');
    await shown.getByText('<img src=x onerror="pwned=1">', { exact: true }).first().waitFor();
    assert.equal(await shown.getByRole('link').count(), names.length + 3);
    assert.doesNotMatch(await shown.innerText(), /\u202e/);
    await assertHarmless(opened);
  });

  it('shows an answer’s words and runs none of them', async () => {
    const opened = await open(
      chatWith({ entries: [entry({ phase: 'done', searchMs: 1, text: attacks.join('\n\n') })] }),
    );
    await assertHarmless(opened);
    for (const words of [
      '<img src=x onerror="pwned=1">',
      '</script><script>pwned=1</script>',
      '[x](command:workbench.action.quit)',
    ]) {
      assert.ok((await opened.page.locator('.answer').innerText()).includes(words), words);
    }
  });

  it('shows it as it streams in, cut anywhere', async () => {
    const opened = await open(
      chatWith({ entries: [entry({ phase: 'writing', searchMs: 1, text: '' })] }),
    );
    const text = attacks.join(' ');
    for (let start = 0; start < text.length; start += 7)
      await opened.tell({ type: 'text', id: 'a', delta: text.slice(start, start + 7) });
    await assertHarmless(opened);
  });

  it('shows hostile questions, file names, symbols, lines and words', async () => {
    const sources: readonly SourceView[] = attacks.map((attack, index) => ({
      ...source(index + 1, { path: 'a.py', range: '1-2', symbol: attack, language: 'python' }, [
        [1, attack],
        [2, `!${attack}`],
      ]),
      fileName: attack,
      folder: attack,
      language: index % 2 === 0 ? 'html' : attack,
      breakdown: {
        lexical: 1,
        dense: 1,
        phrases: 0,
        neighbours: 0,
        file: 1,
        prior: 1,
        final: 1,
        matchedWords: [attack],
      },
    }));
    const opened = await open(
      chatWith({
        workspace: { folderNames: attacks, trusted: true },
        scope: attacks,
        chatModel: { ...absentChatModel, name: attacks.join('') },
        entries: attacks.map((attack, index) =>
          entry({
            id: `e${index}`,
            question: attack,
            phase: 'failed',
            searchMs: 1,
            sources,
            notice: { message: attack, actions: [{ id: 'x', label: attack }] },
          }),
        ),
      }),
    );
    await opened.page.getByRole('button', { name: 'Why these?' }).first().click();
    await opened.page
      .getByRole('button', { name: /^Show \d+ more/ })
      .first()
      .click();
    await opened.drawn();
    await assertHarmless(opened);
    assert.equal(await opened.page.locator('.question').first().innerText(), attacks[0]);
  });

  it('shows hostile first pages', async () => {
    const [first, ...rest] = attacks;
    const opened = await open(
      chatWith({
        workspace: { folderNames: [first ?? ''], trusted: true },
        exampleQuestions: rest,
        index: {
          phase: 'failed',
          files: 1,
          totalFiles: 1,
          chunks: 1,
          embeddedChunks: 0,
          perSecond: 0,
          secondsLeft: 1,
          skipped: attacks.map((reason) => ({ reason, count: 1 })),
          message: attacks.join(' '),
          actions: [],
        },
      }),
    );
    await assertHarmless(opened);
  });

  it('makes a right-to-left override in a name visible', async () => {
    const opened = await open(
      chatWith({
        entries: [
          entry({
            phase: 'done',
            searchMs: 1,
            sources: [
              source(1, {
                path: 'src/invoice\u202egpj.py',
                range: '1',
                symbol: '',
                language: 'python',
              }),
            ],
          }),
        ],
      }),
    );
    assert.equal(await opened.page.locator('.source-link').textContent(), 'invoice\ufffdgpj.py:1');
  });

  it('opens https links through the editor and shows their targets', async () => {
    const opened = await open(
      chatWith({
        entries: [
          entry({
            phase: 'done',
            searchMs: 1,
            text: 'See [the docs](https://flask.example/docs).',
          }),
        ],
      }),
    );
    const link = opened.page.getByRole('link', { name: 'the docs' });
    assert.equal(await link.getAttribute('href'), 'https://flask.example/docs');
    assert.match(
      await opened.page.locator('.answer').innerText(),
      /See the docs \(https:\/\/flask\.example\/docs\)/,
    );
  });

  it("shows the address once if a link's label is its address", async () => {
    const opened = await open(
      chatWith({
        entries: [
          entry({ phase: 'done', searchMs: 1, text: 'See <https://flask.example/docs> for more.' }),
        ],
      }),
    );
    assert.match(
      await opened.page.locator('.answer').innerText(),
      /^See https:\/\/flask\.example\/docs for more\./,
    );
  });

  it('warns at a source that addresses the model', async () => {
    const caution = 'Line 2 reads like an instruction to the model.';
    const range = { path: 'a.py', range: '1-2', symbol: '', language: 'python' };
    const opened = await open(
      chatWith({
        entries: [
          entry({ phase: 'done', searchMs: 1, sources: [{ ...source(1, range), caution }] }),
        ],
      }),
    );
    assert.equal(await opened.page.locator('.source .caution').innerText(), caution);
  });

  it('says at a source that its lines have changed, until they have not', async () => {
    const range = { path: 'a.py', range: '1-2', symbol: '', language: 'python' };
    const sources = [source(1, range), source(2, range)];
    const opened = await open(
      chatWith({ entries: [entry({ id: 'q', phase: 'done', searchMs: 1, sources })] }),
    );
    const drifts = opened.page.locator('.source .drift');
    assert.equal(await drifts.count(), 0);
    const drift = 'Moved 12 lines down since it was found. <b>[x](command:y)</b>';
    await opened.tell({ type: 'sources-checked', id: 'q', drifts: ['', drift] });
    await drifts.waitFor();
    assert.equal(await opened.page.locator('.source').nth(1).locator('.drift').innerText(), drift);
    await opened.tell({ type: 'sources-checked', id: 'q', drifts: ['', ''] });
    await drifts.waitFor({ state: 'detached' });
  });

  it('ignores messages that are not the host’s', async () => {
    const opened = await open(chatWith());
    await opened.page.evaluate(
      "for (const data of [null, 1, 'x', {}, [], { jsonrpc: '1.0', method: 'chat/changed' }]) " +
        "postMessage(data, '*')",
    );
    await opened.drawn();
    await opened.tell({ type: 'asked', id: 'a', question: 'still there?' });
    await opened.page.getByText('still there?').waitFor();
  });
});
