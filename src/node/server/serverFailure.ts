import * as v from 'valibot';
import { Failure } from '../../core/errors.ts';
import { plainText } from '../../core/plainText.ts';
import { readRetryAfter } from '../models/transfer/serverBusy.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';
import type { ServerAddress } from './serverAddress.ts';

/** Longer error texts are cut, because they are shown to the user. */
const maxShownCharacters = 300;
const maxReadBytes = 1 << 16;

const Details = v.object({
  message: v.optional(v.fallback(v.string(), '')),
  type: v.optional(v.fallback(v.string(), '')),
  code: v.optional(v.fallback(v.string(), '')),
});
/** `{error: {message}}` is OpenAI's form, `{error}` is Ollama's, `{detail}` is FastAPI's. */
const Body = v.looseObject({
  error: v.optional(v.union([v.string(), Details])),
  message: v.optional(v.fallback(v.string(), '')),
  detail: v.optional(v.fallback(v.string(), '')),
});

/** What a server says about an error. Any field may be empty. */
interface ServerError {
  readonly message: string;
  readonly kind: string;
}

/** @param value a parsed body, or the parsed data of an event. */
function readServerError(value: unknown): ServerError {
  const parsed = v.safeParse(Body, value);
  if (!parsed.success) return { message: '', kind: '' };
  const { error, message = '', detail = '' } = parsed.output;
  if (error === undefined) return { message: shown(message || detail), kind: '' };
  if (typeof error === 'string') return { message: shown(error), kind: '' };
  return { message: shown(error.message ?? ''), kind: `${error.type ?? ''} ${error.code ?? ''}` };
}

/** The server asks to try again later. */
export class ServerBusy extends Failure {
  /** As the server says; null if it does not. */
  readonly retryAfterMs: number | null;

  constructor(said: Wording, retryAfterMs: number | null) {
    super('server-failed', said);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The failure for a response with a status that is not a success. Reads its body. */
export async function statusFailure(
  { host, settings }: ServerAddress,
  response: Response,
): Promise<Failure> {
  const { status, headers } = response;
  const { message, kind } = await bodyError(response);
  if (status >= 300 && status < 400)
    return new Failure(
      'server-failed',
      wording(
        '{host} redirects to another address ({status}), which is not followed. Enter the right one in {address}.',
        { host, status, address: settings.address },
      ),
    );
  if (isTooLong(kind, message)) return tooLong(host, message);
  const said = message === '' ? '' : wording(' It says: {message}', { message });
  if (status === 401 || status === 403)
    return new Failure(
      'key-refused',
      wording('{host} rejected the key or requires one ({status}).{said}', { host, status, said }),
    );
  if (status === 404)
    return new Failure(
      'server-failed',
      wording(
        '{host} has no such address or model (404). Check the settings {address} and {model}.{said}',
        { host, said, ...settings },
      ),
    );
  if (status === 429 || status === 503) {
    const waitMs = readRetryAfter(headers);
    const when =
      waitMs === null
        ? wording('a moment')
        : wording('{count} s', { count: Math.ceil(waitMs / 1000) });
    return new ServerBusy(
      wording('{host} is busy ({status}). Try again in {when}.{said}', {
        host,
        status,
        when,
        said,
      }),
      waitMs,
    );
  }
  return new Failure(
    'server-failed',
    wording('{host} answered with an error ({status}).{said}', { host, status, said }),
  );
}

/** The failure for an event that contains an error. */
export function eventFailure(host: string, value: unknown): Failure {
  const { message, kind } = readServerError(value);
  return isTooLong(kind, message)
    ? tooLong(host, message)
    : new Failure(
        'server-failed',
        message === ''
          ? wording('{host} stopped with an error.', { host })
          : wording('{host} stopped with an error: {message}', { host, message }),
      );
}

/**
 * The failure for an answer that the server ended before the model did.
 * @param finish why, in the server's word: vLLM says `abort` and `error`.
 * @returns null for any other reason.
 */
export function finishFailure(host: string, finish: string | null): Failure | null {
  if (finish === 'content_filter')
    return new Failure(
      'server-failed',
      wording('{host} withheld this answer because of its content filter.', { host }),
    );
  return finish === 'abort' || finish === 'error'
    ? new Failure('server-failed', wording('{host} stopped with an error.', { host }))
    : null;
}

/** The failure for a request that got no response. */
export function unreachable({ host, settings }: ServerAddress, error: unknown): Failure {
  const code = errorCode(error);
  const reason = /CERT|SIGNED|SIGNATURE|ALTNAME|TLS|SSL/.test(code)
    ? wording('{host} has a certificate that this machine does not trust ({code}).', { host, code })
    : code === ''
      ? wording('{host} cannot be reached.', { host })
      : wording('{host} cannot be reached ({code}).', { host, code });
  return new Failure(
    'server-unreachable',
    wording('{reason} Check the setting {address}.', { reason, address: settings.address }),
    { cause: error },
  );
}

/**
 * The code of an error of `fetch`, as Node or undici has it in the cause of "fetch failed"; empty
 * without one.
 */
export function errorCode(error: unknown): string {
  for (let one = error; one instanceof Error; one = one.cause)
    if ('code' in one && typeof one.code === 'string') return one.code;
  return '';
}

/** The messages are of vLLM (two), llama.cpp, Ollama and LM Studio (three). */
function isTooLong(kind: string, message: string): boolean {
  return (
    /exceed_context|context_length/.test(kind) ||
    /maximum (?:context|model) length|too large to process|input length exceeds/i.test(message) ||
    /keep the first \d+ tokens|tokens to keep from the initial prompt|n_keep/i.test(message)
  );
}

function tooLong(host: string, message: string): Failure {
  return new Failure(
    'context-too-small',
    wording(
      'The prompt is longer than the model at {host} can read. A smaller askWorkspace.answer.promptTokens helps. It says: {message}',
      { host, message },
    ),
  );
}

async function bodyError(response: Response): Promise<ServerError> {
  const text = await limitedText(response).catch(() => '');
  if (/^\s*</.test(text)) return { message: 'a web page, not an answer.', kind: '' };
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
  return parsed.success ? readServerError(parsed.output) : { message: shown(text), kind: '' };
}

/** The beginning of a body, without waiting for the rest. */
export async function limitedText(response: Response, maxBytes = maxReadBytes): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const piece of response.body) {
    bytes += piece.length;
    text += decoder.decode(piece, { stream: true });
    if (bytes >= maxBytes) break;
  }
  return text;
}

function shown(text: string): string {
  const line = plainText(text.trim().replace(/\s+/g, ' '));
  return line.length > maxShownCharacters ? `${line.slice(0, maxShownCharacters)}…` : line;
}
