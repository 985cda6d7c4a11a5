import assert from 'node:assert/strict';
import { withDefinitions } from '../../../src/core/answering/definedElsewhere.ts';
import { TestIndex } from '../../support/indexes/indexProcess.ts';
import { fixtureWorkspace as root } from '../../support/paths.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

describe('a doubted name in the real index', () => {
  it('is found where the workspace defines it', async () => {
    await using folder = throwAwayFolder('definitions');
    await using index = new TestIndex(folder.path);
    await index.open(root);
    await index.client.update({ root, paths: [] });
    const [hit] = await index.ask(root, 'How are adapters sorted?');
    assert(hit !== undefined);
    const text = 'It calls `HTTPAdapter.take_connection`, `retry` and `no_such_name`.';
    const doubted = Array.from(text.matchAll(/`[^`]+`/g), ({ 0: name, index: start }) => ({
      start,
      end: start + name.length,
      sign: 'name' as const,
      instead: [],
    }));
    const [checked] = await withDefinitions(
      { text, sentences: [{ start: 0, end: text.length, verdict: 'not-in-lines', doubted }] },
      [hit],
      index.client,
    );
    const found = checked?.doubted.map(({ definedIn }) => definedIn);
    assert.deepEqual(
      [found?.[0]?.path, found?.[0]?.text, found?.[2]],
      ['courier/adapters.py', '    def take_connection(self, scheme, host):', undefined],
    );
  });
});
