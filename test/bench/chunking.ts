import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Chunk } from '../../src/core/domain.ts';
import { createFileChunker } from '../../src/node/reading/createFileChunker.ts';

/**
 * `node test/bench/chunking.ts FOLDER...`: megabytes of files turned into chunks a second, per
 * language, secret scan and token counts included; by the clock and by the processor time this
 * process used, which other work on the machine hardly changes; and the longest stretch without a
 * turn of the event loop.
 */

interface Row {
  files: number;
  bytes: number;
  chunks: number;
  ms: number;
  cpuMs: number;
  longestMs: number;
}

const chunker = createFileChunker({ maxFileBytes: 1.5e6, maxPdfBytes: 20e6 });
const rows = new Map<string, Row>();
const slowest: { path: string; ms: number }[] = [];

for (const root of process.argv.slice(2)) {
  for (const path of filesBelow(root)) await measure(root, path);
}
print();

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '.git' ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

async function measure(root: string, path: string): Promise<void> {
  const bytes = readFileSync(path);
  let [lastTurn, longestMs] = [performance.now(), 0];
  const noteTurn = (): void => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - lastTurn);
    lastTurn = now;
  };
  let turning = true;
  const turn = (): void => {
    if (turning) {
      noteTurn();
      setImmediate(turn);
    }
  };
  setImmediate(turn);
  const [start, startCpu] = [performance.now(), process.cpuUsage()];
  const result = await chunker.chunk(relative(root, path), bytes);
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(startCpu);
  turning = false;
  noteTurn();
  const chunks: readonly Chunk[] = 'skipped' in result ? [] : result.chunks;
  const name = 'skipped' in result ? `skipped: ${result.skipped}` : result.language;
  const row = rows.get(name) ?? { files: 0, bytes: 0, chunks: 0, ms: 0, cpuMs: 0, longestMs: 0 };
  rows.set(name, {
    files: row.files + 1,
    bytes: row.bytes + bytes.length,
    chunks: row.chunks + chunks.length,
    ms: row.ms + ms,
    cpuMs: row.cpuMs + (user + system) / 1e3,
    longestMs: Math.max(row.longestMs, longestMs),
  });
  slowest.push({ path: relative(root, path), ms });
}

function print(): void {
  const all = [...rows].sort(([, a], [, b]) => b.bytes - a.bytes);
  const indexed = all.filter(([name]) => !name.startsWith('skipped')).map(([, row]) => row);
  const total = (key: keyof Row): number => indexed.reduce((sum, row) => sum + row[key], 0);
  const sum: Row = {
    files: total('files'),
    bytes: total('bytes'),
    chunks: total('chunks'),
    ms: total('ms'),
    cpuMs: total('cpuMs'),
    longestMs: Math.max(...indexed.map((row) => row.longestMs)),
  };
  console.table(
    Object.fromEntries(
      [...all, ['all that is indexed', sum] as const].map(([name, row]) => [
        name,
        {
          files: row.files,
          MB: round(row.bytes / 1e6),
          chunks: row.chunks,
          'MB/s': round(row.bytes / 1e3 / row.ms),
          'MB/CPU s': round(row.bytes / 1e3 / row.cpuMs),
          'longest step ms': round(row.longestMs),
        },
      ]),
    ),
  );
  for (const { path, ms } of slowest.sort((a, b) => b.ms - a.ms).slice(0, 5))
    console.log(`${round(ms)} ms  ${path}`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
