import { createParser } from 'eventsource-parser';
import * as v from 'valibot';
import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import { CompletionChunk } from './completionChunk.ts';
import type { ServerAddress } from './serverAddress.ts';
import { orFailure } from './serverConnection.ts';
import { eventFailure, limitedText } from './serverFailure.ts';

/** Maximum size of an event; normal ones have a few hundred bytes. */
const maxEventCharacters = 1 << 20;
/** Far more than any answer of 8,192 tokens with its thoughts. */
const maxStreamBytes = 1 << 26;

/**
 * The parts of an answer as they arrive: the events of a stream, or the single body of a server
 * that does not stream.
 * @param onSign called with each piece that arrives, including comments that keep the connection
 * open.
 * @throws Failure `server-failed` for anything else and for an answer without its end,
 * `server-unreachable` if the connection breaks.
 */
export async function* completionChunks(
  address: ServerAddress,
  response: Response,
  onSign: () => void,
  signal: AbortSignal,
): AsyncGenerator<CompletionChunk> {
  const { host } = address;
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/html' || response.body === null) {
    await response.body?.cancel();
    throw new Failure(
      'server-failed',
      wording('{host} answered with a web page. Does {address} lack a path, such as /v1?', {
        host,
        address: address.settings.address,
      }),
    );
  }
  if (type === 'application/json') {
    const body = await orFailure(address, signal, () => limitedText(response, maxEventCharacters));
    yield parseChunk(host, body);
    return;
  }
  const events: string[] = [];
  let isTooLong = false;
  const parser = createParser({
    maxBufferSize: maxEventCharacters,
    onEvent: ({ data }) => events.push(data),
    onError: (error) => {
      isTooLong ||= error.type === 'max-buffer-size-exceeded';
    },
  });
  const decoder = new TextDecoder();
  const pieces = response.body[Symbol.asyncIterator]();
  let bytes = 0;
  let hasEnded = false;
  try {
    for (;;) {
      const { done, value } = await orFailure(address, signal, () => pieces.next());
      if (done === true) break;
      onSign();
      bytes += value.length;
      if (bytes > maxStreamBytes) isTooLong = true;
      else parser.feed(decoder.decode(value, { stream: true }));
      if (isTooLong)
        throw new Failure('server-failed', wording('{host} sends more than an answer.', { host }));
      for (const data of events.splice(0)) {
        if (data.trim() === '[DONE]') return;
        const chunk = parseChunk(host, data);
        hasEnded ||= chunk.choices?.some(({ finish_reason: why }) => (why ?? '') !== '') ?? false;
        yield chunk;
      }
    }
    // A server may omit [DONE], but not the reason why the answer ends.
    if (!hasEnded)
      throw new Failure(
        'server-failed',
        wording('{host} closed the connection before the answer was complete.', { host }),
      );
  } finally {
    await pieces.return?.(undefined).catch(() => undefined);
  }
}

function parseChunk(host: string, data: string): CompletionChunk {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), CompletionChunk), data);
  if (!parsed.success)
    throw new Failure(
      'server-failed',
      wording(
        '{host} sent something that is not part of an answer. Is it an OpenAI-compatible server?',
        { host },
      ),
    );
  const chunk = parsed.output;
  if (chunk.error !== undefined && chunk.error !== null) throw eventFailure(host, chunk);
  return chunk;
}
