import { Failure } from '../errors.ts';
import type { PlainMessage } from '../ports/conversing.ts';
import type { Tokenizer } from '../ports/textModels.ts';
import { wording } from '../texts/wording.ts';
import type { PromptLimits } from './layoutPrompt.ts';

/** Messages in the form that chat templates take: user and assistant in turn. */
export interface MessageLayout {
  readonly system: string;
  readonly exchanges: readonly { readonly user: string; readonly model: string }[];
  readonly user: string;
  /** Number of messages that are left out. */
  readonly droppedMessages: number;
}

interface Exchange {
  readonly user: string;
  readonly model: string;
  readonly messages: number;
}

/**
 * Lays out the messages of another program so that they fit. System messages and the last one are
 * always complete; of the others, the oldest are left out. Messages of the same role in a row
 * become one.
 * @throws Failure `context-too-small`.
 */
export function layoutMessages(
  messages: readonly PlainMessage[],
  { roomTokens, frameTokens, turnFrameTokens }: Omit<PromptLimits, 'timeTokens'>,
  tokenizer: Tokenizer,
): MessageLayout {
  const system = messages.filter(({ role }) => role === 'system').map(({ text }) => text);
  const { earlier, last } = toExchanges(messages.filter(({ role }) => role !== 'system'));
  const all = { system: system.join('\n\n'), user: last };
  let tokens = frameTokens + tokenizer.count(all.system) + tokenizer.count(all.user);
  if (tokens > roomTokens)
    throw new Failure(
      'context-too-small',
      wording(
        'These messages take {tokens} tokens; {room} fit. The setting askWorkspace.chatModel.contextSize can be raised.',
        { tokens, room: roomTokens },
      ),
    );
  const kept: Exchange[] = [];
  for (const exchange of earlier.toReversed()) {
    tokens += turnFrameTokens + tokenizer.count(exchange.user) + tokenizer.count(exchange.model);
    if (tokens > roomTokens) break;
    kept.unshift(exchange);
  }
  const dropped = earlier.slice(0, earlier.length - kept.length);
  return {
    ...all,
    exchanges: kept.map(({ user, model }) => ({ user, model })),
    droppedMessages: dropped.reduce((sum, exchange) => sum + exchange.messages, 0),
  };
}

/** Without a last message of the user, that one is empty: the model goes on by itself. */
function toExchanges(messages: readonly PlainMessage[]): {
  readonly earlier: readonly Exchange[];
  readonly last: string;
} {
  const earlier: Exchange[] = [];
  let user: string[] = [];
  let model: string[] = [];
  const end = (): void => {
    if (model.length === 0) return;
    const count = user.length + model.length;
    earlier.push({ user: user.join('\n\n'), model: model.join('\n\n'), messages: count });
    user = [];
    model = [];
  };
  for (const { role, text } of messages) {
    if (role === 'assistant') model.push(text.trim());
    else {
      end();
      user.push(text.trim());
    }
  }
  end();
  return { earlier, last: user.join('\n\n') };
}
