import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { ask, startedExtension, until } from '../integration/extension.ts';
import { markLine } from './marks.ts';

/** What `bench:host` runs inside the extension host. */

const idleMs = 15_000;
/** The delay of a timer beyond its period is the time that the loop was blocked. */
const periodMs = 5;

export async function run(): Promise<void> {
  // By then the editor's own start is over.
  await delay(idleMs);
  await activation();
  const parts = await startedExtension();
  await firstSources(parts);
  row('doing nothing', await blocked(() => delay(idleMs)));
  let questions = 0;
  row(
    'indexing and asking',
    await blocked(async () => {
      let done = false;
      const indexed = vscode.commands.executeCommand('askWorkspace.indexWorkspace').then(() => {
        done = true;
      });
      do {
        const { phase } = await ask(
          parts,
          [
            'How is a file cut into chunks?',
            'Where is the lock of the writer?',
            'What happens when the disk is full?',
          ][questions++ % 3] ?? '',
        );
        assert.notEqual(phase, 'failed');
        // The type checker cannot see that this changes when indexing ends.
      } while (!(done as boolean));
      await indexed;
      await until(parts.store, ({ index }) => index.phase === 'ready');
    }),
  );
  row(
    'asking, all indexed',
    await blocked(async () => {
      for (let i = 0; i < 30; i++) await ask(parts, 'How is a file cut into chunks?');
    }),
  );
  const { state } = parts.store;
  console.log(
    `${state.index.files} files, ${state.index.chunks} chunks (${state.index.embeddedChunks} ` +
      `embedded), ${questions} questions meanwhile`,
  );
}

/** Loading the extension's code and running it, in a host that does nothing else. */
async function activation(): Promise<void> {
  const extension = vscode.extensions.getExtension('ask-workspace.ask-workspace');
  assert.equal(extension?.isActive, false);
  const startMs = performance.now();
  const before = process.threadCpuUsage();
  await extension.activate();
  const ms = performance.now() - startMs;
  const { user, system } = process.threadCpuUsage(before);
  console.log(
    markLine({
      what: 'activation',
      value: `${ms.toFixed(1)} ms (${((user + system) / 1000).toFixed(1)} ms at work)`,
      goal: 'under 50 ms',
    }),
  );
}

/** The first question in a folder without an index, which builds it. The index is then deleted. */
async function firstSources({ conversation, store, index }: TestedParts): Promise<void> {
  const startMs = performance.now();
  const asked = conversation.ask('How is a file cut into chunks?');
  await until(store, ({ entries }) => (entries.at(-1)?.sources.length ?? 0) > 0);
  const seconds = (performance.now() - startMs) / 1000;
  await asked;
  const { files } = store.state.index;
  console.log(
    markLine({
      what: `first sources in a folder without an index, ${files} files`,
      value: `${seconds.toFixed(1)} s`,
      goal: 'none set',
    }),
  );
  index.cancel();
  for (const { root } of index.folders) await index.remove(root);
}

interface Blocked {
  readonly maxMs: number;
  /**
   * The most processor time that the host used between two turns. If it is much less than the
   * delay, the system had given the processor to other programs.
   */
  readonly workedMs: number;
  readonly p99Ms: number;
  readonly seconds: number;
}

async function blocked(work: () => Promise<void>): Promise<Blocked> {
  const histogram = monitorEventLoopDelay({ resolution: periodMs });
  const startMs = performance.now();
  let workedMs = 0;
  let last = { ms: startMs, cpu: process.cpuUsage() };
  const timer = setInterval(() => {
    const next = { ms: performance.now(), cpu: process.cpuUsage() };
    const cpuMs = (next.cpu.user + next.cpu.system - last.cpu.user - last.cpu.system) / 1000;
    // Other threads of the host work as well, so the loop was blocked for at most the time that has
    // passed.
    workedMs = Math.max(workedMs, Math.min(cpuMs, next.ms - last.ms));
    last = next;
  }, periodMs);
  histogram.enable();
  await work();
  histogram.disable();
  clearInterval(timer);
  const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - periodMs);
  return {
    maxMs: ms(histogram.max),
    workedMs,
    p99Ms: ms(histogram.percentile(99)),
    seconds: (performance.now() - startMs) / 1000,
  };
}

function row(what: string, { maxMs, workedMs, p99Ms, seconds }: Blocked): void {
  console.log(
    markLine({
      what: `longest block of the extension host's loop, ${what} (${seconds.toFixed(1)} s)`,
      value:
        `${maxMs.toFixed(1)} ms (${workedMs.toFixed(1)} ms at work), ` +
        `p99 ${p99Ms.toFixed(1)} ms`,
      goal: 'at most 50 ms',
    }),
  );
}
