import assert from 'node:assert/strict';
import { isFailure } from '../../../../src/core/errors.ts';
import type { PlainMessage } from '../../../../src/core/ports/conversing.ts';
import { layoutMessages } from '../../../../src/core/prompt/layoutMessages.ts';

const words = { count: (text: string) => text.split(/\s+/).filter((word) => word !== '').length };

function layout(
  roomTokens: number,
  ...messages: readonly (readonly [PlainMessage['role'], string])[]
) {
  const plain = messages.map(([role, text]): PlainMessage => ({ role, text }));
  return layoutMessages(plain, { roomTokens, frameTokens: 2, turnFrameTokens: 1 }, words);
}

describe('the messages of another chat', () => {
  it('become turns, and messages of one role in a row become one', () => {
    assert.deepEqual(
      layout(
        100,
        ['user', 'a'],
        ['user', 'b'],
        ['assistant', 'c'],
        ['assistant', 'd'],
        ['user', 'e'],
      ),
      {
        system: '',
        exchanges: [{ user: 'a\n\nb', model: 'c\n\nd' }],
        user: 'e',
        droppedMessages: 0,
      },
    );
  });

  it('have all system messages at the top, wherever they were', () => {
    const { system, user } = layout(100, ['system', 'one'], ['user', 'a'], ['system', 'two']);
    assert.deepEqual([system, user], ['one\n\ntwo', 'a']);
  });

  it('lose the oldest turns if there is no room, never the last message', () => {
    const turns = [
      ['user', 'first'],
      ['assistant', 'answer'],
      ['user', 'second'],
      ['assistant', 'answer'],
      ['user', 'last one'],
    ] as const;
    assert.equal(layout(10, ...turns).droppedMessages, 0);
    const { exchanges, user, droppedMessages } = layout(9, ...turns);
    assert.deepEqual(exchanges, [{ user: 'second', model: 'answer' }]);
    assert.deepEqual([user, droppedMessages], ['last one', 2]);
  });

  it('may end with an answer, or begin with one', () => {
    const { exchanges, user } = layout(
      100,
      ['assistant', 'hello'],
      ['user', 'a'],
      ['assistant', 'b'],
    );
    assert.deepEqual(exchanges, [
      { user: '', model: 'hello' },
      { user: 'a', model: 'b' },
    ]);
    assert.equal(user, '');
  });

  it('are refused if system and last message alone do not fit, naming the setting', () => {
    assert.throws(
      () => layout(4, ['system', 'one two'], ['user', 'three']),
      (error) =>
        isFailure(error, 'context-too-small') &&
        /take 5 tokens; 4 fit.*chatModel\.contextSize/.test(error.message),
    );
  });
});
