import { JinjaTemplateChatWrapper, SpecialTokensText } from 'node-llama-cpp';
import type { ChatHistoryItem, ChatWrapper, LlamaModel, Token } from 'node-llama-cpp';
import { systemPrompt } from '../../core/prompt/promptText.ts';
import { textSegments } from '../../core/prompt/textSegments.ts';

/** Tokens of plain text: nothing in it is ever a special token. */
export function tokenizeText(model: LlamaModel, text: string): readonly Token[] {
  return textSegments(text).flatMap((segment) =>
    segment === '' ? [] : model.tokenize(segment, false, 'trimLeadingSpace'),
  );
}

/** Messages as a template renders them. */
export interface Messages {
  readonly system: string;
  readonly exchanges: readonly { readonly user: string; readonly model: string }[];
  readonly user: string;
}

/**
 * The prompt in the model's own chat template, up to where the answer begins.
 * @param written the tokens with which the model wrote earlier answers, by their text: other tokens
 * may spell the same text.
 */
export function renderPrompt(
  model: LlamaModel,
  wrapper: ChatWrapper,
  messages: Messages,
  written: ReadonlyMap<string, readonly Token[]> = new Map(),
): readonly Token[] {
  const chatHistory: ChatHistoryItem[] = [
    { type: 'system', text: messages.system },
    ...messages.exchanges.flatMap((exchange): ChatHistoryItem[] => [
      { type: 'user', text: exchange.user },
      { type: 'model', response: [exchange.model] },
    ]),
    { type: 'user', text: messages.user },
    { type: 'model', response: [] },
  ];
  const { contextText } = wrapper.generateContextState({ chatHistory });
  const tokens: Token[] = [];
  // Spaces at the end of a marker belong to the text after it, as if everything were tokenized at
  // once; the answer brings its own.
  let blanks = '';
  for (const value of contextText.values) {
    if (typeof value === 'string') {
      tokens.push(...(written.get(value) ?? tokenizeText(model, blanks + value)));
      blanks = '';
    } else if (value instanceof SpecialTokensText) {
      const marks = blanks + value.value;
      const trimmed = marks.replace(/ +$/, '');
      blanks = marks.slice(trimmed.length);
      tokens.push(...tokenizeMarks(model, trimmed));
    } else {
      tokens.push(...tokenizeText(model, blanks), ...value.tokenize(model.tokenizer));
      blanks = '';
    }
  }
  return withBeginning(model, wrapper, tokens);
}

/**
 * The token that begins a text, as declared in the file (`add_bos_token`): once if it is wanted;
 * otherwise only if the template itself writes it.
 */
function withBeginning(
  model: LlamaModel,
  wrapper: ChatWrapper,
  tokens: readonly Token[],
): readonly Token[] {
  const { bos, shouldPrependBosToken } = model.tokens;
  if (bos === null) return tokens;
  const count = tokens.findIndex((token) => token !== bos);
  const rest = tokens.slice(Math.max(0, count));
  const isDeclaredAway =
    model.fileInfo.metadata.tokenizer.ggml.add_bos_token === false &&
    !(wrapper instanceof JinjaTemplateChatWrapper);
  const wanted = shouldPrependBosToken || (count > 0 && !isDeclaredAway);
  return wanted ? [bos, ...rest] : rest;
}

/**
 * The tokens of a template's markers, including special tokens. SentencePiece puts a space before
 * any text; after a line break, that space cannot merge into it.
 */
function tokenizeMarks(model: LlamaModel, marks: string): readonly Token[] {
  if (marks === '') return [];
  const lineBreak = model.tokenize('\n', true);
  const tokens = model.tokenize(`\n${marks}`, true);
  return lineBreak.every((token, index) => tokens[index] === token)
    ? tokens.slice(lineBreak.length)
    : model.tokenize(marks, true, 'trimLeadingSpace');
}

/** How every prompt begins, whatever the question: the part that can be read in advance. */
export function commonBeginning(model: LlamaModel, wrapper: ChatWrapper): readonly Token[] {
  const [first, second] = ['[1]', 'Question'].map((user) =>
    renderPrompt(model, wrapper, { system: systemPrompt, exchanges: [], user }),
  );
  const differs = first?.findIndex((token, index) => token !== second?.[index]) ?? 0;
  return first?.slice(0, differs) ?? [];
}

/**
 * Number of tokens that the chat template itself takes: around the system prompt and the last
 * message, and around each earlier turn.
 */
export function frameCosts(
  model: LlamaModel,
  wrapper: ChatWrapper,
): { frameTokens: number; turnFrameTokens: number } {
  const count = (text: string): number => tokenizeText(model, text).length;
  const exchange = { user: 'b', model: 'c' };
  const alone = renderPrompt(model, wrapper, {
    system: systemPrompt,
    exchanges: [],
    user: 'a',
  }).length;
  const withExchange = renderPrompt(model, wrapper, {
    system: systemPrompt,
    exchanges: [exchange],
    user: 'a',
  }).length;
  return {
    frameTokens: alone - count(systemPrompt) - count('a'),
    turnFrameTokens: withExchange - alone - count(exchange.user) - count(exchange.model),
  };
}
