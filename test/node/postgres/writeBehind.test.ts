import assert from 'node:assert/strict';
import { WriteBehind } from '../../../src/node/postgres/publishing/writeBehind.ts';

describe('writing behind', () => {
  it('lets its caller go on during a write, and begins the next one after it', async () => {
    const writes = new WriteBehind();
    const first = Promise.withResolvers<undefined>();
    const order: string[] = [];
    await writes.begin(async () => {
      await first.promise;
      order.push('first');
    });
    const second = writes.begin(() => {
      order.push('second');
      return Promise.resolve();
    });
    order.push('prepared');
    first.resolve(undefined);
    await second;
    await writes.end();
    assert.deepEqual(order, ['prepared', 'first', 'second']);
  });

  it('throws what a write threw, and begins no other', async () => {
    const writes = new WriteBehind();
    await writes.begin(() => Promise.reject(new Error('Lost.')));
    await assert.rejects(
      writes.begin(() => assert.fail('This one must not begin.')),
      /Lost/,
    );
    await assert.rejects(writes.end(), /Lost/);
  });
});
