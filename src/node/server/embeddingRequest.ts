import * as v from 'valibot';
import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import type { ServerConnection } from './serverConnection.ts';

const Embeddings = v.object({
  data: v.array(
    v.object({
      index: v.pipe(v.number(), v.integer(), v.minValue(0)),
      embedding: v.array(v.number()),
    }),
  ),
});

/** The largest that models have; 32 of them still fit into a response (`maxJsonBytes`). */
const maxDimensions = 4096;

export interface EmbeddingRequest {
  readonly model: string;
  readonly texts: readonly string[];
  /** Expected length of each embedding; null if it is not known yet. */
  readonly dimensions: number | null;
}

/**
 * `POST /embeddings`: a unit vector for each text, in order. Nothing that the server says about
 * them is taken for granted: their number, order, length and values are checked.
 * @throws Failure `server-failed` if they are not what was asked for; others by reason.
 */
export async function requestEmbeddings(
  connection: ServerConnection,
  { model, texts, dimensions }: EmbeddingRequest,
  signal: AbortSignal,
): Promise<readonly Float32Array[]> {
  const { api, host } = connection.address;
  const { data } = await connection.json(
    `${api}/embeddings`,
    { model, input: texts },
    Embeddings,
    signal,
  );
  const byIndex = new Map(data.map(({ index, embedding }) => [index, embedding]));
  if (data.length !== texts.length || texts.some((_, index) => !byIndex.has(index)))
    throw new Failure(
      'server-failed',
      wording('{host} was sent {count} texts, but did not send one embedding for each.', {
        host,
        count: texts.length,
      }),
    );
  const expected = dimensions ?? data[0]?.embedding.length ?? 0;
  return texts.map((_, index) => unitVector(host, byIndex.get(index) ?? [], expected));
}

function unitVector(host: string, numbers: readonly number[], dimensions: number): Float32Array {
  if (numbers.length !== dimensions) throw new ChangedDimensions(host, numbers.length, dimensions);
  const length = Math.hypot(...numbers);
  if (dimensions === 0 || dimensions > maxDimensions || !Number.isFinite(length) || length === 0)
    throw new Failure(
      'server-failed',
      wording(
        '{host} sent an embedding that cannot be used ({count} numbers). Does its model compute embeddings?',
        { host, count: dimensions },
      ),
    );
  return Float32Array.from(numbers, (value) => value / length);
}

/** The server's model is not the one that it had when it was first asked. */
export class ChangedDimensions extends Failure {
  constructor(host: string, count: number, expected: number) {
    super(
      'server-failed',
      wording(
        '{host} sent embeddings of {count} numbers, not {expected}. Its model may have changed.',
        { host, count, expected },
      ),
    );
  }
}
