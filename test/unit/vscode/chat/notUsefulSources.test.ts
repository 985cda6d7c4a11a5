import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { NotUsefulSources } from '../../../../src/vscode/chat/sources/notUsefulSources.ts';
import { hit } from '../hits.ts';

/** Storage that starts with this value. */
function storage(value?: unknown): Memento {
  let stored = value;
  return {
    keys: () => [],
    get: <T>(_key: string, fallback?: T) => (stored ?? fallback) as T,
    update: (_key, next: unknown) => {
      stored = next;
      return Promise.resolve();
    },
  };
}

describe('sources marked as not useful', () => {
  const symbol = { ...hit({ text: 'a' }), symbol: 'Session.get' };
  const lines = { ...hit({ text: 'b' }), path: 'README.md', symbol: '' };

  it('are listed once, outlive the window, and can be taken back', async () => {
    const kept = storage();
    const sources = new NotUsefulSources(kept);
    await sources.mark(symbol, true);
    await sources.mark({ ...symbol, range: { kind: 'lines', startLine: 90, endLine: 99 } }, true);
    await sources.mark(lines, true);
    assert.deepEqual(
      new NotUsefulSources(kept).all.map(({ path, startLine }) => [path, startLine]),
      [
        [symbol.path, 90],
        [lines.path, lines.range.startLine],
      ],
    );
    await sources.mark(symbol, false);
    await sources.remove(sources.all);
    assert.deepEqual(sources.all, []);
  });

  it('are at most 200, the newest', async () => {
    const sources = new NotUsefulSources(storage());
    for (let n = 0; n < 210; n++) await sources.mark({ ...symbol, symbol: `s${n}` }, true);
    assert.deepEqual([sources.all.length, sources.all.at(-1)?.symbol], [200, 's209']);
  });

  it('are none if something else is stored', () => {
    for (const value of ['x', {}, [{ root: '/w' }], null])
      assert.deepEqual(new NotUsefulSources(storage(value)).all, []);
  });
});
