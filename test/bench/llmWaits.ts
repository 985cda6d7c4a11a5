import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { GenerateRequest, PromptSource } from '../../src/core/ports/generation.ts';
import { readGgufHeader } from '../../src/node/gguf/ggufHeader.ts';
import { memoryNeeded } from '../../src/node/gguf/ggufMemory.ts';
import {
  ModelProcess,
  defaultDecoding,
  defaultSettings,
  requestFor,
} from '../support/models/modelProcess.ts';

/** What a user waits for, in the real model process. */
export interface Waits {
  readonly loadSeconds: number;
  readonly residentGB: number;
  readonly estimatedGB: number;
  readonly fileAndCacheGB: number;
  readonly firstTokenSeconds: Readonly<Record<string, number>>;
  readonly stopMsP95: number;
  readonly busyAfterStopMsP95: number;
  readonly parentLagMsMax: number;
}

const contextSize = 2048;
const stops = 20;
/**
 * A question typed at 40 words per minute. After the first pause the sources are read while the
 * rest is typed.
 */
const typedQuestion = 'How does the session find the adapter for a URL that has several prefixes?';
const restOfTypingSeconds = 6;

export async function measureWaits(modelPath: string, threads: number): Promise<Waits> {
  const lag = monitorEventLoopDelay({ resolution: 10 });
  const model = new ModelProcess();
  const settings = { ...defaultSettings, threads, contextSize };
  const load = { modelPath, settings };
  const ask = async (request: GenerateRequest) =>
    (await model.ask(modelPath, request, { settings })).generation;
  const startedMs = performance.now();
  await model.client.load(load);
  const loadSeconds = seconds(startedMs);
  lag.enable();
  const firstTokenSeconds: Record<string, number> = {};
  const timeFirstToken = async (name: string, request: GenerateRequest): Promise<string> => {
    let first = NaN;
    const askedMs = performance.now();
    const { generation } = await model.ask(modelPath, request, {
      settings,
      onEvent: ({ type }) => {
        if (type === 'text' && Number.isNaN(first)) first = seconds(askedMs);
      },
    });
    firstTokenSeconds[
      `${name} (${generation.timings.promptTokens - generation.timings.reusedTokens} tokens read)`
    ] = first;
    return generation.text;
  };
  const short = { ...defaultDecoding, maxTokens: 8 };
  for (const budgetTokens of [300, 900, 1800]) {
    await timeFirstToken(
      `prompt of ${budgetTokens}`,
      requestFor(typedQuestion, {
        sources: sourcesFrom(budgetTokens),
        budgetTokens,
        decoding: short,
      }),
    );
  }
  const sources = sourcesFrom(1);
  const answer = await timeFirstToken(
    'first question',
    requestFor(typedQuestion, { sources, decoding: short }),
  );
  await timeFirstToken(
    'follow-up',
    requestFor('And where is it closed?', {
      sources,
      history: [{ question: typedQuestion, answer }],
      decoding: short,
    }),
  );
  const typed = sourcesFrom(2);
  const ahead = model.client
    .readAhead(
      load,
      requestFor(typedQuestion.slice(0, 30), { sources: typed }),
      new AbortController().signal,
    )
    .catch(() => 0);
  await delay(restOfTypingSeconds * 1000);
  await timeFirstToken(
    'question read ahead while it was typed',
    requestFor(typedQuestion, { sources: typed, decoding: short }),
  );
  await ahead;
  const residentGB = residentBytes(model.pid) / 1e9;
  const { shown, busy } = await timeStops(model, load, ask);
  lag.disable();
  await model.stop();
  const { weightsBytes, cacheBytes, totalBytes } = memoryNeeded(
    await readGgufHeader(modelPath),
    contextSize,
  );
  return {
    loadSeconds,
    residentGB,
    estimatedGB: totalBytes / 1e9,
    fileAndCacheGB: (weightsBytes + cacheBytes) / 1e9,
    firstTokenSeconds,
    stopMsP95: p95(shown),
    busyAfterStopMsP95: p95(busy),
    parentLagMsMax: lag.max / 1e6,
  };
}

/**
 * Stops at random moments. Measures the time until the caller is free, and until the processor is,
 * which is when a one-word question is accepted.
 */
async function timeStops(
  model: ModelProcess,
  load: Parameters<ModelProcess['client']['load']>[0],
  ask: (request: GenerateRequest) => Promise<unknown>,
): Promise<{ shown: number[]; busy: number[] }> {
  const shown: number[] = [];
  const busy: number[] = [];
  for (let i = 0; i < stops; i++) {
    const stopping = new AbortController();
    const asked = model.client
      .generate(
        load,
        requestFor(`Stopped ${i}?`, { sources: sourcesFrom(i) }),
        () => undefined,
        stopping.signal,
      )
      .catch(() => undefined);
    await delay(300 + ((i * 7919) % 2000));
    const stoppedMs = performance.now();
    stopping.abort();
    await asked;
    shown.push(performance.now() - stoppedMs);
    await model.client.load(load);
    busy.push(performance.now() - stoppedMs);
  }
  await ask(requestFor('Right?', { sources: [], decoding: { ...defaultDecoding, maxTokens: 1 } }));
  return { shown, busy };
}

/** Sources that look like code, different for each seed. */
function sourcesFrom(seed: number): readonly PromptSource[] {
  return Array.from({ length: 14 }, (_, i) => ({
    number: i + 1,
    label: `src/part${seed}/file${i}.py:1-14`,
    text: Array.from(
      { length: 14 },
      (_line, line) =>
        `    def handler_${seed}_${i * 14 + line}(self, request): return ` +
        `self.pool[${line}].send(request, timeout=${seed + i})`,
    ).join('\n'),
  }));
}

function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

function seconds(sinceMs: number): number {
  return (performance.now() - sinceMs) / 1000;
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? NaN;
}
