import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runStage } from '../../support/runStage.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

describe('A stage of the test run', () => {
  const folder = throwAwayFolder('stages');
  after(() => folder[Symbol.asyncDispose]());

  async function script(name: string, code: string): Promise<string> {
    const path = join(folder.path, `${name}.mjs`);
    await writeFile(
      path,
      `import { writeFileSync } from 'node:fs';\nconst count = (counts) => { ` +
        'writeFileSync(process.env.ASK_WORKSPACE_TEST_COUNTS, JSON.stringify(counts)); };\n' +
        code,
    );
    return path;
  }

  async function run(
    code: string,
    { kind = 'tests', limitMinutes = 1 }: { kind?: 'tests' | 'check'; limitMinutes?: number } = {},
  ): Promise<readonly (number | string)[]> {
    const { passed, failed, skipped, failures } = await runStage({
      name: 'own-test',
      kind,
      limitMinutes,
      commands: [[await script('stage', code)]],
    });
    return [passed, failed, skipped, ...failures];
  }

  it('counts its tests', async () => {
    assert.deepEqual(
      await run('count({ passed: 3, failed: 0, skipped: 1, failures: [] });'),
      [3, 0, 1],
    );
  });

  it('names the tests that failed', async () => {
    assert.deepEqual(
      await run(
        'count({ passed: 3, failed: 1, skipped: 0, failures: ["A does b"] }); process.exit(1);',
      ),
      [3, 1, 0, 'A does b'],
    );
  });

  it('fails when it crashes before its counts are written', async () => {
    const [, failed, , reason] = await run('throw new Error("broken");');
    assert.equal(failed, 1);
    assert.match(String(reason), /own-test: .* exit code 1/);
  });

  it('fails when it crashes after all its tests passed', async () => {
    const [passed, failed] = await run(
      'count({ passed: 3, failed: 0, skipped: 0, failures: [] }); process.abort();',
    );
    assert.deepEqual([passed, failed], [3, 1]);
  });

  it('fails when it ran no test', async () => {
    assert.deepEqual(await run('count({ passed: 0, failed: 0, skipped: 0, failures: [] });'), [
      0,
      1,
      0,
      'own-test: ran no test',
    ]);
  });

  it('fails when it left no counts, even if an earlier run did', async () => {
    await run('count({ passed: 3, failed: 0, skipped: 0, failures: [] });');
    assert.deepEqual(await run(''), [0, 1, 0, 'own-test: left no counts']);
  });

  it('is killed and fails when it takes too long', async () => {
    assert.deepEqual(await run('setInterval(() => undefined, 1000);', { limitMinutes: 0.01 }), [
      0,
      1,
      0,
      'own-test: took too long',
    ]);
  });

  it('that is a check counts as one test', async () => {
    assert.deepEqual(await run('', { kind: 'check' }), [1, 0, 0]);
    assert.deepEqual((await run('process.exit(2);', { kind: 'check' })).slice(0, 3), [0, 1, 0]);
  });
});
