import { Failure, isFailure } from '../errors.ts';
import { wording } from '../texts/wording.ts';

/** Where a team's store is, without its password. */
export interface StoreAddress {
  /** Tried in this order. */
  readonly hosts: readonly StoreHost[];
  readonly user: string;
  readonly database: string;
}

export interface StoreHost {
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
}

const defaultPort = 5432;
const shape = /^postgres(?:ql)?:\/\/([^:@/?#\s]+)@([^@/?#\s]+)\/([^/?#\s]+)$/;
const hostShape = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i;

/**
 * Reads `postgres://USER@HOST[:PORT][,HOST[:PORT]...]/DATABASE`, the form of libpq with several
 * hosts.
 * @throws Failure `invalid-setting` that says what is wrong; a password in the address is refused,
 * because settings and command lines are read by others.
 */
export function parseStoreAddress(address: string): StoreAddress {
  if (/^\w+:\/\/[^@/]*:[^@/]*@/.test(address))
    throw new Failure(
      'invalid-setting',
      wording(
        'The address of the team index must not contain a password. Put it into the environment variable ASK_WORKSPACE_STORE_PASSWORD.',
      ),
    );
  const [, user, hosts, database] = shape.exec(address) ?? [];
  if (user === undefined || hosts === undefined || database === undefined)
    throw notAnAddress(address);
  return {
    user: decoded(user, address),
    database: decoded(database, address),
    hosts: hosts.split(',').map((each) => {
      const [, host, port] = hostShape.exec(each) ?? [];
      const number = port === undefined ? defaultPort : Number(port);
      if (host === undefined || number < 1 || number > 65_535) throw notAnAddress(address);
      return { host: host.replace(/^\[|\]$/g, ''), port: number };
    }),
  };
}

/** What a password belongs to: other hosts never get it. Null if it is not an address. */
export function storeOrigin(address: string): string | null {
  try {
    return `postgres://${storeName(parseStoreAddress(address))}`;
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}

/** Host and port, as messages name them. */
export function storeName({ hosts }: StoreAddress): string {
  return hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
}

function decoded(part: string, address: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw notAnAddress(address);
  }
}

function notAnAddress(address: string): Failure {
  return new Failure(
    'invalid-setting',
    wording(
      '{address} is not the address of a team index. It must be postgres://USER@HOST/DATABASE; several hosts are written HOST1:5432,HOST2:5432.',
      { address },
    ),
  );
}
