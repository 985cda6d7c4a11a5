import assert from 'node:assert/strict';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { TestIndex, TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { repositoryRoot } from '../../support/paths.ts';
import { realModel } from '../../support/models/realModels.ts';
import { outcome, startCli } from '../../support/runCli.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

const modelFolder = 'Xenova/all-MiniLM-L6-v2';
const models = (context: Mocha.Context): string =>
  realModel(context, modelFolder).slice(0, -modelFolder.length);
const files = {
  'pets.md': 'The puppy sleeps in its basket.\n',
  'money.md': 'Interest rates were raised.\n',
  'sky.md': 'Clouds gather before the storm.\n',
};

/** This checkout in `folder`, complete but for the compiled file of hnswlib-node. */
async function checkOutWithoutAddon(folder: string): Promise<void> {
  for (const name of ['src', 'package.json', 'media'])
    await cp(join(repositoryRoot, name), join(folder, name), { recursive: true });
  const modules = join(repositoryRoot, 'node_modules');
  await mkdir(join(folder, 'node_modules'));
  for (const name of await readdir(modules))
    if (name !== 'hnswlib-node')
      await symlink(join(modules, name), join(folder, 'node_modules', name), 'junction');
  const library = join(modules, 'hnswlib-node');
  await cp(library, join(folder, 'node_modules/hnswlib-node'), {
    recursive: true,
    filter: (path) => !/^build(?:$|[/\\])/.test(relative(library, path)),
  });
}

describe('where hnswlib does not load', function () {
  this.timeout(300_000);
  const checkout = throwAwayFolder('without-addon');
  before(() => checkOutWithoutAddon(checkout.path));
  after(() => checkout[Symbol.asyncDispose]());

  it('search by meaning finds the same lines, and state and log say how', async function () {
    const modelsFolder = models(this);
    await using workspace = await new TestWorkspace().write(files);
    const search = async (entry: string): Promise<[Map<string, number>, TestIndex]> => {
      const index = new TestIndex(workspace.base, {
        modelsFolder,
        entry: join(entry, 'src/process/indexProcess.ts'),
      });
      await index.open(workspace.root);
      await index.client.update({ root: workspace.root, paths: [] });
      const hits = await index.ask(workspace.root, 'young dog in its bed');
      return [new Map(hits.map(({ path, breakdown }) => [path, breakdown.dense])), index];
    };
    const [withGraph, first] = await search(repositoryRoot);
    await first[Symbol.asyncDispose]();
    const [byComparing, second] = await search(checkout.path);
    await second[Symbol.asyncDispose]();

    assert.equal([...byComparing.keys()][0], 'pets.md');
    assert.deepEqual([...byComparing.keys()], [...withGraph.keys()]);
    for (const [path, score] of byComparing)
      assert.ok(Math.abs(score - (withGraph.get(path) ?? NaN)) < 1e-5, path);
    assert.equal(first.states.at(-1)?.comparesAll, false);
    assert.equal(second.states.at(-1)?.comparesAll, true);
    assert.ok(
      second.log.some((line) => line.includes('hnswlib does not load here')),
      second.log.join('\n'),
    );
  });

  it('the terminal says that every vector is compared', async function () {
    const modelsFolder = models(this);
    await using workspace = await new TestWorkspace().write(files);
    const { code, stdout, stderr } = await outcome(
      startCli(
        ['search', workspace.root, 'young dog in its bed'],
        workspace.base,
        { ASK_WORKSPACE_MODELS: modelsFolder },
        checkout.path,
      ),
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^\[1\] pets\.md/);
    assert.match(stderr, /hnswlib\) does not load here, so every vector is compared/);
  });
});
