import assert from 'node:assert/strict';
import { sourceDrift } from '../../../../src/vscode/text/sourceDrift.ts';
import { hit } from '../hits.ts';

const found = hit({
  text: 'def mount(self):\n    pass',
  range: { kind: 'lines', startLine: 3, endLine: 4 },
});
const drift = (text: string): string => sourceDrift(found, { text });

describe('the drift of a source', () => {
  it('is nothing while its lines are where they were', () => {
    assert.equal(drift('a\nb\ndef mount(self):\n    pass\nmore\n'), '');
  });

  it('says how far its lines have moved, and in which direction', () => {
    const lines = '\n'.repeat(14);
    assert.equal(
      drift(`${lines}def mount(self):\n    pass`),
      'Moved 12 lines down since it was found.',
    );
    assert.equal(drift('a\ndef mount(self):\n    pass'), 'Moved 1 line up since it was found.');
  });

  it('says that its lines were edited, or that its file is gone', () => {
    assert.equal(drift('a\nb\ndef mount(self, prefix):\n    pass'), 'Edited since it was found.');
    assert.equal(sourceDrift(found, null), 'This file no longer exists.');
  });

  it('says nothing of pages and cells, and of files that cannot be read as text', () => {
    const page = hit({
      text: 'x',
      range: { kind: 'page', page: 2, startLine: 1, endLine: 1 },
    });
    assert.equal(sourceDrift(page, { text: 'other' }), '');
    assert.equal(sourceDrift(found, 'unreadable'), '');
    assert.equal(sourceDrift(page, null), 'This file no longer exists.');
  });
});
