import { factFinder } from '../../src/core/answering/checkFacts.ts';
import { sentenceFacts } from '../../src/core/answering/sentenceFacts.ts';
import { saidWords } from '../../src/core/answering/text/saidAgain.ts';
import { splitSentences } from '../../src/core/answering/text/sentences.ts';
import { keywords } from '../../src/core/decoding/keywords.ts';
import type { GenerateRequest, ReplayableGeneration } from '../../src/core/ports/generation.ts';

/** The facts of an answer that can be looked up, and its cost. */
export interface JudgedAnswer {
  readonly text: string;
  /** Distinct facts that are in its sources. */
  readonly right: readonly string[];
  /** Facts that are neither in the sources nor in the question. */
  readonly invented: readonly { readonly kind: string; readonly text: string }[];
  /** Names in code spans; other names; numbers; quotations. */
  readonly counts: Readonly<Record<string, number>>;
  readonly stop: ReplayableGeneration['stop'];
  readonly redirected: number;
  readonly tokens: number;
  readonly cpuMs: number;
}

/** Looks up every fact of an answer in the sources that were in its prompt. */
export function judge(
  { sources, question }: GenerateRequest,
  generation: ReplayableGeneration,
  cpuMs: number,
): JudgedAnswer {
  const { text, usedSources, stop, receipt } = generation;
  const whole = stop === 'max-tokens' ? withoutCutWord(text) : text;
  const seen = usedSources.flatMap(({ number, lines }) => {
    const source = sources[number - 1];
    return source === undefined ? [] : [source.label, ...source.text.split('\n').slice(0, lines)];
  });
  const inSources = factFinder(seen.join('\n'));
  const inAll = factFinder([...seen, question, ...keywords].join('\n'));
  const facts = splitSentences(whole)
    .flatMap(({ start, end }) => sentenceFacts(whole.slice(start, end)))
    .filter(({ kind }) => kinds.some((counted) => counted === kind));
  const invented = facts.filter((fact) => inAll(fact) === 'absent');
  const right = facts.filter((fact) => inSources(fact) !== 'absent');
  return {
    text,
    right: [...new Set(right.map((fact) => fact.text.toLowerCase()))],
    invented: invented.map(({ kind, text: said }) => ({ kind, text: said })),
    counts: Object.fromEntries(
      kinds.map((kind) => [kind, facts.filter((fact) => fact.kind === kind).length]),
    ),
    stop,
    redirected: receipt.redirectedTokens,
    tokens: receipt.outputTokens.length,
    cpuMs,
  };
}

/** Half a name, or the number of a list item of which nothing was written, says nothing. */
function withoutCutWord(text: string): string {
  return text.replace(/[\w.]+$/, '').replace(/(?<=^|\n)\s*\d+[.)]?\s*$/, '');
}

/** Whether an answer says one of its sentences twice. */
function isSaidTwice(text: string): boolean {
  const said = splitSentences(text).map(({ start, end }) => saidWords(text.slice(start, end)));
  return said.some((words, place) => words.includes(' ') && said.indexOf(words) < place);
}

const kinds = ['span', 'name', 'number', 'quote'] as const;

/** Free and grounded answers side by side. */
export function groundedTable(
  free: readonly JudgedAnswer[],
  grounded: readonly JudgedAnswer[],
): Readonly<Record<string, { free: string; grounded: string }>> {
  const row = (measure: (answers: readonly JudgedAnswer[]) => string) => ({
    free: measure(free),
    grounded: measure(grounded),
  });
  const invented = (kind: string): { free: string; grounded: string } =>
    row((answers) => {
      const wrong = answers.flatMap((answer) => answer.invented.filter((one) => one.kind === kind));
      return `${wrong.length} of ${total(answers.map(({ counts }) => counts[kind] ?? 0))}`;
    });
  const count = (measure: (answer: JudgedAnswer) => number): { free: string; grounded: string } =>
    row((answers) => String(total(answers.map(measure))));
  return {
    answers: row((answers) => String(answers.length)),
    'code spans that are in no source': invented('span'),
    'other code names that are in no source': invented('name'),
    'numbers that are in no source': invented('number'),
    'quotations that are in no source': invented('quote'),
    'facts that are in the sources': count(({ right }) => right.length),
    'answers with such a fact': count(({ right }) => Number(right.length > 0)),
    'tokens redirected': count(({ redirected }) => redirected),
    'ended by repetition': count(({ stop }) => Number(stop === 'repetition')),
    'say a sentence twice': count(({ text }) => Number(isSaidTwice(text))),
    'ended by length': count(({ stop }) => Number(stop === 'max-tokens')),
    empty: count(({ text }) => Number(text.trim() === '')),
    'tokens per second of processor time': row((answers) =>
      (
        (1000 * total(answers.map(({ tokens }) => tokens))) /
        total(answers.map(({ cpuMs }) => cpuMs))
      ).toFixed(2),
    ),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
