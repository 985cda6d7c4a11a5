import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import texts from '../../../package.nls.json' with { type: 'json' };
import { embeddingModels } from '../../../src/node/embedding/embeddingModels.ts';
import { metrics } from '../../../src/core/settings/metric.ts';
import { settingsSchema } from '../../../src/core/settings/settingsSchema.ts';
import { repositoryRoot } from '../../support/paths.ts';

const properties = Object.entries(
  Object.assign(
    {},
    ...manifest.contributes.configuration.map((section) => section.properties),
  ) as Record<string, { scope: string; markdownDescription?: string }>,
);
const commands = manifest.contributes.commands.map(({ command }) => command);

describe('the manifest', () => {
  it('does not let a workspace set paths, hosts or executables', () => {
    const guarded = properties.filter(([name]) => /path$|folder$|endpoint$|server$/i.test(name));
    assert.deepEqual(guarded.map(([name]) => name).sort(), [
      'askWorkspace.chatModel.path',
      'askWorkspace.chatModel.server',
      'askWorkspace.index.embeddingServer',
      'askWorkspace.models.endpoint',
      'askWorkspace.models.folder',
      'askWorkspace.nodePath',
    ]);
    assert.ok(guarded.every(([, { scope }]) => scope === 'machine' || scope === 'application'));
  });

  it('describes every setting', () => {
    assert.deepEqual(
      properties
        .filter(([, { markdownDescription }]) => (markdownDescription ?? '') === '')
        .map(([name]) => name),
      [],
    );
  });

  it('offers exactly the embedding models that can be loaded', () => {
    assert.deepEqual(
      settingsSchema['askWorkspace.index.embeddingModel']?.enum,
      embeddingModels.map(({ id }) => id),
    );
  });

  it('offers exactly the metrics that are implemented', () => {
    assert.deepEqual(settingsSchema['askWorkspace.index.metric']?.enum, metrics);
  });

  it('has a command for every menu item', () => {
    const items = Object.values(manifest.contributes.menus)
      .flat()
      .map(({ command }) => command);
    assert.deepEqual(
      items.filter((command) => !commands.includes(command)),
      [],
    );
  });

  it('has a bundled picture and an existing command for every walkthrough step', () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.ok(steps.length >= 3);
    for (const { id, description, media } of steps) {
      const picture = readFileSync(join(repositoryRoot, media.svg), 'utf8');
      assert.match(picture, /^<svg [^>]*viewBox/);
      assert.doesNotMatch(
        picture,
        /https?:\/\/(?!www\.w3\.org\/2000\/svg)|<script|<image|#[0-9a-f]{3,6}\b/i,
        `${id}: colours are the editor's`,
      );
      const text = Object.entries(texts).find(([key]) => `%${key}%` === description)?.[1] ?? '';
      const [, command = ''] = /\(command:([\w.]+)\)/.exec(text) ?? [];
      assert.ok(
        commands.includes(command) || command === 'askWorkspace.chat.focus',
        `${id}: ${command}`,
      );
    }
  });

  it('has limited support for untrusted workspaces, and runs where the files are', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, false);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
  });
});
