import type { Token } from 'node-llama-cpp';
import type { Receipt } from '../core/ports.ts';
import type { ReplayOutcome } from '../protocol/modelMessages.ts';
import { AnswerText } from './llamaAnswerText.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { throwIfCancelled } from './llamaReader.ts';
import { writeTokens } from './llamaWriter.ts';

/**
 * Reads the receipt's prompt into an empty context and writes token by token, without guesses, what should be the same answer.
 * @throws Failure `cancelled`.
 */
export async function replayAnswer(loaded: LoadedModel, receipt: Receipt, signal: AbortSignal): Promise<ReplayOutcome> {
  const { model, sequence, reader, threads } = loaded;
  const prompt = receipt.promptTokens as readonly Token[];
  await sequence.clearHistory();
  await reader.read(prompt.slice(0, -1), () => undefined, signal);
  const text = new AnswerText(model, [], null);
  const first = prompt.at(-1);
  if (first === undefined) throw new RangeError('A receipt without a prompt.');
  const writing = writeTokens(
    { sequence, first, decoding: receipt.decoding, copyable: [], drafts: null, beforeBatch: () => { threads.apply(); } }, { guessed: 0, accepted: 0, closeCalls: 0 });
  let index = 0;
  if (receipt.outputTokens.length > 0) {
    for await (const { token, candidates } of writing) {
      throwIfCancelled(signal);
      const expected = receipt.outputTokens[index];
      if (token !== expected) {
        const chance = (wanted: number | undefined) => candidates.find((candidate) => candidate.token === wanted)?.probability ?? 0;
        const logitGap = Math.abs(Math.log(chance(token) / chance(expected)));
        return { same: false, index, text: text.text + text.finish(), logitGap: Number.isFinite(logitGap) ? logitGap : null };
      }
      text.add(token);
      index++;
      if (index === receipt.outputTokens.length) break;
    }
  }
  text.finish();
  return { same: true, text: text.text };
}
