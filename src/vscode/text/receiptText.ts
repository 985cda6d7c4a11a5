import type { Answer } from '../../core/answering/answer.ts';
import type { Generation, Receipt, ReplayGuessing, ReplayOutcome } from '../../core/ports.ts';
import { sourceLabel } from '../../core/sourceLabel.ts';
import type { ModelIdentity } from '../../core/models.ts';

/** All that decided an answer of a model, as Markdown: what is needed to give it again. */
export function receiptText(
  { generation, result }: Answer & { readonly generation: Generation },
  modelFile: ModelIdentity,
): string {
  const { receipt, timings, model, usedSources, droppedTurns, stop } = generation;
  const { decoding } = receipt;
  const used = usedSources.map(({ number, lines }) => {
    const hit = result.hits[number - 1];
    return (
      `- [${number}] ${hit === undefined ? 'of an earlier answer' : sourceLabel(hit)}, ${lines} ` +
      'lines'
    );
  });
  return [
    '# Receipt of an answer',
    '',
    `- model: ${model.name}, sha256 ${checksum(modelFile)}`,
    `- index: ${Object.entries(result.generations)
      .map(([root, generation]) => `generation ${generation} of ${root}`)
      .join(', ')}`,
    `- prompt: ${timings.promptTokens} tokens (${timings.reusedTokens} of them were read ` +
      `before), sha256 ${receipt.promptSha256}`,
    `- read in ${chunkWords(receipt.readChunks)}`,
    `- answer: ${timings.outputTokens} tokens, ended by ${endedBy[stop]}`,
    `- decoding: ${decodingWords(decoding)}`,
    `- context of ${receipt.contextSize} tokens; ${receipt.readThreads} threads read, ` +
      `${receipt.writeThreads} wrote`,
    `- guessed from the sources: ${guessWords(receipt)}`,
    `- loaded in ${seconds(timings.loadMs)}, read in ${seconds(timings.readMs)}, written in ` +
      `${seconds(timings.writeMs)}; ${droppedTurns} earlier turns left out`,
    '',
    'Sources in the prompt:',
    '',
    ...used,
    '',
  ].join('\n');
}

/** What came of computing an answer again. */
export function replayWords(outcome: ReplayOutcome, guessing: ReplayGuessing): string {
  const how = guessing === 'none' ? ', written without guesses' : '';
  if (outcome.same) return `The same answer again${how}, byte for byte.`;
  const gap =
    outcome.logitGap === null
      ? ''
      : `; the two candidates were ${outcome.logitGap.toFixed(4)} apart`;
  return `Another answer from token ${outcome.index + 1} on${how}${gap}.`;
}

const endedBy: Readonly<Record<Generation['stop'], string>> = {
  end: 'the model',
  'max-tokens': 'the longest length allowed',
  repetition: 'us, because it had begun to repeat itself',
};

function checksum({ sha256, isThere }: ModelIdentity): string {
  return (
    sha256 ??
    (isThere
      ? 'is being computed; shown again in a moment, the receipt has it'
      : 'was not computed before the file changed')
  );
}

function chunkWords(chunks: readonly number[]): string {
  if (chunks.length === 0) return 'no chunk: all of it was in memory';
  const noun = chunks.length === 1 ? 'chunk' : 'chunks';
  return `${chunks.length} ${noun} of ${chunks.join(', ')} tokens`;
}

function guessWords({ guessedTokens, acceptedTokens, closeCalls, rounding }: Receipt): string {
  if (guessedTokens === 0) return 'nothing';
  const close =
    closeCalls === 0
      ? 'no decision was'
      : `${closeCalls} ${closeCalls === 1 ? 'decision was' : 'decisions were'}`;
  return (
    `${acceptedTokens} of ${guessedTokens} tokens were right; ${close} closer than ` +
    `${rounding.toFixed(2)}, as far as checking guesses may move one by rounding`
  );
}

function decodingWords(decoding: Generation['receipt']['decoding']): string {
  const { strategy, temperature, topK, topP, minP, repeatPenalty, seed, maxTokens } = decoding;
  if (strategy === 'greedy') return `greedy, at most ${maxTokens} tokens`;
  return (
    `sampling, temperature ${temperature}, top_k ${topK}, top_p ${topP}, min_p ${minP}, repeat ` +
    `penalty ${repeatPenalty}, seed ${seed}, at most ${maxTokens} tokens`
  );
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
