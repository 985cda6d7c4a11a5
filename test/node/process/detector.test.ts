import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from '../../../src/core/answering/answer.ts';
import { isFailure } from '../../../src/core/errors.ts';
import { inEnglish } from '../../../src/core/texts/wording.ts';
import { TestIndex, TestWorkspace, testIndexSettings } from '../../support/indexes/indexProcess.ts';
import { writeTinyDetector } from '../../support/models/tinyDetector.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';
import { IndexedEngine } from '../../support/indexes/indexedEngine.ts';

const never = new AbortController().signal;
const words = 'Adapters are sorted by descending prefix length . backwards';
const passage = {
  question: 'How are they sorted?',
  sources: [' Adapters are sorted by length.'],
  sentences: [' Adapters are sorted backwards.'],
};

/** An answer of the whole product, with the detector in `detector` of the workspace's folder. */
async function answerWithDetector(workspace: TestWorkspace, text: string): Promise<Answer> {
  await workspace.write({ 'a.md': 'All adapters are sorted by descending prefix length.\n' });
  const models = join(workspace.base, 'models');
  await mkdir(models);
  makeScriptedModel(join(models, 'tiny.gguf'), text);
  await using engine = await IndexedEngine.over(workspace, {
    'models.folder': models,
    'answer.detector': join(workspace.base, 'detector'),
  });
  return await engine.answer({ question: 'How are adapters sorted?' });
}

describe('a detector in the index process', () => {
  it('marks the words of a finished answer that it doubts, with their probability', async () => {
    await using workspace = new TestWorkspace();
    await writeTinyDetector(join(workspace.base, 'detector'), words);
    const text = 'All adapters are sorted backwards [1].';
    const answer = await answerWithDetector(workspace, text);
    assert.deepEqual(answer.detector, { model: 'detector', claims: 1, read: 1, isCut: false });
    const [sentence] = answer.sentences;
    const marked = sentence?.doubted.find(({ sign }) => sign === 'detector');
    assert.equal(answer.text?.slice(marked?.start, marked?.end), 'backwards');
    assert.equal(marked?.probability?.toFixed(2), '0.88');
  });

  it('loses no answer if it is damaged, and names the setting and the file', async () => {
    await using workspace = new TestWorkspace();
    const folder = join(workspace.base, 'detector');
    await writeTinyDetector(folder, words);
    await writeFile(join(folder, 'model.onnx'), 'junk');
    const answer = await answerWithDetector(workspace, 'All adapters are sorted by length [1].');
    assert.match(answer.text ?? '', /by length/);
    assert.ok(answer.detector !== undefined && 'problem' in answer.detector);
    const problem = inEnglish(answer.detector.problem);
    assert.ok(problem.includes('askWorkspace.answer.detector'), problem);
    assert.ok(problem.includes(join(folder, 'model.onnx')), problem);
  });

  it('follows the setting, and finds a file that was mended', async () => {
    await using workspace = new TestWorkspace();
    const detector = join(workspace.base, 'detector');
    const modelsFolder = join(workspace.base, 'models');
    await using index = new TestIndex(workspace.base);
    assert.equal(await index.client.detectUnsupported([passage], never), null);
    const settings = testIndexSettings;
    await index.configure({ settings, modelsFolder, detector });
    await assert.rejects(index.client.detectUnsupported([passage], never), (error) =>
      isFailure(error, 'model-missing'),
    );
    await writeTinyDetector(detector, words);
    const found = await index.client.detectUnsupported([passage], never);
    assert.deepEqual(
      found?.passages[0]?.[0]?.map(({ start, end }) => passage.sentences[0]?.slice(start, end)),
      ['backwards'],
    );
    await index.configure({ settings, modelsFolder });
    assert.equal(await index.client.detectUnsupported([passage], never), null);
  });

  it('stops when the answer is stopped', async () => {
    await using workspace = new TestWorkspace();
    const detector = join(workspace.base, 'detector');
    await writeTinyDetector(detector, words);
    await using index = new TestIndex(workspace.base);
    await index.configure({
      settings: testIndexSettings,
      modelsFolder: join(workspace.base, 'models'),
      detector,
    });
    await index.client.detectUnsupported([passage], never);
    const controller = new AbortController();
    const reading = index.client.detectUnsupported(
      Array.from({ length: 2000 }, () => passage),
      controller.signal,
    );
    controller.abort();
    await assert.rejects(reading, (error) => isFailure(error, 'cancelled'));
  });
});
