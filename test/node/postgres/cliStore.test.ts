import assert from 'node:assert/strict';
import { join } from 'node:path';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { runCli } from '../../support/runCli.ts';
import { postgresForTests } from '../../support/servers/postgresServer.ts';

describe("a team's index in a terminal", () => {
  const server = postgresForTests();

  it('is published by one machine and searched from another', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'def walrus(tusk):\n    return tusk\n',
      'b.py': 'def penguin(fish):\n    return fish\n',
    });
    const store = await server().createDatabase();
    const published = await runCli(
      ['publish', workspace.root, '--store', store, '--json'],
      join(workspace.base, 'one'),
    );
    assert.equal(published.code, 0, published.stderr);
    assert.match(published.stdout, /"branch":\s*"main"/);
    const search = (address: string, home: string) =>
      runCli(
        ['search', workspace.root, 'walrus', '--store', address, '--json'],
        join(workspace.base, home),
      );
    const found = await search(store, 'two');
    assert.equal(found.code, 0, found.stderr);
    assert.match(found.stdout, /a\.py/);
    assert.doesNotMatch(found.stderr, /own index/);
    const away = await search('postgres://ask@127.0.0.1:1/none', 'three');
    assert.match(away.stdout, /a\.py/);
    assert.match(away.stderr, /127\.0\.0\.1:1 cannot be reached.*own index answers/);
  });

  it('is searched in the repository that is named, and a missing one is explained', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.py': 'def walrus(): pass\n' });
    const store = await server().createDatabase();
    const run = (home: string, command: string, ...more: readonly string[]) =>
      runCli(
        [command, workspace.root, ...more, '--store', store, '--json'],
        join(workspace.base, home),
      );
    const published = await run('one', 'publish', '--repository', 'team/code');
    assert.match(published.stdout, /"repository":\s*"team\/code"/, published.stderr);
    const found = await run('two', 'search', 'walrus', '--repository', 'team/code');
    assert.match(found.stdout, /a\.py/);
    assert.doesNotMatch(found.stderr, /own index/);
    const missing = await run('three', 'search', 'walrus');
    assert.match(missing.stdout, /a\.py/);
    assert.match(missing.stderr, /has team\/code\..*\(--repository\).*own index answers/);
  });

  it('refuses a password in the address with code 2, and does not print it', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.py': 'def walrus(): pass\n' });
    const { code, stderr } = await runCli(
      ['search', workspace.root, 'walrus', '--store', 'postgres://ask:hunter2@127.0.0.1/x'],
      join(workspace.base, 'home'),
    );
    assert.equal(code, 2);
    assert.match(stderr, /ASK_WORKSPACE_STORE_PASSWORD/);
    assert.doesNotMatch(stderr, /hunter2/);
  });
});
