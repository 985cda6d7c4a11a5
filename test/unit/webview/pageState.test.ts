import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  atFirst,
  fromSaved,
  isSourceOpen,
  reducePage,
  toSaved,
} from '../../../webview/pageState.ts';
import type { PageAction } from '../../../webview/pageState.ts';

const start = fromSaved(null);
const after = (...actions: PageAction[]) => actions.reduce(reducePage, start);

describe('reducePage', () => {
  it('initially opens only the two best sources', () => {
    assert.deepEqual(
      [1, 2, 3, 9].map((source) => isSourceOpen(atFirst, source)),
      [true, true, false, false],
    );
  });

  it('collapses and expands one source of one answer', () => {
    const state = after(
      { type: 'source-folded', entry: 'a', source: 1, open: false },
      { type: 'source-folded', entry: 'a', source: 4, open: true },
    );
    assert.deepEqual(
      [1, 2, 3, 4].map((source) => isSourceOpen(state.entries['a'] ?? atFirst, source)),
      [false, true, false, true],
    );
    assert.equal(state.entries['b'], undefined);
  });

  it('keeps other answers the same objects, so that a view can skip them', () => {
    const before = after({ type: 'why-toggled', entry: 'a' }, { type: 'why-toggled', entry: 'b' });
    assert.equal(
      reducePage(before, { type: 'details-toggled', entry: 'b' }).entries['a'],
      before.entries['a'],
    );
  });
});

describe('saved page state', () => {
  it('restores the draft and dismissed offers', () => {
    const state = after(
      { type: 'draft-changed', draft: 'half a quest' },
      { type: 'offer-dismissed', model: 'chat' },
      { type: 'offer-dismissed', model: 'chat' },
    );
    assert.deepEqual(fromSaved(JSON.parse(JSON.stringify(toSaved(state)))), state);
    assert.deepEqual(state.dismissed, ['chat']);
  });

  it('accepts any value without failing', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (saved, draft, dismissed) => {
        for (const one of [saved, { draft, dismissed }]) {
          const state = fromSaved(one);
          assert.equal(typeof state.draft, 'string');
          assert.ok(state.dismissed.every((model) => ['chat', 'embedding'].includes(model)));
        }
      }),
    );
  });
});
