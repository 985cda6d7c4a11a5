import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { writeTinyDetector } from '../../support/models/tinyDetector.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';
import { runCli } from '../../support/runCli.ts';
import type { CliResult } from '../../support/runCli.ts';

const words = 'All adapters are sorted by length . backwards';
const answer = v.object({
  sentences: v.array(
    v.object({
      doubted: v.array(
        v.object({ text: v.string(), sign: v.string(), probability: v.optional(v.number()) }),
      ),
    }),
  ),
  detector: v.object({ model: v.string(), read: v.number(), claims: v.number() }),
});

describe('a detector in a terminal', () => {
  it('is imported, doubts words with a probability, and says if it cannot be used', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.md': 'All adapters are sorted by length.\n',
    });
    const { base } = workspace;
    const models = join(base, 'models');
    await mkdir(models, { recursive: true });
    makeScriptedModel(join(models, 'scripted.gguf'), 'All adapters are sorted backwards [1].');
    await writeTinyDetector(join(base, 'tiny'), words);
    const run = (...args: readonly string[]): Promise<CliResult> =>
      runCli([...args, '--models', models], base);

    const imported = await run('models', 'import-detector', join(base, 'tiny'));
    const path = imported.stdout.trim();
    assert.equal(path, join(models, 'detectors/tiny/model.onnx'));
    const ask = (...more: readonly string[]): Promise<CliResult> =>
      run(
        'ask',
        workspace.root,
        'How are adapters sorted?',
        '--set',
        `answer.detector=${path}`,
        ...more,
      );

    const { sentences, detector } = v.parse(answer, JSON.parse((await ask('--json')).stdout));
    assert.deepEqual(detector, { model: 'tiny', read: 1, claims: 1 });
    const marked = sentences[0]?.doubted.find(({ sign }) => sign === 'detector');
    assert.deepEqual([marked?.text, marked?.probability?.toFixed(2)], ['backwards', '0.88']);

    const plain = await ask();
    assert.match(plain.stdout, /backwards: The detector gives a probability of 88 %/);
    assert.match(plain.stderr, /The detector tiny read 1 of 1 sentences\./);

    await rm(path);
    const failed = await ask();
    assert.match(failed.stdout, /All adapters are sorted backwards/);
    assert.match(failed.stderr, /askWorkspace\.answer\.detector cannot be used: .*does not exist/);
  });
});
