import type { LlamaModel, Token } from 'node-llama-cpp';
import { AllowedWords } from '../../core/decoding/allowedWords.ts';
import { Grounding } from '../../core/decoding/grounding.ts';
import type { Restrictions, TokenTexts } from '../../core/decoding/grounding.ts';
import { QuoteForm } from '../../core/decoding/quoteForm.ts';
import type { QuoteMark } from '../../core/decoding/quoteForm.ts';
import { Quoting } from '../../core/decoding/quoting.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { messageEnds } from './llamaMessageEnds.ts';
import { copyablePart, promptText } from './llamaPrompt.ts';
import { tokenizeText } from './llamaTokens.ts';

/**
 * What may be written in an answer; null if anything.
 * @param quotable the marks that an answer made of quotations chooses from; empty for sentences.
 */
export function restrictionsIn(
  loaded: LoadedModel,
  prompt: readonly Token[],
  { grounded, quotable }: { readonly grounded: boolean; readonly quotable: readonly QuoteMark[] },
): Restrictions<Token> | null {
  const grounding = grounded ? groundingIn(loaded, prompt) : null;
  return quotable.length === 0
    ? grounding
    : new Quoting(new QuoteForm(quotable), tokenTexts(loaded.model), grounding);
}

/**
 * Grounds an answer in its prompt: sources, question and earlier turns. It depends only on the
 * prompt's tokens, so that a receipt's answer can be computed again.
 */
function groundingIn(loaded: LoadedModel, prompt: readonly Token[]): Grounding<Token> {
  const { model } = loaded;
  const { words, turn } = messageEnds(loaded); // some models spell them out
  const text = model.detokenize(copyablePart(loaded, prompt));
  return new Grounding(
    new AllowedWords([text, ...words, turn].join('\n')),
    tokenTexts(model),
    opensThought(promptText(loaded, prompt)),
  );
}

export function opensThought(prompt: string): boolean {
  return /<think(ing)?>\s*$/.test(prompt);
}

const thoughtMark = /^<\/?think(ing)?>$/;

/** The texts of a model's tokens in the middle of a text; each is looked up once. */
export function tokenTexts(model: LlamaModel): TokenTexts<Token> {
  const known = new Map<Token, string>();
  const anchor = tokenizeText(model, 'a'); // a first token would lose its space
  const spell = (tokens: readonly Token[]): string => {
    const text = model.detokenize(tokens, false, anchor);
    if (text !== '') return text;
    const mark = model.detokenize(tokens, true);
    return thoughtMark.test(mark) ? mark : ''; // may be special tokens
  };
  return {
    textOf: (tokens) => {
      const [token] = tokens;
      if (token === undefined || tokens.length > 1) return spell(tokens);
      const text = known.get(token) ?? spell(tokens);
      known.set(token, text);
      return text;
    },
    tokenize: (text) => tokenizeText(model, text),
  };
}
