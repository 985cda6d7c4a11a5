import assert from 'node:assert/strict';
import { wording } from '../../src/core/texts/wording.ts';
import { chatPages } from './chatPages.ts';
import { sent } from './openChat.ts';
import {
  absentChatModel,
  answered,
  chat as chatWith,
  entry,
  flaskSources,
  source,
  withoutModel,
} from './sampleChats.ts';

describe('the answers on the chat page', () => {
  const open = chatPages();

  it('open a source by its link, its chip and the keyboard', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    await opened.page.getByRole('link', { name: 'src/flask/ctx.py:361-371', exact: true }).click();
    assert.deepEqual(await sent(opened, 'chat/openSource'), { entry: 'a', source: 2 });
    await opened.page.getByRole('link', { name: 'Source 1: src/flask/app.py:879-902' }).click();
    assert.deepEqual(await sent(opened, 'chat/openSource'), { entry: 'a', source: 1 });
    await opened.page.getByRole('link', { name: 'docs/lifecycle.rst:48-63', exact: true }).focus();
    await opened.page.keyboard.press('Enter');
    assert.deepEqual(await sent(opened, 'chat/openSource'), { entry: 'a', source: 5 });
  });

  it('have chips and underlines where the host places them', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    assert.match(
      await opened.page.locator('.answer').innerText(),
      /on the request2\. dispatch_request .* calls it1\. .*Matches are cached for a minute\.$/s,
    );
    assert.equal(
      (await opened.page.locator('.doubt').allInnerTexts())
        .join('')
        .replace('(not in its lines)', '')
        .trim(),
      'Matches are cached for a minute.',
    );
  });

  it('show the lines that they quote, under a link that opens these lines', async () => {
    const quoting = entry({
      phase: 'done',
      sources: flaskSources,
      text: 'The rule is read here [1:895-896]',
      citations: [
        {
          marker: 1,
          origin: 'model',
          offset: 22,
          lines: { first: 17, last: 18 },
          quote: '        rule = req.url_rule\n        <b>no markup</b>',
        },
      ],
    });
    const opened = await open(chatWith({ entries: [quoting] }));
    const block = opened.page.locator('.answer .quoted-source');
    assert.equal(
      await block.locator('pre').innerText(),
      '        rule = req.url_rule\n        <b>no markup</b>',
    );
    assert.equal(await block.locator('pre b').count(), 0);
    await block.getByRole('link', { name: 'src/flask/app.py:895-896' }).click();
    assert.deepEqual(await sent(opened, 'chat/openSource'), {
      entry: 'a',
      source: 1,
      lines: { first: 17, last: 18 },
    });
  });

  it('open the definition of a name that is defined elsewhere', async () => {
    const text = 'It calls `take_connection`. It matches.';
    const definedIn = { source: 1, path: 'src/pool.py', line: 42, text: 'def take_connection():' };
    const wrong = entry({
      phase: 'done',
      sources: flaskSources,
      text,
      sentences: [
        {
          start: 0,
          end: 27,
          verdict: 'not-in-lines',
          doubted: [{ start: 9, end: 26, sign: 'name', instead: [], definedIn }],
        },
        { start: 28, end: text.length, verdict: 'not-checked', doubted: [] },
      ],
    });
    const opened = await open(chatWith({ entries: [wrong] }));
    const link = opened.page.locator('.answer a.doubted-words');
    assert.equal(
      await link.getAttribute('title'),
      'Defined in src/pool.py:42, not in these lines.',
    );
    await link.click();
    assert.deepEqual(await sent(opened, 'chat/openDefinition'), { entry: 'a', at: 9 });
  });

  it('underline words that are not in the lines, and say what the lines have', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    const words = opened.page.locator('.doubted-words');
    assert.deepEqual(await words.allInnerTexts(), ['cached', 'minute']);
    assert.deepEqual(
      await words.evaluateAll((all) => all.map((one) => one.getAttribute('title'))),
      ['Nothing in these lines is about this.', 'Not in these lines. They say “hour”.'],
    );
  });

  it('say what a detector doubts, how likely, and how much of the answer it read', async () => {
    const text = 'It matches it forever. It is here.';
    const words = { start: 14, end: 21, sign: 'detector', instead: [], probability: 0.87 } as const;
    const doubting = entry({
      phase: 'done',
      sources: flaskSources,
      text,
      sentences: [
        { start: 0, end: 22, verdict: 'not-in-lines', doubted: [words] },
        { start: 23, end: text.length, verdict: 'not-checked', doubted: [] },
      ],
      detector: { model: 'lettuce', claims: 2, read: 2, isCut: false },
    });
    const opened = await open(chatWith({ entries: [doubting] }));
    const marked = opened.page.locator('.doubted-words');
    assert.equal(await marked.innerText(), 'forever');
    assert.match((await marked.getAttribute('title')) ?? '', /87 %/);
    const report = opened.page.getByText('The detector lettuce read 2 of 2 sentences.');
    await report.waitFor({ state: 'hidden' });
    await opened.page.locator('.verdicts summary').click();
    await report.waitFor();
  });

  it('say without a click that a detector could not be used', async () => {
    const problem = wording(
      'The detector of the setting askWorkspace.answer.detector cannot be used: {problem}.',
      { problem: wording('{path} does not exist', { path: '/x.onnx' }) },
    );
    const opened = await open(chatWith({ entries: [{ ...answered, detector: { problem } }] }));
    await opened.page.getByText('answer.detector cannot be used: /x.onnx').waitFor();
  });

  it('count the verdicts, and explain each in one place', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    const summary = opened.page.locator('.verdicts summary');
    assert.equal(
      (await summary.innerText()).replace(/\s+/g, ' ').trim(),
      'quoted: 1 · names and numbers checked: 1 · not in its lines: 1',
    );
    await opened.page.getByText('None of these words is a proof.').waitFor({ state: 'hidden' });
    await summary.focus();
    await opened.page.keyboard.press('Enter');
    await opened.page.getByText('None of these words is a proof.').waitFor();
    for (const name of ['quoted', 'partly in its lines', 'not checked'])
      await opened.page.getByText(name, { exact: true }).waitFor();
  });

  it('show near copies in the card of the source that they repeat', async () => {
    const yaml = { symbol: '', language: 'yaml' };
    const copy = { fileName: 'b.yaml', folder: 'old', rangeLabel: '1-23', lines: [] };
    const first = source(1, { path: 'dev.yaml', range: '1-23', ...yaml }, []);
    const second = source(2, { path: 'production.yaml', range: '12', ...yaml }, [
      [12, '!  timeout: 45'],
    ]);
    const sources = [
      { ...first, copies: [copy], unlistedCopies: 7 },
      { ...second, copyOf: 1 },
    ];
    const opened = await open(chatWith({ entries: [{ ...answered, sources }] }));
    assert.equal(await opened.page.locator('.source').count(), 1);
    const list = opened.page.locator('.source .copies');
    assert.match(
      await list.innerText(),
      /9 other places.*production\.yaml:12\s*timeout: 45.*7 more places not listed/s,
    );
    await list.getByRole('link', { name: 'old/b.yaml:1-23' }).click();
    assert.deepEqual(await sent(opened, 'chat/openSource'), { entry: 'a', source: 1, copy: 0 });
    await list.getByRole('link', { name: /production/ }).click();
    assert.deepEqual(await sent(opened, 'chat/openSource'), { entry: 'a', source: 2 });
  });

  it('fold what the model thought above the answer, as plain text', async () => {
    const thoughts = 'Is it <b>g</b>?\n`request` [1] is.';
    const opened = await open(chatWith({ entries: [{ ...answered, thoughts }] }));
    const fold = opened.page.getByRole('button', { name: 'Thoughts' });
    assert.equal(await fold.getAttribute('aria-expanded'), 'false');
    assert.equal(await opened.page.locator('.thoughts-text').count(), 0);
    await fold.focus();
    await opened.page.keyboard.press('Enter');
    assert.equal(await opened.page.locator('.thoughts-text').innerText(), thoughts);
    assert.equal(await opened.page.locator('.thoughts .chip, .thoughts .doubted-words').count(), 0);
    const siblings = opened.page.locator('.thoughts ~ .answer');
    assert.equal(await siblings.count(), 1);
  });

  it('do not count sentences that claim nothing', async () => {
    const sentences = answered.sentences.map((sentence) => ({
      ...sentence,
      verdict: 'no-claim' as const,
      doubted: [],
    }));
    const opened = await open(chatWith({ entries: [{ ...answered, sentences }] }));
    assert.equal(await opened.page.locator('.verdicts').count(), 0);
    assert.equal(await opened.page.locator('.doubt').count(), 0);
  });

  it('are collapsed under a plain warning if nothing is in the cited lines', async () => {
    const sentences = answered.sentences.map((sentence) => ({
      ...sentence,
      verdict: 'not-in-lines' as const,
    }));
    const opened = await open(chatWith({ entries: [{ ...answered, sentences }] }));
    await opened.page.getByText('Matches are cached').waitFor({ state: 'hidden' });
    await opened.page.getByText('No sentence of this answer fits the lines it cites.').click();
    await opened.page.locator('.answer').getByText('Matches are').waitFor();
  });

  it('open the two best sources with their best lines marked, others on demand', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    assert.equal(await opened.page.locator('.source .lines').count(), 2);
    assert.deepEqual(await opened.page.locator('.source mark').allInnerTexts(), [
      'return self.ensure_sync(self.view_functions[rule.endpoint])(**view_args)',
      'result = self.url_adapter.match(return_rule=True)',
    ]);
    await opened.page.getByRole('button', { name: 'Show lines of scaffold.py:336-368' }).click();
    await opened.drawn();
    assert.equal(await opened.page.locator('.source .lines').count(), 3);
    await opened.page.getByRole('button', { name: 'Hide lines of app.py:879-902' }).press('Enter');
    await opened.drawn();
    assert.equal(await opened.page.locator('.source .lines').count(), 2);
  });

  it('list eight sources, and the rest on demand', async () => {
    const sources = Array.from({ length: 14 }, (_, index) =>
      source(index + 1, {
        path: `src/file${index}.py`,
        range: '1-2',
        symbol: '',
        language: 'python',
      }),
    );
    const opened = await open(
      chatWith({ entries: [entry({ phase: 'done', searchMs: 5, sources })] }),
    );
    assert.equal(await opened.page.locator('.source').count(), 8);
    await opened.page.getByRole('button', { name: 'Show 6 more' }).click();
    await opened.drawn();
    assert.equal(await opened.page.locator('.source').count(), 14);
  });

  it('explain why these sources were chosen', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    const why = opened.page.getByRole('button', { name: 'Why these?' });
    assert.equal(await why.getAttribute('aria-expanded'), 'false');
    await why.click();
    const row = opened.page.locator('.why tbody').first();
    assert.match(
      (await row.innerText()).replace(/\s+/g, ' '),
      /^1.* 0\.95 0\.83 0\.67 0\.42 0\.71 1\.00 0\.92 match, url, view/,
    );
    assert.ok(
      await opened.page.locator('.why').evaluate((table) => table.scrollWidth <= table.clientWidth),
      'all columns are in sight',
    );
    await why.click();
    await opened.drawn();
    assert.equal(await opened.page.locator('.why').count(), 0);
  });

  it('show how the answer was made', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    await opened.page.getByRole('button', { name: 'Details' }).click();
    const details = (await opened.page.locator('.details').innerText()).replace(/\s+/g, ' ');
    assert.match(
      details,
      new RegExp(
        String.raw`Llama-2-7B-Chat, loaded in 2\.3 s ` +
          String.raw`Read 640 tokens with 3 sources, 96 of them still in memory, 14\.1 s ` +
          String.raw`\(38\.6 a second\) ` +
          String.raw`Wrote 47 tokens, 12 of 14 guesses right, 11\.8 s \(4\.0 a second\)`,
      ),
    );
  });

  for (const [button, method] of [
    ['Show prompt', 'chat/showPrompt'],
    ['Show receipt', 'chat/showReceipt'],
    ['Replay', 'chat/replay'],
  ] as const) {
    it(`lead from the details to: ${button}`, async () => {
      const opened = await open(chatWith({ entries: [answered] }));
      assert.equal(await opened.page.getByRole('button', { name: button }).count(), 0);
      await opened.page.getByRole('button', { name: 'Details' }).click();
      await opened.page.getByRole('button', { name: button, exact: true }).click();
      assert.deepEqual(await sent(opened, method), { entry: 'a' });
    });
  }

  it('offer no replay if they cannot be replayed', async () => {
    const details = { ...answered.details!, canReplay: false };
    const opened = await open(chatWith({ entries: [{ ...answered, details }] }));
    await opened.page.getByRole('button', { name: 'Details' }).click();
    await opened.page.getByRole('button', { name: 'Show receipt', exact: true }).waitFor();
    assert.equal(await opened.page.getByRole('button', { name: 'Replay' }).count(), 0);
  });

  it('say how many sources the model read, and offer fewer and more with their times', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    assert.equal(
      (await opened.page.locator('.other-sources').innerText()).replace(/\s+/g, ' '),
      'Read 3 of 5 sources. Answer from 1 source in about 3 s or 5 sources in about 11 s',
    );
    await opened.page.getByRole('button', { name: 'Answer from 5 sources' }).click();
    assert.deepEqual(await sent(opened, 'chat/answerFrom'), { entry: 'a', sources: 5 });
  });

  it('offer other numbers of sources only on the last one', async () => {
    const opened = await open(chatWith({ entries: [answered, { ...answered, id: 'b' }] }));
    assert.equal(await opened.page.locator('.other-sources').count(), 1);
    await opened.tell({ type: 'asked', id: 'new', question: 'and now?' });
    assert.equal(await opened.page.locator('.other-sources').count(), 0);
  });

  it('have the offer of fewer sources only in the details if there are no more', async () => {
    const details = { ...answered.details!, promptSources: [1, 2, 3, 4, 5], more: null };
    const opened = await open(chatWith({ entries: [{ ...answered, details }] }));
    assert.equal(await opened.page.locator('.other-sources').count(), 0);
    await opened.page.getByRole('button', { name: 'Details' }).click();
    await opened.page.getByRole('button', { name: 'Answer from 1 source' }).click();
    assert.deepEqual(await sent(opened, 'chat/answerFrom'), { entry: 'a', sources: 1 });
  });

  it('say that they ended because the model repeated itself', async () => {
    const opened = await open(
      chatWith({
        entries: [{ ...answered, details: { ...answered.details!, stop: 'repetition' } }],
      }),
    );
    await opened.page.getByText('because the model repeated itself').waitFor();
  });

  it('say if they or the conversation were cut off', async () => {
    const details = { ...answered.details!, stop: 'max-tokens', droppedTurns: 2 } as const;
    const opened = await open(chatWith({ entries: [{ ...answered, details }] }));
    await opened.page.getByText('reached the maximum length').waitFor();
    await opened.page
      .getByText('The 2 oldest questions of this conversation no longer fit.')
      .waitFor();
  });

  it('say that a search was by words only', async () => {
    const opened = await open(
      chatWith({ entries: [{ ...withoutModel, meaningSearch: 'absent' }] }),
    );
    await opened.page.getByText('by words', { exact: true }).waitFor();
  });

  it('say which server was sent the question for its meaning, or why that failed', async () => {
    const host = '127.0.0.1:8080';
    const problem = `${host} cannot be reached.`;
    const away = { id: 'away', meaningSearch: 'absent', meaningServer: { host, problem } } as const;
    const opened = await open(
      chatWith({
        entries: [
          { ...withoutModel, meaningServer: { host } },
          { ...withoutModel, ...away },
        ],
      }),
    );
    await opened.page.getByText(`meaning from ${host}`).waitFor();
    assert.equal(await opened.page.getByText('meaning from').count(), 1);
    await opened.page.getByTitle(`Found only by words. ${problem}`).waitFor();
  });

  it("say that a team's index was asked, or why it was not", async () => {
    const host = 'db.example.com:5432';
    const problem = `${host} cannot be reached.`;
    const opened = await open(
      chatWith({
        entries: [
          { ...withoutModel, teamServer: { host } },
          { ...withoutModel, id: 'away', teamServer: { host, problem } },
          { ...withoutModel, id: 'lost', teamServer: { host, problem, unsearchedFiles: 1200 } },
        ],
      }),
    );
    await opened.page.getByText(`team index at ${host}`).waitFor();
    await opened.page.getByTitle(`${problem} This folder’s own index answers.`).waitFor();
    await opened.page.getByText('without the team index and 1,200 files').waitFor();
    await opened.page.getByTitle(/without 1,200 files that only the team index has/).waitFor();
  });

  it('stream their words without changing anything above', async () => {
    const older = Array.from({ length: 49 }, (_, index) => ({ ...answered, id: `old${index}` }));
    const opened = await open(chatWith({ entries: older }));
    await opened.tell(
      { type: 'asked', id: 'new', question: 'and now?' },
      {
        type: 'sources-found',
        id: 'new',
        sources: flaskSources,
        searchMs: 9,
        meaningSearch: 'ready',
      },
    );
    await opened.tell({ type: 'text', id: 'new', delta: 'First [1]' });
    const fresh = opened.page.locator('.entry').last();
    await opened.page.evaluate(`
      window.changesAbove = 0;
      const last = [...document.querySelectorAll('.entry')].at(-1);
      new MutationObserver((changes) => {
        changesAbove += changes.filter(({ target }) => !last.contains(target)).length;
      }).observe(document.querySelector('.content'), {
        subtree: true, childList: true, characterData: true, attributes: true,
      });
      last.querySelector('.answer p').kept = true;
      last.querySelector('.source').kept = true;`);
    for (const delta of [
      ' comes',
      ' this.',
      '\n\nThen',
      ' **that',
      '** [2',
      '], and',
      ' `code`',
      '.',
    ])
      await opened.tell({ type: 'text', id: 'new', delta });
    assert.equal(
      (await fresh.locator('.answer').innerText()).replace(/\s+/g, ' '),
      'First 1 comes this. Then that 2, and code.',
    );
    assert.equal(
      await opened.page.evaluate(
        "[...document.querySelectorAll('.entry')].at(-1).querySelector('.answer p').kept && " +
          "[...document.querySelectorAll('.entry')].at(-1).querySelector('.source').kept",
      ),
      true,
    );
    assert.equal(await opened.page.evaluate('changesAbove'), 0);
  });

  it('never show half a citation mark', async () => {
    const opened = await open(
      chatWith({
        entries: [
          entry({ phase: 'writing', searchMs: 1, sources: flaskSources, text: 'It is so [1' }),
        ],
      }),
    );
    assert.equal((await opened.page.locator('.answer').innerText()).trim(), 'It is so');
  });

  it('stay scrolled to the end until the reader scrolls up, and again at the end', async () => {
    const opened = await open(chatWith({ entries: [answered, { ...answered, id: 'b' }] }));
    await opened.tell({ type: 'asked', id: 'new', question: 'and now?' });
    const fromEnd = (): Promise<number> =>
      opened.page.evaluate(
        '(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - ' +
          "clientHeight)(document.querySelector('main'))",
      );
    const top = (): Promise<number> =>
      opened.page.evaluate("document.querySelector('main').scrollTop");
    const paragraph = { type: 'text', id: 'new', delta: 'Some more words.\n\n'.repeat(4) } as const;
    await opened.tell(paragraph);
    assert.ok((await fromEnd()) < 2, 'follows');
    await opened.page.mouse.move(100, 300);
    await opened.page.mouse.wheel(0, -300);
    await opened.page.getByRole('button', { name: 'To the newest answer' }).waitFor();
    const held = await top();
    await opened.tell(paragraph, paragraph);
    assert.equal(await top(), held, 'holds still');
    await opened.page.getByRole('button', { name: 'To the newest answer' }).click();
    await opened.tell(paragraph);
    assert.ok((await fromEnd()) < 2, 'follows again');
    assert.equal(
      await opened.page.getByRole('button', { name: 'To the newest answer' }).isVisible(),
      false,
    );
  });

  it('offer no way to their end once a higher view shows it', async () => {
    const opened = await open(chatWith({ entries: [answered] }), { height: 500 });
    const toEnd = opened.page.getByRole('button', { name: 'To the newest answer' });
    await opened.page.mouse.move(100, 200);
    await opened.page.mouse.wheel(0, -2000);
    await toEnd.waitFor();
    await opened.page.setViewportSize({ width: 340, height: 2000 });
    await toEnd.waitFor({ state: 'hidden' });
  });

  it('keep the best sources in view while there are only sources', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      ...flaskSources[0]!,
      number: index + 1,
    }));
    const opened = await open(chatWith({ entries: [answered], chatModel: absentChatModel }));
    await opened.tell(
      { type: 'asked', id: 'n', question: 'and now?' },
      { type: 'sources-found', id: 'n', sources: many, searchMs: 9, meaningSearch: 'ready' },
    );
    await opened.tell({
      type: 'finished',
      id: 'n',
      text: null,
      citations: [],
      sentences: [],
      details: null,
      notice: null,
    });
    const asked = await opened.page.getByText('and now?').boundingBox();
    assert.ok(asked !== null && asked.y >= 0 && asked.y < 40, `the question stands at ${asked?.y}`);
    await opened.tell(
      { type: 'asked', id: 'm', question: 'and then?' },
      { type: 'sources-found', id: 'm', sources: many, searchMs: 9, meaningSearch: 'ready' },
    );
    await opened.tell({
      type: 'reading',
      id: 'm',
      reading: { readTokens: 64, totalTokens: 640, secondsLeft: 14, fewer: null },
    });
    assert.ok((await opened.page.getByText('and then?').boundingBox())!.y < 40);
    assert.ok(
      (await opened.page.getByText('Reading 64 of 640 tokens').boundingBox())!.y < 640,
      'the meter is in sight',
    );
    await opened.tell({ type: 'text', id: 'm', delta: 'So it is.' });
    await opened.drawn();
    assert.ok(
      (await opened.page.getByText('So it is.').boundingBox())!.y < 640,
      'its words are in sight',
    );
  });

  it('do not move what the reader has just expanded', async () => {
    const opened = await open(
      chatWith({
        entries: [
          { ...answered, id: 'old' },
          { ...answered, phase: 'writing' },
        ],
      }),
    );
    const fold = opened.page
      .getByRole('button', { name: 'Show lines of lifecycle.rst:48-63' })
      .last();
    const before = await fold.boundingBox();
    await fold.click();
    await opened.tell({ type: 'text', id: 'a', delta: '\n\nMore.'.repeat(5) });
    const after = await opened.page
      .getByRole('button', { name: 'Hide lines of lifecycle.rst:48-63' })
      .boundingBox();
    assert.equal(after?.y, before?.y);
  });

  it('announce the sources and the finished answer to a screen reader, no tokens', async () => {
    const opened = await open(chatWith());
    const status = opened.page.getByRole('status');
    await opened.tell(
      { type: 'asked', id: 'n', question: 'q' },
      {
        type: 'sources-found',
        id: 'n',
        sources: flaskSources,
        searchMs: 9,
        meaningSearch: 'ready',
      },
    );
    assert.equal(await status.innerText(), '5 sources found');
    await opened.tell(
      { type: 'text', id: 'n', delta: 'It is ' },
      { type: 'text', id: 'n', delta: 'so.' },
    );
    assert.equal(await status.innerText(), '5 sources found');
    assert.equal(await opened.page.locator('.answer').getAttribute('aria-busy'), 'true');
    await opened.tell({
      type: 'finished',
      id: 'n',
      text: 'It is so.',
      citations: [],
      sentences: [],
      details: null,
      notice: null,
    });
    assert.equal(await status.innerText(), 'Answer: It is so.');
    assert.equal(await opened.page.locator('.answer').getAttribute('aria-busy'), 'false');
  });
});
