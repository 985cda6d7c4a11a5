import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { containersForTests } from './askContainers.ts';

const password = 'a password of this test';
const secret = '/run/secrets/password';
/** How start.sh ends if it cannot use what it is told. */
const usageError = '2';

describe("The container's password", () => {
  const containers = containersForTests();
  const folder = throwAwayFolder('password');
  afterEach(() => containers().removeAll());
  after(() => folder[Symbol.asyncDispose]());

  it('is asked for by VS Code before it shows anything', async () => {
    await started('-e', `PASSWORD=${password}`);
    const { status, headers } = await fetch(`${containers().address}/?folder=/workspace`, {
      redirect: 'manual',
    });
    assert.equal(status, 302);
    assert.match(headers.get('location') ?? '', /login/);
  });

  it('may be in the file that PASSWORD_FILE names, with a line end', async () => {
    await started(...(await inFile(`${password}\n`)));
    assert.deepEqual([await letsIn('another one'), await letsIn(password)], [false, true]);
  });

  it('may be given as its hash, which is not itself a password', async () => {
    const hash = await argon2(password);
    await started('-e', `HASHED_PASSWORD=${hash}`);
    assert.deepEqual([await letsIn(hash), await letsIn(password)], [false, true]);
  });

  it('left out: VS Code listens only inside, and the log says why', async () => {
    const id = await started();
    assert.match(await containers().docker('logs', id), /no PASSWORD.*inside this container only/);
    await assert.rejects(fetch(`${containers().address}/healthz`));
  });

  it('in a file that is not there: the container ends and names the file', async () => {
    const said = await refusal('-e', `PASSWORD_FILE=${secret}`);
    assert.match(said, /PASSWORD_FILE names \/run\/secrets\/password, which cannot be read/);
  });

  it('in an empty file: the container ends instead of doing without', async () => {
    const said = await refusal(...(await inFile('\n')));
    assert.match(said, /PASSWORD_FILE names \/run\/secrets\/password, which is empty/);
  });

  /** Starts a container and waits until it is healthy. */
  async function started(...options: readonly string[]): Promise<string> {
    const id = await containers().start(...options);
    await containers().healthy(id);
    return id;
  }

  /** The log of a container that must end by itself. */
  async function refusal(...options: readonly string[]): Promise<string> {
    const id = await containers().start(...options);
    assert.equal((await containers().docker('wait', id)).trim(), usageError);
    return containers().docker('logs', id);
  }

  /** Options that mount a file with this text and name it. */
  async function inFile(text: string): Promise<readonly string[]> {
    const file = join(folder.path, 'password');
    await writeFile(file, text);
    return ['-v', `${file}:${secret}:ro`, '-e', `PASSWORD_FILE=${secret}`];
  }

  /** As code-server's own library hashes it. */
  async function argon2(text: string): Promise<string> {
    const library = '/opt/code-server/node_modules/argon2';
    const script = `require('${library}').hash(process.argv[1]).then(console.log)`;
    const program = ['--entrypoint=node', containers().image, '-e', script, text];
    return (await containers().docker('run', '--rm', ...program)).trim();
  }

  /** Whether the login page takes this password. */
  async function letsIn(attempt: string): Promise<boolean> {
    const { status } = await fetch(`${containers().address}/login`, {
      method: 'POST',
      body: new URLSearchParams({ password: attempt }),
      redirect: 'manual',
    });
    return status === 302;
  }
});
