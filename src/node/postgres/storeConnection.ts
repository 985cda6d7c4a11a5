import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Row } from '../catalog/catalogRows.ts';
import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import { storeName } from '../../core/settings/storeAddress.ts';
import type { StoreAddress, StoreHost } from '../../core/settings/storeAddress.ts';
import { storeFailure } from './storeFailure.ts';

/** A host that does not answer within this time is passed over. */
const connectMs = 5000;
/** A server that hangs does not confirm the end of a connection. */
const goodbyeMs = 500;
/** A server that is silent for longer than this in a search is given up. */
const readMs = 20_000;

/**
 * Compiling a query takes longer than these queries, and one search is not worth several
 * processes. `ef_search` is at least twice the depth of a search, as in the local index.
 */
const readingSession = `SET search_path = ask_workspace, public;
  SET jit = off;
  SET max_parallel_workers_per_gather = 0;
  SET hnsw.ef_search = 400;
  SET hnsw.iterative_scan = strict_order;
  SET statement_timeout = ${readMs};
  SET default_transaction_read_only = on;`;
/** 100,000 vectors then fit into memory while their index is built. */
const publishingSession = `SET search_path = ask_workspace, public;
  SET jit = off;
  SET maintenance_work_mem = '512MB';`;

export type StorePurpose = 'reading' | 'publishing';

export interface StoreAccess {
  readonly address: StoreAddress;
  /** Undefined where the server asks for none. */
  readonly password: string | undefined;
}

/** What a statement's placeholders stand for. A Buffer is sent in PostgreSQL's binary format. */
export type StoreValue = string | number | boolean | null | Buffer | readonly string[];

/** A connection to the first host of a store that serves the purpose. */
export class StoreConnection {
  readonly #client: Client;
  readonly #name: string;
  #isOpen = true;

  private constructor(client: Client, name: string) {
    this.#client = client;
    this.#name = name;
    client.on('error', () => {
      this.#isOpen = false;
    });
    client.on('end', () => {
      this.#isOpen = false;
    });
  }

  /**
   * Tries the hosts in their order. Publishing needs one that is not a replica.
   * @throws Failure `store-unreachable`, `store-refused`, `store-unusable`: of the last host.
   */
  static async open(
    { address, password }: StoreAccess,
    purpose: StorePurpose,
  ): Promise<StoreConnection> {
    let failure: Failure | undefined;
    for (const host of address.hosts) {
      const client = clientFor(address, host, password, purpose);
      const connection = new StoreConnection(client, storeName({ ...address, hosts: [host] }));
      try {
        await client.connect();
        await client.query(purpose === 'reading' ? readingSession : publishingSession);
        if (purpose === 'reading' || !(await connection.#isReplica())) return connection;
        failure = onlyReplica(connection.#name);
      } catch (error) {
        failure = storeFailure(error, connection.#name);
      }
      await connection.end();
    }
    throw failure ?? new Error('An address has at least one host.');
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Host and port, for messages. */
  get name(): string {
    return this.#name;
  }

  /**
   * Runs one statement.
   * @throws Failure by reason.
   */
  async query(sql: string, values: readonly StoreValue[] = []): Promise<Row[]> {
    try {
      const { rows } = await this.#client.query<Row>(sql, values as StoreValue[]);
      return rows;
    } catch (error) {
      const failure = storeFailure(error, this.#name);
      // After a time-out the answer may still come and be taken for the next one.
      if (failure.reason === 'store-unreachable') await this.end();
      throw failure;
    }
  }

  /** Closes the connection. What runs in it is rolled back. */
  async end(): Promise<void> {
    this.#isOpen = false;
    const ended = this.#client.end().catch(() => undefined);
    await Promise.race([ended, delay(goodbyeMs, undefined, { ref: false })]);
  }

  async #isReplica(): Promise<boolean> {
    const [row] = await this.query('SELECT pg_is_in_recovery() AS replica');
    return row?.['replica'] === true;
  }
}

function clientFor(
  { user, database }: StoreAddress,
  { host, port }: StoreHost,
  password: string | undefined,
  purpose: StorePurpose,
): Client {
  return new Client({
    host,
    port,
    user,
    database,
    password: password ?? process.env['PGPASSWORD'],
    // Without a certificate that is valid for the host, nothing is sent to another machine.
    ssl: isLoopback(host) ? false : { rejectUnauthorized: true },
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    application_name: 'ask-workspace',
    ...(purpose === 'reading' ? { query_timeout: readMs } : {}),
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function onlyReplica(store: string): Failure {
  return new Failure(
    'store-unusable',
    wording('{store} is a replica, which cannot be published to. Name the primary server.', {
      store,
    }),
  );
}
