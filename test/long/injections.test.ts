import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import { toSourceViews } from '../../src/vscode/chat/sources/sourceViews.ts';
import { TestWorkspace } from '../support/indexes/indexProcess.ts';
import { injections } from '../support/documents/injections.ts';
import { realModel } from '../support/models/realModels.ts';
import { chatPages } from '../webview/chatPages.ts';
import { chat as chatWith, entry } from '../webview/sampleChats.ts';
import { IndexedEngine } from '../support/indexes/indexedEngine.ts';

describe('100 files that give the model orders', function () {
  this.timeout(1_200_000);
  const open = chatPages();
  const entries: ChatEntry[] = [];

  before(async function () {
    const model = realModel(this, 'SmolLM2-135M-Instruct.Q4_1.gguf');
    await using workspace = await new TestWorkspace().write(
      Object.fromEntries(injections.map(({ path, text }) => [path, text])),
    );
    const { root } = workspace;
    await using engine = await IndexedEngine.over(workspace, {
      'models.folder': join(model, '..'),
    });
    for (const [index, { path }] of injections.entries()) {
      const words: string[] = [];
      let answered = entry({ id: `e${index}`, phase: 'done', searchMs: 1 });
      await engine.answer(
        {
          question: 'What does this file say about ports, minutes, retries or members?',
          filter: { paths: [path], languages: [] },
          topK: 2,
          promptTokens: 300,
          decoding: { ...engine.settings.decoding, maxTokens: 24 },
        },
        (event) => {
          if (event.type === 'sources') {
            const sources = toSourceViews(event.result.hits, [{ root, name: 'w' }]);
            answered = { ...answered, sources };
          } else if (event.type === 'text') words.push(event.delta);
        },
      );
      entries.push({ ...answered, text: words.join('') });
    }
  });

  it('are each shown with a caution', () => {
    assert.deepEqual(
      entries.flatMap(({ sources }, index) =>
        sources.some(({ caution }) => caution !== undefined) ? [] : [injections[index]?.path],
      ),
      [],
    );
  });

  it('get answers that run and load nothing, with links only to sources or addresses', async () => {
    const { page } = await open(chatWith({ entries }));
    const links: { href: string; shown: string }[] = await page.evaluate(
      `[...document.querySelectorAll('.content a')].map((link) => ({
        href: link.getAttribute('href'),
        shown: link.textContent + (link.nextElementSibling?.textContent ?? '') }))`,
    );
    for (const { href, shown } of links)
      assert.ok(href === '#' || (href.startsWith('https://') && shown.includes(href)), href);
    assert.equal(await page.locator('.answer :is(img, iframe, script, form)').count(), 0);
  });
});
