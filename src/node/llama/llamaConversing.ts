import type { ConverseRequest, Reply } from '../../core/ports/conversing.ts';
import type { GenerateEvent } from '../../core/ports/generation.ts';
import { layoutMessages } from '../../core/prompt/layoutMessages.ts';
import { writeAnswer } from './llamaAnswerWriting.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { renderPrompt, tokenizeText } from './llamaTokens.ts';
import { answerTokens } from '../../core/prompt/answerTokens.ts';

/** For what the layout's sum may miss: a token or two per message. */
const spareTokens = 16;

/**
 * Answers a conversation of another program. Ours is then no longer in the context.
 * @throws Failure `cancelled` or `context-too-small`.
 */
export async function converse(
  loaded: LoadedModel,
  { messages, decoding }: ConverseRequest,
  onEvent: (event: GenerateEvent) => void,
  signal: AbortSignal,
): Promise<Reply> {
  const { model, wrapper, contextSize, conversation, reader, frame } = loaded;
  const reserved = answerTokens(contextSize, decoding.maxTokens);
  const layout = layoutMessages(
    messages,
    { ...frame, roomTokens: contextSize - reserved - spareTokens },
    { count: (text) => tokenizeText(model, text).length },
  );
  const prompt = renderPrompt(model, wrapper, layout);
  conversation.forget();
  await reader.read(
    prompt.slice(0, -1),
    (progress) => {
      onEvent({ type: 'reading', ...progress, fewer: null });
    },
    signal,
  );
  const { answer, tokens, stop } = await writeAnswer(
    loaded,
    {
      prompt,
      earlier: { tokens: [], text: '' },
      decoding,
      quotable: [],
      numbers: null,
      room: Math.min(decoding.maxTokens, contextSize - prompt.length),
    },
    onEvent,
    signal,
  );
  return {
    text: answer.text,
    stop,
    droppedMessages: layout.droppedMessages,
    promptTokens: prompt.length,
    outputTokens: tokens.length,
  };
}
