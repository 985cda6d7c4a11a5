import assert from 'node:assert/strict';
import { Failure } from '../../../../src/core/errors.ts';
import type { FolderState } from '../../../../src/core/indexing/folderState.ts';
import { toIndexView } from '../../../../src/vscode/index/indexView.ts';
import { indexingText } from '../../../../src/vscode/text/indexingText.ts';
import { folderState as state } from '../folderState.ts';
import { wording } from '../../../../src/core/texts/wording.ts';

const limits = { maxFileSizeMB: 1.5, maxPdfSizeMB: 20 };

function view(...states: readonly FolderState[]): ReturnType<typeof toIndexView> {
  return toIndexView(
    states.map((one) => ({ state: one, failure: null })),
    limits,
  );
}

describe('the index state in the chat', () => {
  it('is null while no folder has an index', () => {
    assert.equal(view().phase, 'none');
    assert.equal(view(state({ exists: false, files: 0 })).phase, 'none');
  });

  it('is ready when every folder has an index', () => {
    assert.equal(view(state({}), state({})).phase, 'ready');
    assert.equal(view(state({}), state({ exists: false })).phase, 'none');
  });

  it('shows the progress of the slowest folder', () => {
    assert.equal(
      view(state({ activity: 'embedding' }), state({ activity: 'chunking' })).phase,
      'words',
    );
    assert.equal(view(state({ activity: 'embedding' }), state({})).phase, 'meaning');
  });

  it('is paused only by the user, not by a rest for an answer or for typing', () => {
    const progress = { done: 3, total: 8, unit: 'chunks', perSecond: 1, secondsLeft: 5 } as const;
    const pause = { activity: 'paused', progress } as const;
    assert.equal(view(state({ ...pause, pausedFor: 'user' })).phase, 'paused');
    assert.equal(view(state({ ...pause, pausedFor: 'answering' })).phase, 'meaning');
    assert.equal(view(state({ ...pause, pausedFor: 'typing' })).phase, 'meaning');
  });

  it('adds the folders up', () => {
    const progress = { done: 3, total: 8, unit: 'files', perSecond: 1, secondsLeft: 5 } as const;
    const { files, totalFiles, chunks, secondsLeft } = view(
      state({ activity: 'chunking', progress }),
      state({ files: 10 }),
    );
    assert.deepEqual(
      { files, totalFiles, chunks, secondsLeft },
      { files: 13, totalFiles: 18, chunks: 80, secondsLeft: 5 },
    );
  });

  it('counts skipped files in words, most frequent first', () => {
    const { skipped } = view(
      state({ skipped: { 'too-large': 1, binary: 4 } }),
      state({ skipped: { 'too-large': 2, secret: 0 } }),
    );
    assert.deepEqual(skipped, [
      { reason: 'not text', count: 4 },
      { reason: 'over 1.5 MB (PDF, Word and notebooks 20 MB)', count: 3 },
    ]);
  });

  it('says why indexing ended early, with a button', () => {
    const failed = toIndexView(
      [
        {
          state: state({}),
          failure: new Failure('disk-full', wording('No space left for the index of flask.')),
        },
      ],
      limits,
    );
    assert.equal(failed.phase, 'failed');
    assert.match(failed.message ?? '', /No space left for the index of flask/);
    assert.ok(failed.actions.length > 0);
  });

  it('is ready while meaning waits for power, and offers to embed now', () => {
    const { phase, waitsFor, message, actions } = view(state({ waitsForPower: true }), state({}));
    assert.deepEqual([phase, waitsFor], ['ready', 'power']);
    assert.match(message ?? '', /on battery.*plugged in/);
    assert.deepEqual(
      actions.map(({ id }) => id),
      ['embed-now'],
    );
  });

  it('does not wait for power while another folder is being indexed', () => {
    const { waitsFor, message } = view(
      state({ waitsForPower: true }),
      state({ activity: 'chunking' }),
    );
    assert.deepEqual([waitsFor, message], [undefined, null]);
  });

  it('says that another window writes', () => {
    assert.match(view(state({ writer: 'other' })).message ?? '', /Another window/);
  });
});

describe('the text of the status bar', () => {
  it('shows the indexing progress, rounded down', () => {
    const progress = {
      done: 199,
      total: 200,
      unit: 'files',
      perSecond: 1,
      secondsLeft: 5,
    } as const;
    assert.equal(
      indexingText(view(state({ activity: 'chunking', progress }))),
      'Indexing words 99 %',
    );
    assert.equal(
      indexingText(view(state({ activity: 'embedding', embeddedChunks: 10 }))),
      'Indexing meaning 25 %',
    );
  });

  it('says that indexing waits for a pause in typing', () => {
    assert.equal(
      indexingText(view(state({ activity: 'paused', pausedFor: 'typing' }))),
      'Indexing waits while you type',
    );
    assert.equal(indexingText(view(state({ pausedFor: 'typing' }))), null);
  });

  it('says how far meaning search is while it waits for power', () => {
    assert.equal(
      indexingText(view(state({ waitsForPower: true, embeddedChunks: 10 }))),
      'On battery: meaning waits at 25 %',
    );
  });

  it('is empty while nothing is running', () => {
    assert.equal(indexingText(view(state({}))), null);
    assert.equal(indexingText(view()), null);
  });
});
