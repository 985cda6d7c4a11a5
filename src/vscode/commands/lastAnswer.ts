import * as vscode from 'vscode';
import type { Answer } from '../../core/answering/answer.ts';
import { isReplayable } from '../../core/ports/generation.ts';
import type { Generation, ReplayableGeneration } from '../../core/ports/generation.ts';
import type { ReplayGuessing } from '../../core/ports/receipt.ts';
import type { Engine } from '../../core/engine.ts';
import type { ModelIdentity } from '../../core/models.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ReadOnlyDocuments } from '../editor/readOnlyDocuments.ts';
import { receiptText, replayWords } from '../text/receiptText.ts';
import { withStoppableProgress } from './withStoppableProgress.ts';
import { t } from '../../core/texts/translate.ts';

/**
 * Shows how an answer came about.
 * @param id of an answer; by default the last one.
 */
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
      `${t('Receipt')}.md`,
      receiptText(
        { ...answer, generation },
        isReplayable(generation) ? await identify(generation, models) : null,
      ),
    );
}

/**
 * Computes an answer again from scratch and reports whether it is the same.
 * @param id of an answer; by default the last one.
 */
export async function replayAnswer(
  id: unknown,
  conversation: ChatSession,
  engine: Pick<Engine, 'models' | 'replay'>,
): Promise<void> {
  const generation = answerOf(id, conversation)?.generation ?? null;
  if (generation === null) sayNone();
  else if (conversation.isAnswering)
    say(t('An answer is being written. Try again when it is complete.'));
  else if (isReplayable(generation) && !(await identify(generation, engine.models)).isThere)
    say(t('The model file has changed, so this answer cannot be replayed.'));
  else await replay(generation, 'as recorded', engine);
}

async function identify(
  { model, receipt }: ReplayableGeneration,
  models: Engine['models'],
): Promise<ModelIdentity> {
  return models.identify(model.path, receipt.modelFile);
}

/**
 * Guesses are checked in batches, which round differently from single tokens. Replaying without
 * guesses shows what difference that made.
 */
async function replay(
  generation: Generation,
  guessing: ReplayGuessing,
  engine: Pick<Engine, 'replay'>,
): Promise<void> {
  const outcome = await withStoppableProgress(t('Replaying the answer'), (signal) =>
    engine.replay(generation, guessing, signal),
  );
  const withoutGuesses = t('Compare without guesses');
  const offers =
    guessing === 'as recorded' && (generation.receipt?.guessedTokens ?? 0) > 0
      ? [withoutGuesses]
      : [];
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
  say(t('There is no answer by a model in this conversation yet.'));
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
