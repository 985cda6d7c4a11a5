import * as v from 'valibot';
import { Failure, isFailure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import type { ServerAddress } from './serverAddress.ts';
import { errorCode, limitedText, statusFailure, unreachable } from './serverFailure.ts';

/** Responses other than answers are small; reading a longer body stops here. */
const maxJsonBytes = 1 << 22;
/** Codes of Node and undici for a connection that the other side has closed. */
const closedCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * Sends requests to one server. Redirects are not followed: the text of a workspace goes only to
 * the address that the user entered.
 */
export class ServerConnection {
  readonly address: ServerAddress;
  readonly #key: string | undefined;

  /** @param key sent as `Authorization: Bearer`; undefined for none. */
  constructor(address: ServerAddress, key: string | undefined) {
    this.address = address;
    this.#key = key;
  }

  /**
   * @param body posted as JSON; undefined for a GET, which is sent again if its connection was
   * closed.
   * @returns a response with a status of 200 to 299.
   * @throws Failure by reason; `cancelled`, or the signal's own Failure, if it is aborted.
   */
  async request(url: string, body: unknown, signal: AbortSignal): Promise<Response> {
    const send = (): Promise<Response> =>
      fetch(url, {
        method: body === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        signal,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(this.#key === undefined ? {} : { authorization: `Bearer ${this.#key}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const response = await orFailure(this.address, signal, () =>
      body === undefined ? sentAgain(send) : send(),
    );
    if (response.ok) return response;
    throw await statusFailure(this.address, response);
  }

  /**
   * The same for a small JSON body of a known shape.
   * @throws Failure by reason.
   */
  async json<T>(
    url: string,
    body: unknown,
    schema: v.GenericSchema<unknown, T>,
    signal: AbortSignal,
  ): Promise<T> {
    const { host } = this.address;
    const response = await this.request(url, body, signal);
    const text = await orFailure(this.address, signal, () => limitedText(response, maxJsonBytes));
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
    if (parsed.success) return parsed.output;
    throw new Failure(
      'server-failed',
      wording('{host} answered {url} with something unexpected.', { host, url }),
    );
  }
}

/** A server may close a connection that was kept open just as it is used again; another will do. */
async function sentAgain(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (error) {
    if (!closedCodes.has(errorCode(error))) throw error;
    return send();
  }
}

/** Runs a network operation, turning its errors into Failures. */
export async function orFailure<T>(
  address: ServerAddress,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isFailure(error)) throw error;
    if (!signal.aborted) throw unreachable(address, error);
    throw isFailure(signal.reason) ? signal.reason : new Failure('cancelled', 'Stopped.');
  }
}
