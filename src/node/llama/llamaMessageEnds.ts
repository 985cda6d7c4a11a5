import type { ChatHistoryItem, ChatWrapper, LlamaModel, Token } from 'node-llama-cpp';
import { turnWords } from '../../core/decoding/turnWords.ts';

/** How an answer ends, in addition to the tokens that llama.cpp itself treats as ends. */
export interface MessageEnds {
  /** What the template writes after an answer, for models that spell it out. */
  readonly words: readonly string[];
  /** How the template begins the user's next message; empty if that cannot be determined. */
  readonly turn: string;
  /**
   * Special tokens that end an answer, either as declared in the file or because they begin the
   * next message.
   */
  readonly tokens: ReadonlySet<Token>;
}

/** Metadata that llama.cpp does not read itself: lists of the tokens that end a message. */
const listedEnds = [
  'eos_token_id',
  'eot_token_id',
  'eom_token_id',
  'eos_token_ids',
  'eot_token_ids',
  'eog_token_ids',
];

/** @returns how an answer ends with this model and template. */
export function messageEnds({
  model,
  wrapper,
}: {
  readonly model: LlamaModel;
  readonly wrapper: ChatWrapper;
}): MessageEnds {
  const { stopGenerationTriggers } = wrapper.generateContextState({
    chatHistory: [
      { type: 'user', text: '' },
      { type: 'model', response: [] },
    ],
  });
  const words = stopGenerationTriggers.flatMap(({ values }) =>
    values.filter((value): value is string => typeof value === 'string' && value !== ''),
  );
  const { bosString, eosString, eotString } = model.tokens;
  const known = [bosString, eosString, eotString].filter((text) => text !== null && text !== '');
  const between = textBetween(model, wrapper);
  const special = model.tokenize(between, true).filter((token) => model.isSpecialToken(token));
  return {
    words,
    turn: turnWords(
      between,
      [...words, ...known].filter((text) => text !== null),
    ),
    tokens: new Set([...special, ...declaredEnds(model)]),
  };
}

/** What the template writes between an answer and the next question. */
function textBetween(model: LlamaModel, wrapper: ChatWrapper): string {
  const [answer, question] = ['b7answer', 'c7question'];
  const chatHistory: ChatHistoryItem[] = [
    { type: 'user', text: 'a' },
    { type: 'model', response: [answer] },
    { type: 'user', text: question },
    { type: 'model', response: [] },
  ];
  const { contextText } = wrapper.generateContextState({ chatHistory });
  const text = model.detokenize(contextText.tokenize(model.tokenizer), true);
  const start = text.indexOf(answer);
  const end = text.indexOf(question);
  return start < 0 || end < start ? '' : text.slice(start + answer.length, end);
}

function declaredEnds(model: LlamaModel): readonly Token[] {
  const declared = new Map<string, unknown>(Object.entries(model.fileInfo.metadata.tokenizer.ggml));
  return listedEnds
    .flatMap((key) => declared.get(key))
    .filter((id): id is Token => typeof id === 'number');
}
