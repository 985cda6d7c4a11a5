import * as vscode from 'vscode';
import type { Answer } from '../../core/answering/answer.ts';
import type { Generation, ReplayGuessing } from '../../core/ports.ts';
import type { Engine } from '../../core/engine.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ReadOnlyDocuments } from '../editor/readOnlyDocuments.ts';
import { receiptText, replayWords } from '../text/receiptText.ts';
import { withStoppableProgress } from './withStoppableProgress.ts';

const withoutGuesses = 'Compare without guesses';

/** Shows what decided an answer. @param id the last answer where it is none. */
export async function showReceipt(
  id: unknown,
  conversation: ChatSession,
  { models }: Pick<Engine, 'models'>,
  documents: ReadOnlyDocuments,
): Promise<void> {
  const answer = answerOf(id, conversation);
  const generation = answer?.generation ?? null;
  if (answer === null || generation === null) sayNone();
  else
    await documents.show(
      'Receipt.md',
      receiptText(
        { ...answer, generation },
        await models.identify(generation.model.path, generation.receipt.modelFile),
      ),
    );
}

/**
 * Computes an answer again from nothing and tells whether it is the same.
 * @param id the last answer where it is none.
 */
export async function replayAnswer(
  id: unknown,
  conversation: ChatSession,
  engine: Pick<Engine, 'models' | 'replay'>,
): Promise<void> {
  const generation = answerOf(id, conversation)?.generation ?? null;
  if (generation === null) sayNone();
  else if (conversation.isAnswering)
    say('An answer is being given. An earlier one can be computed again when that has ended.');
  else if (
    !(await engine.models.identify(generation.model.path, generation.receipt.modelFile)).isThere
  )
    say('The model file is not the same any more, so this answer cannot be computed again.');
  else await replay(generation, 'as recorded', engine);
}

/**
 * Guesses are checked in batches, which round otherwise than single tokens: what that did to the
 * answer can be seen, too.
 */
async function replay(
  generation: Generation,
  guessing: ReplayGuessing,
  engine: Pick<Engine, 'replay'>,
): Promise<void> {
  const outcome = await withStoppableProgress('Computing the answer again', (signal) =>
    engine.replay(generation, guessing, signal),
  );
  const offers =
    guessing === 'as recorded' && generation.receipt.guessedTokens > 0 ? [withoutGuesses] : [];
  if (
    (await vscode.window.showInformationMessage(replayWords(outcome, guessing), ...offers)) ===
    withoutGuesses
  )
    await replay(generation, 'none', engine);
}

function answerOf(id: unknown, conversation: ChatSession): Answer | null {
  return typeof id === 'string' ? conversation.answer(id) : conversation.lastAnswer;
}

function sayNone(): void {
  say('There is no answer of a model yet in this conversation.');
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
