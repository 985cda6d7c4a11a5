import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TestIndex, TestWorkspace, testIndexSettings } from '../../support/indexes/indexProcess.ts';
import { realModel } from '../../support/models/realModels.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

const fixture = {
  'pets.md': 'The puppy sleeps in its basket near the fireplace.\n',
  'money.md': 'Interest rates were raised by the central bank.\n',
};

describe('the index process on battery', () => {
  const settings = { ...testIndexSettings, pauseOnBattery: true };
  const former = process.env['ASK_WORKSPACE_POWER_SUPPLY'];
  let power: ReturnType<typeof throwAwayFolder>;
  let models: string;

  before(async function () {
    models = dirname(dirname(realModel(this, 'Xenova/all-MiniLM-L6-v2')));
    power = throwAwayFolder('power');
    await mkdir(join(power.path, 'BAT0'));
    await writeFile(join(power.path, 'BAT0/type'), 'Battery\n');
    await writeFile(join(power.path, 'BAT0/status'), 'Discharging\n');
    process.env['ASK_WORKSPACE_POWER_SUPPLY'] = power.path;
  });
  after(async () => {
    if (former === undefined) delete process.env['ASK_WORKSPACE_POWER_SUPPLY'];
    else process.env['ASK_WORKSPACE_POWER_SUPPLY'] = former;
    await (power as typeof power | undefined)?.[Symbol.asyncDispose]();
  });

  it('indexes words and leaves embeddings until the user asks for them', async () => {
    await using workspace = await new TestWorkspace().write(fixture);
    await using index = new TestIndex(workspace.base, { modelsFolder: models, settings });
    await index.open(workspace.root);
    const update = () => index.client.update({ root: workspace.root, paths: [] });
    assert.equal((await update()).embeddingsComputed, 0);
    await index.untilState(({ waitsForPower }) => waitsForPower === true);
    assert.equal((await index.ask(workspace.root, 'puppy'))[0]?.path, 'pets.md');

    await index.client.embedNow();
    await index.untilState(({ waitsForPower }) => waitsForPower !== true);
    assert.equal((await update()).embeddingsComputed, 2);
    assert.equal(index.states.at(-1)?.waitsForPower, undefined);
  });

  it('embeds what was edited all the same', async () => {
    await using workspace = await new TestWorkspace().write(fixture);
    await using index = new TestIndex(workspace.base, { modelsFolder: models, settings });
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    await workspace.write({ 'pets.md': 'A kitten sleeps on the roof.\n' });
    const { embeddingsComputed } = await index.client.update({
      root: workspace.root,
      paths: ['pets.md'],
    });
    assert.equal(embeddingsComputed, 1);
  });

  it('goes on when the setting is turned off', async () => {
    await using workspace = await new TestWorkspace().write(fixture);
    await using index = new TestIndex(workspace.base, { modelsFolder: models, settings });
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    await index.configure({
      settings: { ...settings, pauseOnBattery: false },
      modelsFolder: models,
    });
    await index.untilState(({ waitsForPower }) => waitsForPower !== true);
    const { embeddingsComputed } = await index.client.update({ root: workspace.root, paths: [] });
    assert.equal(embeddingsComputed, 2);
  });
});
