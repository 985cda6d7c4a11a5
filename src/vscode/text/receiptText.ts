import type { Answer } from '../../core/answering/answer.ts';
import type { Generation, Served } from '../../core/ports/generation.ts';
import type { Receipt, ReplayGuessing, ReplayOutcome } from '../../core/ports/receipt.ts';
import { spellMark } from '../../core/decoding/quoteForm.ts';
import { sourceLabel } from '../../core/sourceLabel.ts';
import type { ModelIdentity } from '../../core/models.ts';
import { plural, t, translated } from '../../core/texts/translate.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

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
    const label = hit === undefined ? t('of an earlier answer') : sourceLabel(hit);
    return `- [${number}] ${t('{label}, {lines} lines', { label, lines })}`;
  });
  const { name } = model;
  const indexes = Object.entries(result.generations).map(([root, count]) =>
    t('generation {count} of {root}', { count, root }),
  );
  return [
    `# ${t('Receipt of an answer')}`,
    '',
    item(
      modelFile === null
        ? t('model: {name}', { name })
        : t('model: {name}, sha256 {checksum}', { name, checksum: checksum(modelFile) }),
    ),
    ...(served === undefined ? [] : serverWords(served)),
    item(t('index: {indexes}', { indexes: indexes.join(', ') })),
    ...(receipt === null ? withoutReceipt(generation) : ofReceipt(generation, receipt)),
    item(
      t('loaded in {load} s, read in {read} s, written in {write} s; {turns}', {
        load: seconds(timings.loadMs),
        read: seconds(timings.readMs),
        write: seconds(timings.writeMs),
        turns: plural(
          droppedTurns,
          '{count} earlier turn did not fit',
          '{count} earlier turns did not fit',
        ),
      }),
    ),
    '',
    t('Sources in the prompt:'),
    '',
    ...used,
    '',
  ].join('\n');
}

function ofReceipt(generation: Generation, receipt: Receipt): readonly string[] {
  const { contextSize, readThreads, writeThreads, promptSha256 } = receipt;
  return [
    item(t('{prompt}, sha256 {promptSha256}', { prompt: promptWords(generation), promptSha256 })),
    item(t('read in {chunks}', { chunks: chunkWords(receipt.readChunks) })),
    item(answerWords(generation)),
    item(t('decoding: {decoding}', { decoding: decodingWords(receipt.decoding) })),
    item(
      t('code names, numbers and quotations: {grounding}', { grounding: groundingWords(receipt) }),
    ),
    ...(receipt.quotable.length === 0
      ? []
      : [
          item(
            t('made of lines, chosen from {marks}', {
              marks: receipt.quotable.map(spellMark).join(', '),
            }),
          ),
        ]),
    item(
      t('context of {contextSize} tokens; {readThreads} threads read, {writeThreads} wrote', {
        contextSize,
        readThreads,
        writeThreads,
      }),
    ),
    item(t('guessed from the sources: {guesses}', { guesses: guessWords(receipt) })),
  ];
}

function withoutReceipt(generation: Generation): readonly string[] {
  return [
    item(promptWords(generation)),
    item(answerWords(generation)),
    item(t('the model reports no more about this answer, so it cannot be replayed')),
  ];
}

function serverWords({ host, build, decoding }: Served): readonly string[] {
  return [
    item(
      build === ''
        ? t('answered by {host}', { host })
        : t('answered by {host}, which calls itself {build}', { host, build }),
    ),
    item(t('decoding asked for: {decoding}', { decoding: decodingWords(decoding) })),
  ];
}

function promptWords({ timings }: Generation): string {
  const { promptTokens, reusedTokens, areEstimates = false } = timings;
  return t('prompt: {tokens} tokens ({reusedTokens} of them were read before)', {
    tokens: about(promptTokens, areEstimates),
    reusedTokens,
  });
}

function answerWords({ timings, stop }: Generation): string {
  return t('answer: {tokens} tokens, ended by {ended}', {
    tokens: about(timings.outputTokens, timings.areEstimates === true),
    ended: translated(endedBy[stop]),
  });
}

function about(count: number, isEstimate: boolean): string {
  return isEstimate ? t('about {amount}', { amount: count }) : String(count);
}

/** The result of computing an answer again. */
export function replayWords(outcome: ReplayOutcome, guessing: ReplayGuessing): string {
  const how = guessing === 'none' ? t(', written without guesses') : '';
  if (outcome.same) return t('The same answer again{how}, byte for byte.', { how });
  const gap =
    outcome.logitGap === null
      ? ''
      : t('; the two candidates were {gap} apart', { gap: outcome.logitGap.toFixed(4) });
  return t('A different answer from token {token} on{how}{gap}.', {
    token: outcome.index + 1,
    how,
    gap,
  });
}

const endedBy: Readonly<Record<Generation['stop'], Wording>> = {
  end: wording('the model'),
  'max-tokens': wording('the maximum length'),
  repetition: wording('Ask Workspace, because the model repeated itself'),
};

function checksum({ sha256, isThere }: ModelIdentity): string {
  return (
    sha256 ??
    (isThere
      ? t('is being computed; open the receipt again in a moment')
      : t('was not computed before the file changed'))
  );
}

function chunkWords(chunks: readonly number[]): string {
  if (chunks.length === 0) return t('no chunk: all of it was in memory');
  return t('{chunks} of {sizes} tokens', {
    chunks: plural(chunks.length, '{count} chunk', '{count} chunks'),
    sizes: chunks.join(', '),
  });
}

function guessWords({ guessedTokens, acceptedTokens, closeCalls, rounding }: Receipt): string {
  if (guessedTokens === 0) return t('nothing');
  const right = t('{acceptedTokens} of {guessedTokens} tokens were right', {
    acceptedTokens,
    guessedTokens,
  });
  const close =
    closeCalls === 0
      ? t('no decision was')
      : plural(closeCalls, '{count} decision was', '{count} decisions were');
  const bound = t(
    '{close} closer than {rounding}, as far as checking guesses may move one by rounding',
    { close, rounding: rounding.toFixed(2) },
  );
  const repeated = closeCalls === 0 ? '' : t(', and repeated token by token');
  return `${right}; ${bound}${repeated}`;
}

function decodingWords(decoding: Receipt['decoding']): string {
  const { strategy, temperature, topK, topP, minP, repeatPenalty, seed, maxTokens } = decoding;
  if (strategy === 'greedy') return t('greedy, at most {maxTokens} tokens', { maxTokens });
  return t(
    'sampling, temperature {temperature}, top_k {topK}, top_p {topP}, min_p {minP}, repeat penalty {repeatPenalty}, seed {seed}, at most {maxTokens} tokens',
    { temperature, topK, topP, minP, repeatPenalty, seed, maxTokens },
  );
}

function groundingWords({ decoding: { grounded }, redirectedTokens }: Receipt): string {
  if (!grounded) return t('any');
  const effect =
    redirectedTokens === 0
      ? t('the model wanted no others')
      : plural(
          redirectedTokens,
          '{count} token in place of others that the model found more probable',
          '{count} tokens in place of others that the model found more probable',
        );
  return t('those of sources and question alone; {effect}', { effect });
}

/** One line of the list. */
function item(words: string): string {
  return `- ${words}`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
