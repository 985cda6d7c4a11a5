import assert from 'node:assert/strict';
import { ModelsFolder } from '../../support/models/modelsFolder.ts';

describe('the chat model that is proposed', () => {
  let at: ModelsFolder;

  beforeEach(async () => {
    at = await ModelsFolder.make();
  });

  afterEach(() => at[Symbol.asyncDispose]());

  /** With what an editor, a browser and the system leave. */
  const machines: readonly [name: string, freeBytes: number, proposed: string][] = [
    ['4 GB of which 2.2 are free', 2.2e9, 'qwen2.5-coder-1.5b-instruct'],
    ['8 GB of which 4.5 are free', 4.5e9, 'llama-3.2-3b-instruct'],
    ['16 GB of which 11 are free', 11e9, 'llama-2-7b-chat'],
    ['64 GB of which 50 are free', 50e9, 'llama-2-7b-chat'],
  ];
  for (const [name, freeBytes, proposed] of machines)
    it(`fits a machine of ${name}`, () => {
      at.machine = { ...at.machine, freeBytes };
      const { id, memoryBytes, freeMemoryBytes } = at.models.offer('chat');
      assert.equal(id, proposed);
      assert.equal(freeMemoryBytes, freeBytes);
      assert.ok(memoryBytes < freeBytes, String(memoryBytes));
    });

  it('is the smallest where none fits', () => {
    at.machine = { ...at.machine, freeBytes: 3e8 };
    assert.equal(at.models.offer('chat').id, 'llama-3.2-1b-instruct');
  });

  it('is smaller where the settings want a larger context', () => {
    at.machine = { ...at.machine, freeBytes: 6e9 };
    assert.equal(at.models.offer('chat').id, 'llama-2-7b-chat');
    at.settings.chatModel.contextSize = 8192;
    assert.equal(at.models.offer('chat').id, 'llama-3.2-3b-instruct');
  });

  it('comes first in the list, and is the only one marked', () => {
    at.machine = { ...at.machine, freeBytes: 4.5e9 };
    const [first, ...others] = at.models.catalog();
    assert.deepEqual([first?.id, first?.isProposed], ['llama-3.2-3b-instruct', true]);
    assert.ok(others.every(({ isProposed }) => !isProposed));
    assert.equal(new Set(at.models.catalog().map(({ id }) => id)).size, others.length + 1);
  });

  it('says how long it reads before its first word, and what that is known from', () => {
    const ofModel = (id: string) =>
      at.models.catalog().find((model) => model.id === id)?.firstWord ?? null;
    at.machine = { ...at.machine, readingRate: 2e11, isMeasured: false };
    const seconds = ofModel('llama-2-7b-chat')?.seconds ?? 0;
    // 900 tokens of 6.74 billion parameters.
    assert.ok(Math.abs(seconds - 30.3) < 0.1, String(seconds));
    assert.equal(ofModel('llama-2-7b-chat')?.isMeasured, false);
    assert.ok((ofModel('llama-3.2-1b-instruct')?.seconds ?? Infinity) < seconds / 5);
    at.machine = { ...at.machine, readingRate: 4e11, isMeasured: true };
    assert.deepEqual(ofModel('llama-2-7b-chat'), { seconds: seconds / 2, isMeasured: true });
    at.settings.answer.budgetSeconds = 10;
    assert.equal(ofModel('llama-2-7b-chat')?.seconds, 10);
    assert.equal(ofModel('all-minilm-l6-v2'), null);
  });
});
