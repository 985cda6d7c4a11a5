import assert from 'node:assert/strict';
import { Failure } from '../../../../src/core/errors.ts';
import type { FailureReason } from '../../../../src/core/errors.ts';
import { failureNotice, isNoticeAction } from '../../../../src/vscode/text/words.ts';
import { wording } from '../../../../src/core/texts/wording.ts';

const reasons: readonly FailureReason[] = [
  'index-empty',
  'index-locked',
  'index-unreadable',
  'disk-full',
  'folder-missing',
  'folder-read-only',
  'untrusted-workspace',
  'model-missing',
  'model-corrupt',
  'model-unsupported',
  'context-too-small',
  'out-of-memory',
  'download-failed',
  'checksum-mismatch',
  'offline',
  'process-crashed',
  'process-gave-up',
  'runtime-too-old',
  'invalid-setting',
  'unsupported-platform',
];

describe('the words for a failure', () => {
  for (const reason of reasons) {
    it(`are a sentence with a next step: ${reason}`, () => {
      const { message, actions } = failureNotice(
        new Failure(reason, wording('The file x is not as it should be.')),
      );
      assert.match(message, /^[A-Z].*[.]$/);
      assert.doesNotMatch(message, /\{detail\}/);
      assert.ok(actions.length > 0);
      assert.ok(actions.every(({ id }) => isNoticeAction(id)));
    });
  }

  it('cannot be English alone, unless nobody shows them', () => {
    assert.equal(new Failure('cancelled', 'Stopped.').wording.key, 'Stopped.');
    // @ts-expect-error the type checker refuses it
    assert.ok(new Failure('disk-full', 'The disk is full.'));
  });

  it('keep a dollar sign in a path', () => {
    assert.equal(
      failureNotice(new Failure('folder-missing', wording('The folder /a/$&/b is gone.'))).message,
      'The folder /a/$&/b is gone.',
    );
  });
});
