import assert from 'node:assert/strict';
import { TestIndex, TestWorkspace, testIndexSettings } from '../../support/indexes/indexProcess.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import { secondEmbedder, writeTwoEmbedders } from '../../support/models/twoEmbedders.ts';

const files = {
  'pets.md': 'The puppy sleeps in its basket near the fireplace.\n',
  'money.md': 'Interest rates were raised by the central bank.\n',
};

describe('another embedding model', () => {
  it('embeds everything again; the former one still has its embeddings', async function () {
    await using workspace = await new TestWorkspace().write(files);
    await using models = throwAwayFolder('models');
    const modelsFolder = models.path;
    await writeTwoEmbedders(this, modelsFolder);
    await using index = new TestIndex(workspace.base, { modelsFolder });
    await index.open(workspace.root);
    const computed = async (embeddingModel: string): Promise<number> => {
      const settings = { ...testIndexSettings, embeddingModel };
      await index.configure({ modelsFolder, settings });
      return (await index.client.update({ root: workspace.root, paths: [] })).embeddingsComputed;
    };
    const used: (string | null | undefined)[] = [];
    for (const [id, expected] of [
      ['all-minilm-l6-v2', 2],
      [secondEmbedder.id, 2],
      [secondEmbedder.id, 0],
      ['all-minilm-l6-v2', 0],
    ] as const) {
      assert.equal(await computed(id), expected, id);
      const [best] = await index.ask(workspace.root, 'where does a young dog rest?');
      assert.equal(best?.path, 'pets.md', id);
      used.push(index.states.at(-1)?.embeddingModel);
    }
    assert.equal(new Set(used).size, 2);
    assert.equal(used[0], used[3]);
  });

  it('is compared with the one in use by the test of an index', async function () {
    await using workspace = await new TestWorkspace().write({
      ...files,
      'code.py': '# Sends the letters of a sleeping customer to another address.\nx = 1\n',
    });
    await using models = throwAwayFolder('models');
    await writeTwoEmbedders(this, models.path);
    await using index = new TestIndex(workspace.base, { modelsFolder: models.path });
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    const test = await index.client.testIndex(workspace.root, new AbortController().signal);
    assert.deepEqual(
      [test.comparison?.chunks, test.comparison?.isWholeFolder, test.comparison?.questions],
      [3, true, test.questions],
    );
    assert.deepEqual(
      test.comparison?.models.map(({ name }) => name),
      ['all-MiniLM-L6-v2', secondEmbedder.name],
    );
    assert.equal(test.comparison.models[0]?.hitAt1, 1);
  });
});
