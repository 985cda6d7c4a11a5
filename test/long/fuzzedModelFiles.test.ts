import assert from 'node:assert/strict';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { isFailure } from '../../src/core/errors.ts';
import { inspectGguf } from '../../src/node/gguf/ggufInspection.ts';
import { usedProcessorMs } from '../support/usedProcessorMs.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { makeRandomModel } from '../support/models/tinyModel.ts';

const mutations = 10_000;
const headerBytes = 20_000;
/** Of processor time; a header takes a few milliseconds. */
const limitMs = 5000;

/** Numbers at which lengths and counts overflow. */
const extremes = [0n, 1n, 0x7fff_ffffn, 0xffff_ffffn, 2n ** 53n, 2n ** 63n - 1n, 2n ** 64n - 1n];

const offset = fc.integer({ min: 0, max: headerBytes });

/** One change of a header: a few bytes, or a number in place of a length or a count. */
const mutation = fc.oneof(
  fc.record({ at: offset, bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }) }),
  fc.record({ at: offset, bytes: fc.constantFrom(...extremes).map(littleEndian) }),
  fc.record({
    at: fc.constantFrom(4, 8, 16, 24),
    bytes: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(littleEndian),
  }),
);

describe('The inspection of hostile model files', () => {
  it(`ends in time for ${mutations} changed headers, with a model or a Failure`, async () => {
    await using folder = throwAwayFolder('fuzz');
    const path = join(folder.path, 'model.gguf');
    makeRandomModel(path, 1);
    const whole = await readFile(path);
    await using file = await open(path, 'r+');
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (places) => {
        for (const { at, bytes } of places) await file.write(bytes, 0, bytes.length, at);
        const startMs = usedProcessorMs();
        const outcome = await inspectGguf(path, 2048).catch((error: unknown) => error);
        const tookMs = usedProcessorMs() - startMs;
        for (const { at, bytes } of places) await file.write(whole, at, bytes.length, at);
        if (outcome instanceof Error) {
          assert.ok(isFailure(outcome), outcome.stack);
          refused++;
        }
        assert.ok(tookMs < limitMs, `${tookMs.toFixed(0)} ms`);
      }),
      { numRuns: mutations },
    );
    assert.ok(refused > mutations / 10, `only ${refused} were refused`);
    await inspectGguf(path, 2048);
  });
});

function littleEndian(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}
