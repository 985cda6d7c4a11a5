import { DatabaseError } from 'pg';
import { Failure, isFailure } from '../../core/errors.ts';
import type { FailureReason } from '../../core/errors.ts';
import { plainText } from '../../core/plainText.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

/** Longer texts of the server are cut, because they are shown to the user. */
const maxShownCharacters = 300;

/** Whether an error is a Failure of a store: it is away, refuses, or cannot be used. */
export function isStoreFailure(error: unknown): error is Failure {
  return (
    isFailure(error, 'store-unreachable') ||
    isFailure(error, 'store-refused') ||
    isFailure(error, 'store-unusable')
  );
}

/** Turns what the client or the server reports into a Failure that names the store. */
export function storeFailure(error: unknown, store: string): Failure {
  if (isFailure(error)) return error;
  const why = shown(error instanceof Error ? error.message : String(error));
  const [reason, said] =
    error instanceof DatabaseError && error.code !== undefined
      ? serverSaid(error.code, store, why)
      : /^SASL\b/.test(why) // the server wants a password, and there is none
        ? serverSaid('28P01', store, why)
        : isAboutCertificate(error)
          ? notTrusted(store, why)
          : unreachable(store, why);
  return new Failure(reason, said, { cause: error });
}

/** A connection that was closed or never came about, a name that is not known. */
function unreachable(store: string, why: string): [FailureReason, Wording] {
  return [
    'store-unreachable',
    wording(
      'The team index at {store} cannot be reached ({why}). Check its address (askWorkspace.index.store, --store) and the network.',
      { store, why },
    ),
  ];
}

function notTrusted(store: string, why: string): [FailureReason, Wording] {
  return [
    'store-unreachable',
    wording(
      'The team index at {store} has a certificate that this machine does not trust ({why}). The environment variable NODE_EXTRA_CA_CERTS can name the file of its authority.',
      { store, why },
    ),
  ];
}

/** The words of a server that may be hostile. */
function shown(text: string): string {
  return plainText(text.replace(/\s+/g, ' ')).slice(0, maxShownCharacters);
}

/** By the codes of OpenSSL and Node. */
function isAboutCertificate(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /CERT|SIGNATURE|ALTNAME/.test(String(error.code))
  );
}

/** @param code see https://www.postgresql.org/docs/current/errcodes-appendix.html */
function serverSaid(code: string, store: string, why: string): [FailureReason, Wording] {
  // Shut down, starting up, too many connections, cancelled by a time-out or a replica.
  if (/^(?:08|53|57|40001|25P0[34])/.test(code)) return unreachable(store, why);
  if (code.startsWith('28'))
    return [
      'store-refused',
      wording(
        'The team index at {store} refuses this user or password ({why}). The command “Set the key of a server” sets the password, in a terminal ASK_WORKSPACE_STORE_PASSWORD.',
        { store, why },
      ),
    ];
  if (code === '42501' || code === '25006')
    return [
      'store-refused',
      wording(
        'This user may not do that in the team index at {store} ({why}). Its administrator can allow it: see docs/team.md.',
        { store, why },
      ),
    ];
  return [
    'store-unusable',
    wording('The team index at {store} cannot be used ({why}).', { store, why }),
  ];
}
