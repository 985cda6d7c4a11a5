import assert from 'node:assert/strict';
import { copyFile, cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realModel } from '../support/models/realModels.ts';
import { repositoryRoot } from '../support/paths.ts';
import { mustRun } from '../support/runProgram.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { containersForTests } from './askContainers.ts';
import { provideChatServerImage } from './chatServerImage.ts';
import { Composition } from './composition.ts';
import { postgresImage, providePostgresImage } from './postgresImage.ts';

const question = 'In which order are the connection adapters sorted?';
const passwords = { publisher: "a publisher's password", reader: "a reader's password" };
/** In the volume for data: the rest of the container is read-only. */
const authority = '/data/authority.crt';
/** PostgreSQL in its image. It refuses a key that others own or can read. */
const postgresUser = '999';

/**
 * The two files for docker compose: that of the team, and that of VS Code, whose container is let
 * into the other's network.
 */
describe("A team's index and VS Code, by docker compose", () => {
  const containers = containersForTests();
  const docker = (...args: readonly string[]): Promise<string> => containers().docker(...args);

  describe('started', () => {
    const folder = throwAwayFolder('team');
    const compositions: Composition[] = [];
    /** The container with VS Code. */
    let seat: string;

    before(async function () {
      const { engine, image, workspace } = containers();
      try {
        compositions.push(
          await Composition.find(engine, {
            name: 'ask-team',
            file: join(folder.path, 'compose.yaml'),
            variables: {
              ASK_INDEX_PORT: '15432',
              ASK_CHAT_PORT: '18080',
              POSTGRES_PASSWORD: "the superuser's password",
              ASK_PUBLISHER_PASSWORD: passwords.publisher,
              ASK_READER_PASSWORD: passwords.reader,
            },
          }),
          await Composition.find(engine, {
            name: 'ask-seat',
            file: join(repositoryRoot, 'media/container/compose.yaml'),
            variables: {
              ASK_WORKSPACE_PORT: '18501',
              PASSWORD: 'a password',
              WORKSPACE: workspace,
            },
          }),
        );
      } catch (error) {
        console.log(`skipped: ${String(error)}`);
        this.skip();
      }
      const [team, editor] = compositions;
      assert.ok(team !== undefined && editor !== undefined);
      await providePostgresImage(engine);
      await docker('tag', image, 'ask-workspace');
      await cp(join(repositoryRoot, 'media/team'), folder.path, { recursive: true });
      await makeCertificate(join(folder.path, 'tls'), 'index');
      await containers().healthy(await team.start('index'));
      seat = await editor.start('ask-workspace');
      await docker('network', 'connect', 'ask-team_default', seat);
      await containers().healthy(seat);
      const certificate = await readFile(join(folder.path, 'tls/server.crt'), 'utf8');
      const write = `printf %s "$CERTIFICATE" > ${authority}`;
      await docker('exec', '-e', `CERTIFICATE=${certificate}`, seat, 'sh', '-c', write);
    });
    after(async () => {
      for (const composition of compositions.reverse()) await composition.remove();
      await folder[Symbol.asyncDispose]();
    });

    it('takes what is published, and the reader finds it without an index', async () => {
      const published = await asUser('publisher', ['publish', '/workspace', '--json'], trusted);
      assert.match(published, /"newChunks": *[1-9]/);
      const found = await asUser('reader', ['search', '/workspace', question, '--json'], trusted);
      assert.match(found, /courier\/sessions\.py/);
      assert.doesNotMatch(found, /own index answers/);
    });

    it('does not let the reader publish', async () => {
      await assert.rejects(
        asUser('reader', ['publish', '/workspace'], trusted),
        /permission denied/,
      );
    });

    it('is not asked if its certificate cannot be verified: the own index answers', async () => {
      const found = await asUser('reader', ['search', '/workspace', question], []);
      assert.match(found, /certificate.*own index answers/s);
      assert.match(found, /courier\/sessions\.py/);
    });

    it('has what its chat server cites, which answers from it', async function () {
      const model = realModel(this, 'SmolLM2-135M-Instruct.Q4_1.gguf');
      const { engine } = containers();
      const missing = await provideChatServerImage(engine);
      if (missing !== undefined) {
        console.log(`skipped: ${missing}`);
        this.skip();
      }
      await mkdir(join(folder.path, 'models'));
      await copyFile(model, join(folder.path, 'models/chat.gguf'));
      const chat = await compositions[0]?.start('chat');
      assert.ok(chat !== undefined);
      await containers().healthy(chat);
      const settings = ['--set', 'decoding.maxTokens=24', '--json'];
      const ask = ['ask', '/workspace', question, '--server', 'http://chat:8080', ...settings];
      const answered = await asUser('reader', ask, trusted);
      assert.match(answered, /"citations":\[{"marker":1,"path":"courier\/sessions\.py"/);
      assert.match(answered, /"server":"chat:8080"/);
      assert.doesNotMatch(answered, /own index answers/);
    });

    const trusted = ['-e', `NODE_EXTRA_CA_CERTS=${authority}`];

    /** Runs the command in VS Code's container, without an index from before. */
    async function asUser(
      user: keyof typeof passwords,
      [command = '', ...args]: readonly string[],
      options: readonly string[],
    ): Promise<string> {
      const store = ['--store', `postgres://${user}@index/ask`, '--index', '/tmp/no-index'];
      const cli = '/opt/extensions/ask-workspace.*/dist/cli.js';
      const script = `rm -rf /tmp/no-index && exec node ${cli} "$@"`;
      const password = ['-e', `ASK_WORKSPACE_STORE_PASSWORD=${passwords[user]}`];
      const program = [seat, 'sh', '-c', script, 'sh', command, ...args, ...store];
      return docker('exec', ...password, ...options, ...program);
    }
  });

  /** A certificate for this host name that is its own authority, as compose.yaml wants it. */
  async function makeCertificate(folder: string, host: string): Promise<void> {
    await mkdir(folder);
    const files = ['-keyout', 'server.key', '-out', 'server.crt'];
    const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    await mustRun('openssl', ['req', '-x509', ...key, '-days', '1', ...files, ...subject], {
      cwd: folder,
      stdio: 'ignore',
    });
    const asRoot = ['run', '--rm', '--user=0', '-v', `${folder}:/tls`, '--entrypoint=chown'];
    await docker(...asRoot, postgresImage, postgresUser, '/tls/server.key');
  }
});
