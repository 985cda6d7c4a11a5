import type { Answer } from '../../core/answering/answer.ts';
import type { Generation, Served } from '../../core/ports/generation.ts';
import type { Receipt, ReplayGuessing, ReplayOutcome } from '../../core/ports/receipt.ts';
import { sourceLabel } from '../../core/sourceLabel.ts';
import type { ModelIdentity } from '../../core/models.ts';

/**
 * How a model arrived at its answer, as Markdown. With a receipt, it contains everything needed to
 * compute the answer again.
 * @param modelFile null if the model is not a file on this machine.
 */
export function receiptText(
  { generation, result }: Answer & { readonly generation: Generation },
  modelFile: ModelIdentity | null,
): string {
  const { receipt, served, timings, model, usedSources, droppedTurns } = generation;
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
    `- model: ${model.name}${modelFile === null ? '' : `, sha256 ${checksum(modelFile)}`}`,
    ...(served === undefined ? [] : serverWords(served)),
    `- index: ${Object.entries(result.generations)
      .map(([root, generation]) => `generation ${generation} of ${root}`)
      .join(', ')}`,
    ...(receipt === null ? withoutReceipt(generation) : ofReceipt(generation, receipt)),
    `- loaded in ${seconds(timings.loadMs)}, read in ${seconds(timings.readMs)}, written in ` +
      `${seconds(timings.writeMs)}; ${droppedTurns} earlier turns did not fit`,
    '',
    'Sources in the prompt:',
    '',
    ...used,
    '',
  ].join('\n');
}

function ofReceipt(generation: Generation, receipt: Receipt): readonly string[] {
  const { contextSize, readThreads, writeThreads } = receipt;
  return [
    `${promptWords(generation)}, sha256 ${receipt.promptSha256}`,
    `- read in ${chunkWords(receipt.readChunks)}`,
    answerWords(generation),
    `- decoding: ${decodingWords(receipt.decoding)}`,
    `- code names, numbers and quotations: ${groundingWords(receipt)}`,
    `- context of ${contextSize} tokens; ${readThreads} threads read, ${writeThreads} wrote`,
    `- guessed from the sources: ${guessWords(receipt)}`,
  ];
}

function withoutReceipt(generation: Generation): readonly string[] {
  return [
    promptWords(generation),
    answerWords(generation),
    '- the model reports no more about this answer, so it cannot be replayed',
  ];
}

function serverWords({ host, build, decoding }: Served): readonly string[] {
  return [
    `- answered by ${host}${build === '' ? '' : `, which calls itself ${build}`}`,
    `- decoding asked for: ${decodingWords(decoding)}`,
  ];
}

function promptWords({ timings }: Generation): string {
  const { promptTokens, reusedTokens, areEstimates = false } = timings;
  const about = areEstimates ? 'about ' : '';
  return `- prompt: ${about}${promptTokens} tokens (${reusedTokens} of them were read before)`;
}

function answerWords({ timings, stop }: Generation): string {
  const about = timings.areEstimates === true ? 'about ' : '';
  return `- answer: ${about}${timings.outputTokens} tokens, ended by ${endedBy[stop]}`;
}

/** The result of computing an answer again. */
export function replayWords(outcome: ReplayOutcome, guessing: ReplayGuessing): string {
  const how = guessing === 'none' ? ', written without guesses' : '';
  if (outcome.same) return `The same answer again${how}, byte for byte.`;
  const gap =
    outcome.logitGap === null
      ? ''
      : `; the two candidates were ${outcome.logitGap.toFixed(4)} apart`;
  return `A different answer from token ${outcome.index + 1} on${how}${gap}.`;
}

const endedBy: Readonly<Record<Generation['stop'], string>> = {
  end: 'the model',
  'max-tokens': 'the maximum length',
  repetition: 'Ask Workspace, because the model repeated itself',
};

function checksum({ sha256, isThere }: ModelIdentity): string {
  return (
    sha256 ??
    (isThere
      ? 'is being computed; open the receipt again in a moment'
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
    `${rounding.toFixed(2)}, as far as checking guesses may move one by ` +
    `rounding${closeCalls === 0 ? '' : ', and repeated token by token'}`
  );
}

function decodingWords(decoding: Receipt['decoding']): string {
  const { strategy, temperature, topK, topP, minP, repeatPenalty, seed, maxTokens } = decoding;
  if (strategy === 'greedy') return `greedy, at most ${maxTokens} tokens`;
  return (
    `sampling, temperature ${temperature}, top_k ${topK}, top_p ${topP}, min_p ${minP}, repeat ` +
    `penalty ${repeatPenalty}, seed ${seed}, at most ${maxTokens} tokens`
  );
}

function groundingWords({ decoding: { grounded }, redirectedTokens }: Receipt): string {
  if (!grounded) return 'any';
  const tokens = redirectedTokens === 1 ? 'one token' : `${redirectedTokens} tokens`;
  return (
    'those of sources and question alone; ' +
    (redirectedTokens === 0
      ? 'the model wanted no others'
      : `${tokens} in place of others that the model found more probable`)
  );
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
