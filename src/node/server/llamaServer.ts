import * as v from 'valibot';
import { isFailure } from '../../core/errors.ts';
import type { ServerConnection } from './serverConnection.ts';

/** Maximum time to wait to find out what kind of server it is. */
const probeMs = 3000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Props = v.object({ default_generation_settings: v.object({ n_ctx: count }) });
const Template = v.object({ prompt: v.string() });
const Tokens = v.object({ tokens: v.array(v.unknown()) });

/** A message in the form that `/chat/completions` takes. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What llama.cpp's own server can do beyond the OpenAI interface. */
export interface LlamaServer {
  /** Maximum tokens of prompt and answer together; null if it does not say. */
  readonly contextSize: number | null;
  /**
   * The exact prompt that these messages become, and its tokens.
   * @throws Failure by reason.
   */
  readonly render: (
    messages: readonly ChatMessage[],
    signal: AbortSignal,
  ) => Promise<{ readonly prompt: string; readonly tokens: number }>;
}

/**
 * Finds out whether a server is llama.cpp's, the only one that answers `/props`.
 * @returns null for any other server, and for one that does not answer in time.
 * @throws Failure `cancelled`; `server-unreachable` if there is no server.
 */
export async function findLlamaServer(
  connection: ServerConnection,
  signal: AbortSignal,
): Promise<LlamaServer | null> {
  const { root } = connection.address;
  try {
    const props = await connection.json(
      `${root}/props`,
      undefined,
      Props,
      AbortSignal.any([signal, AbortSignal.timeout(probeMs)]),
    );
    const { n_ctx: contextSize } = props.default_generation_settings;
    return {
      contextSize: contextSize === 0 ? null : contextSize,
      render: async (messages, rendering) => {
        const { prompt } = await connection.json(
          `${root}/apply-template`,
          { messages },
          Template,
          rendering,
        );
        const { tokens } = await connection.json(
          `${root}/tokenize`,
          { content: prompt, add_special: true, parse_special: true },
          Tokens,
          rendering,
        );
        return { prompt, tokens: tokens.length };
      },
    };
  } catch (error) {
    if (signal.aborted || isFailure(error, 'server-unreachable')) throw error;
    return null;
  }
}
