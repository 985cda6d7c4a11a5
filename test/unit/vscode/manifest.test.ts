import assert from 'node:assert/strict';
import manifest from '../../../package.json' with { type: 'json' };

const properties = Object.entries(Object.assign({}, ...manifest.contributes.configuration.map((section) => section.properties)) as Record<string, { scope: string; markdownDescription?: string }>);
const commands = manifest.contributes.commands.map(({ command }) => command);

describe('the manifest', () => {
  it('keeps paths, hosts and executables out of the reach of a workspace', () => {
    const guarded = properties.filter(([name]) => /path$|folder$|endpoint$/i.test(name));
    assert.deepEqual(guarded.map(([name]) => name).sort(), ['askWorkspace.chatModel.path', 'askWorkspace.models.endpoint', 'askWorkspace.models.folder', 'askWorkspace.nodePath']);
    assert.ok(guarded.every(([, { scope }]) => scope === 'machine' || scope === 'application'));
  });

  it('describes every setting', () => {
    assert.deepEqual(properties.filter(([, { markdownDescription }]) => (markdownDescription ?? '') === '').map(([name]) => name), []);
  });

  it('has a command behind every item of a menu', () => {
    const items = Object.values(manifest.contributes.menus).flat().map(({ command }) => command);
    assert.deepEqual(items.filter((command) => !commands.includes(command)), []);
  });

  it('starts limited in a workspace that is not trusted, beside the files it reads', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, false);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
  });
});
