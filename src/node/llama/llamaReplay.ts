import type { Token } from 'node-llama-cpp';
import { cutRepetition } from '../../core/answering/text/cutRepetition.ts';
import type { Candidate } from '../../core/decoding/chooseToken.ts';
import type { Receipt, ReplayGuessing, ReplayOutcome } from '../../core/ports/receipt.ts';
import { AnswerText } from './llamaAnswerText.ts';
import { restrictionsIn } from './llamaGrounding.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { copyablePart } from './llamaPrompt.ts';
import { throwIfCancelled } from './llamaReader.ts';
import { noCounts, writeTokens } from './llamaWriter.ts';
import type { Drafts } from './llamaWriter.ts';
import { repeatsItself } from './repeatsItself.ts';

/**
 * Number of candidates among which the first difference is looked up, to say how close they were.
 */
const shownCandidates = 40;

/**
 * Reads the receipt's prompt into an empty context and writes what should be the same answer.
 * @throws Failure `cancelled`.
 */
export async function replayAnswer(
  loaded: LoadedModel,
  receipt: Receipt,
  guessing: ReplayGuessing,
  signal: AbortSignal,
): Promise<ReplayOutcome> {
  const { model, sequence, reader, threads } = loaded;
  const prompt = receipt.promptTokens as readonly Token[];
  const first = prompt.at(-1);
  if (first === undefined) throw new RangeError('A receipt without a prompt.');
  await sequence.clearHistory();
  await reader.read(prompt.slice(0, -1), () => undefined, signal);
  const text = new AnswerText(model, [], null);
  const drafts = guessing === 'none' ? noDrafts : recordedDrafts(receipt.batches);
  const options = {
    sequence,
    first,
    decoding: receipt.decoding,
    copyable: copyablePart(loaded, prompt),
    drafts,
    rounding: receipt.rounding,
    restrictions: restrictionsIn(loaded, prompt, {
      grounded: receipt.decoding.grounded,
      quotable: receipt.quotable,
    }),
    candidates: shownCandidates,
    beforeBatch: () => {
      threads.apply('write');
    },
  };
  const expected = receipt.outputTokens;
  let index = 0;
  if (expected.length === 0) return { same: true, text: '' };
  for await (const { token, candidates } of writeTokens(options, noCounts())) {
    throwIfCancelled(signal);
    if (token !== expected[index]) {
      return {
        same: false,
        index,
        text: text.text + text.finish(),
        logitGap: logitGap(candidates, token, expected[index]),
      };
    }
    text.add(token);
    if (++index === expected.length) break;
  }
  const repeats = repeatsItself(expected, options.copyable, text.text);
  text.finish();
  return { same: true, text: repeats ? cutRepetition(text.text) : text.text };
}

const noDrafts: Drafts = {
  choose: () => 0,
  observe: () => undefined,
  observeCost: () => undefined,
};

function recordedDrafts(batches: readonly number[]): Drafts {
  const left = batches.values();
  return { ...noDrafts, choose: () => (left.next().value ?? 1) - 1 };
}

function logitGap(
  candidates: readonly Candidate[],
  one: number,
  other: number | undefined,
): number | null {
  const chance = (token: number | undefined): number =>
    candidates.find((candidate) => candidate.token === token)?.probability ?? 0;
  const gap = Math.abs(Math.log(chance(one) / chance(other)));
  return Number.isFinite(gap) ? gap : null;
}
