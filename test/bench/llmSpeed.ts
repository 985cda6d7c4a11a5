import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Token } from 'node-llama-cpp';
import { DraftPolicy } from '../../src/core/decoding/draftPolicy.ts';
import { loadModel } from '../../src/node/llama/llamaLoadedModel.ts';
import type { LoadedModel } from '../../src/node/llama/llamaLoadedModel.ts';
import { measureRounding } from '../../src/node/llama/tuning/llamaRounding.ts';
import { startLlama } from '../../src/node/llama/llamaRuntime.ts';
import { noCounts, writeTokens } from '../../src/node/llama/llamaWriter.ts';
import type { Drafts } from '../../src/node/llama/llamaWriter.ts';
import { defaultDecoding } from '../support/models/modelProcess.ts';

/** How fast one thing was relative to another, measured in turns: medians over the rounds. */
export interface Ratio {
  readonly name: string;
  readonly ours: number;
  readonly theirs: number;
  /** Ours divided by theirs, for each round. */
  readonly ratio: number;
  /**
   * The same by processor time, which other programs disturb less; null if the other side is
   * another program.
   */
  readonly cpuRatio: number | null;
}

const promptTokens = 512;
const answerTokens = 48;
const notStopped = new AbortController().signal;
const noGuesses: Drafts = {
  choose: () => 0,
  observe: () => undefined,
  observeCost: () => undefined,
};

/**
 * Raw speeds in this process, one after the other: reading and writing beside llama-bench, guessing
 * beside plain writing.
 */
export async function* measureSpeeds(
  path: string,
  threads: number,
  rounds: number,
  llamaBench: string | undefined,
): AsyncGenerator<Ratio, void, undefined> {
  const runtime = await startLlama(() => undefined);
  const loaded = await loadModel(runtime, { path, contextSize: 2048, threads });
  const prompt = somePrompt(loaded);
  const plain = await write(loaded, prompt, [], { drafts: noGuesses });
  loaded.rounding = (await measureRounding(loaded.sequence, notStopped)) ?? loaded.rounding;
  if (llamaBench !== undefined)
    yield* await besideLlamaBench(loaded, { path, prompt, threads, rounds, llamaBench });
  const other = (token: Token): Token => prompt[token % prompt.length] ?? token;
  const cases: readonly (readonly [name: string, copyable: readonly Token[]])[] = [
    ['all is copied', plain.tokens],
    [
      'runs of six are copied, two tokens are new',
      plain.tokens.filter((_, index) => index % 8 < 6),
    ],
    ['nothing matches', []],
    ['everything matches and is wrong', plain.tokens.flatMap((token) => [token, other(token)])],
  ];
  for (const [name, copyable] of cases)
    yield guessing(loaded, { prompt, expected: plain.tokens, rounds, name, copyable });
  yield exactness(loaded, prompt, rounds, plain.tokens);
  await loaded.dispose();
}

interface Written {
  readonly tokens: readonly Token[];
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

async function write(
  loaded: LoadedModel,
  prompt: readonly Token[],
  copyable: readonly Token[],
  { drafts, rounding = loaded.rounding }: { drafts: Drafts; rounding?: number },
): Promise<Written> {
  const { sequence, reader, threads } = loaded;
  await reader.read(prompt.slice(0, -1), () => undefined, notStopped);
  const tokens: Token[] = [];
  const [startedMs, startedCpu] = [performance.now(), cpuSeconds()];
  const first = prompt.at(-1);
  if (first === undefined) throw new RangeError('An empty prompt.');
  const writing = writeTokens(
    {
      sequence,
      first,
      decoding: defaultDecoding,
      copyable,
      drafts,
      rounding,
      restrictions: null,
      beforeBatch: () => {
        threads.apply('write');
      },
    },
    noCounts(),
  );
  for await (const { token } of writing) {
    tokens.push(token);
    if (tokens.length === answerTokens) break;
  }
  return {
    tokens,
    perSecond: (tokens.length / (performance.now() - startedMs)) * 1000,
    perCpuSecond: tokens.length / (cpuSeconds() - startedCpu),
  };
}

interface GuessingTrial {
  readonly prompt: readonly Token[];
  /** The tokens written without guessing. */
  readonly expected: readonly Token[];
  readonly rounds: number;
  readonly name: string;
  readonly copyable: readonly Token[];
}

async function guessing(
  loaded: LoadedModel,
  { prompt, expected, rounds, name, copyable }: GuessingTrial,
): Promise<Ratio> {
  const pairs: { ours: Written; theirs: Written }[] = [];
  const drafts = new DraftPolicy();
  for (let round = 0; round < rounds; round++) {
    drafts.beginAnswer();
    const ours = await write(loaded, prompt, copyable, { drafts });
    const theirs = await write(loaded, prompt, [], { drafts: noGuesses });
    if (!ours.tokens.every((token, index) => token === expected[index]))
      console.warn(`${name}: other tokens than without guessing (a batch rounds differently)`);
    pairs.push({ ours, theirs });
  }
  return toRatio(`writing, ${name}, beside plain writing`, pairs);
}

function toRatio(name: string, pairs: readonly { ours: Written; theirs: Written }[]): Ratio {
  return {
    name: `${name} (tokens/s)`,
    ours: median(pairs.map(({ ours }) => ours.perSecond)),
    theirs: median(pairs.map(({ theirs }) => theirs.perSecond)),
    ratio: median(pairs.map(({ ours, theirs }) => ours.perSecond / theirs.perSecond)),
    cpuRatio: median(pairs.map(({ ours, theirs }) => ours.perCpuSecond / theirs.perCpuSecond)),
  };
}

/** The cost of deciding close calls again one by one, when guesses are as good as they get. */
async function exactness(
  loaded: LoadedModel,
  prompt: readonly Token[],
  rounds: number,
  copyable: readonly Token[],
): Promise<Ratio> {
  const pairs: { ours: Written; theirs: Written }[] = [];
  const [exact, trusting] = [new DraftPolicy(), new DraftPolicy()];
  for (let round = 0; round < rounds; round++) {
    exact.beginAnswer();
    trusting.beginAnswer();
    pairs.push({
      ours: await write(loaded, prompt, copyable, { drafts: exact }),
      theirs: await write(loaded, prompt, copyable, { drafts: trusting, rounding: 0 }),
    });
  }
  return toRatio('writing, close decisions made one by one, beside trusting batches', pairs);
}

interface LlamaBenchTrial {
  readonly path: string;
  readonly prompt: readonly Token[];
  readonly threads: number;
  readonly rounds: number;
  /** Path of the llama-bench executable. */
  readonly llamaBench: string;
}

async function besideLlamaBench(
  loaded: LoadedModel,
  { path, prompt, threads, rounds, llamaBench }: LlamaBenchTrial,
): Promise<readonly Ratio[]> {
  const pairs: { reading: readonly [number, number]; writing: readonly [number, number] }[] = [];
  for (let round = 0; round < rounds; round++) {
    await loaded.sequence.clearHistory();
    const startedMs = performance.now();
    await loaded.reader.read(prompt, () => undefined, notStopped);
    const readPerSecond = (prompt.length / (performance.now() - startedMs)) * 1000;
    await loaded.sequence.clearHistory(); // llama-bench writes into an empty context too
    const { perSecond } = await write(loaded, prompt.slice(0, 2), [], { drafts: noGuesses });
    const theirs = await runLlamaBench(llamaBench, path, threads);
    pairs.push({ reading: [readPerSecond, theirs.reading], writing: [perSecond, theirs.writing] });
  }
  return (['reading', 'writing'] as const).map((what) => ({
    name: `${what} beside llama-bench (tokens/s)`,
    ours: median(pairs.map((pair) => pair[what][0])),
    theirs: median(pairs.map((pair) => pair[what][1])),
    ratio: median(pairs.map((pair) => pair[what][0] / pair[what][1])),
    cpuRatio: null,
  }));
}

async function runLlamaBench(
  executable: string,
  path: string,
  threads: number,
): Promise<{ reading: number; writing: number }> {
  const { stdout } = await promisify(execFile)(executable, [
    '-m',
    path,
    '-p',
    String(promptTokens),
    '-n',
    String(answerTokens),
    '-t',
    String(threads),
    '-fa',
    '0',
    '-r',
    '1',
    '-o',
    'json',
  ]);
  const tests: unknown = JSON.parse(stdout);
  if (!Array.isArray(tests)) throw new TypeError('llama-bench printed no list.');
  const speeds = tests.map(
    (test: { n_prompt: number; avg_ts: number }) => [test.n_prompt > 0, test.avg_ts] as const,
  );
  const speedOf = (reading: boolean): number =>
    speeds.find(([isReading]) => isReading === reading)?.[1] ?? NaN;
  return { reading: speedOf(true), writing: speedOf(false) };
}

/** About 512 tokens, as in a prompt. */
function somePrompt({ model }: LoadedModel): readonly Token[] {
  const words = Array.from({ length: 600 }, (_, i) => `item${(i * 37) % 991}`).join(' ');
  return [...(model.tokens.bos === null ? [] : [model.tokens.bos]), ...model.tokenize(words)].slice(
    0,
    promptTokens,
  );
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
