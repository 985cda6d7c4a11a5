import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../../../core/errors.ts';
import type { GgufHeader } from '../../gguf/ggufHeader.ts';
import { memoryNeeded } from '../../gguf/ggufMemory.ts';
import { readGgufModel } from '../../gguf/ggufParts.ts';
import { wording } from '../../../core/texts/wording.ts';
import type { Wording } from '../../../core/texts/wording.ts';

/** Memory that must stay free for everything else. */
export const reserveBytes = 200e6;

/** Matches the model process's entry file, bundled or from source, among a command's arguments. */
const modelProcess = /\0[^\0]*(?:[\\/]modelProcess\.js|[\\/]process[\\/]modelProcess\.ts)(?:\0|$)/;

/**
 * Bytes per weight in the usual quantization, for a simple rule that the user can check: parameters
 * x bytes per weight.
 */
const q4BytesPerWeight = 0.6;

/**
 * Refuses a model for which there is too little memory, before loading it, and says what would fit.
 * @throws Failure `out-of-memory`.
 */
export async function checkMemory(
  path: string,
  contextSize: number,
  freeBytes?: number,
): Promise<void> {
  const header = await readGgufModel(path);
  const need = memoryNeeded(header, contextSize);
  const free = (freeBytes ?? (await availableMemory())) - reserveBytes;
  if (need.totalBytes <= free) return;
  const weights = header.tensors.reduce((sum, { elements }) => sum + elements, 0);
  const parts = wording(
    '{weights} of weights ({billions} billion parameters at {bytes} bytes), {cache} for a context of {contextSize} tokens, {scratch} to compute',
    {
      weights: gigabytes(need.weightsBytes),
      billions: (weights / 1e9).toFixed(1),
      bytes: (need.weightsBytes / weights).toFixed(2),
      cache: gigabytes(need.cacheBytes),
      contextSize,
      scratch: gigabytes(need.scratchBytes),
    },
  );
  const others = await otherModelsBytes();
  const held =
    others < reserveBytes
      ? ''
      : wording(', {others} are used by models of other windows', { others: gigabytes(others) });
  throw new Failure(
    'out-of-memory',
    wording('{path} needs {total} of memory ({parts}), {free} are free{held}. {fits}', {
      path,
      total: gigabytes(need.totalBytes),
      parts,
      free: gigabytes(Math.max(0, free)),
      held,
      fits: whatFits(header, contextSize, free),
    }),
  );
}

/** A smaller context, or a size of model, that would fit. */
function whatFits(header: GgufHeader, contextSize: number, free: number): Wording {
  for (let context = contextSize / 2; context >= 1024; context /= 2) {
    if (memoryNeeded(header, context).totalBytes <= free)
      return wording(
        'A context of {tokens} tokens would fit (askWorkspace.chatModel.contextSize).',
        { tokens: Math.floor(context) },
      );
  }
  const { cacheBytes, scratchBytes } = memoryNeeded(header, 1024);
  const billions = (free - cacheBytes - scratchBytes) / q4BytesPerWeight / 1e9;
  return billions < 0.1
    ? wording('Close other programs, or other windows that have a model loaded.')
    : wording(
        'A model of {billions} billion parameters as Q4_K_M ({bytes} bytes per weight) would fit.',
        { billions: billions.toFixed(1), bytes: q4BytesPerWeight },
      );
}

/**
 * Memory that this process may still take: what the system has available (already without other
 * windows' models), and what a container's limits leave.
 */
async function availableMemory(): Promise<number> {
  const available = process.availableMemory();
  if (process.platform !== 'linux') return available;
  const groups = await controlGroups();
  const left = await Promise.all(groups.map(groupLeft));
  const ofSystem = /MemAvailable:\s+(\d+) kB/.exec(await read('/proc/meminfo'))?.[1];
  return Math.min(ofSystem === undefined ? available : Number(ofSystem) * 1024, ...left);
}

/**
 * Memory used by the model processes of other windows; 0 if the system does not report it (it is
 * part of what is not free in any case).
 */
export async function otherModelsBytes(): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const ids = (await readdir('/proc').catch(() => [])).filter(
    (name) => /^\d+$/.test(name) && name !== String(process.pid),
  );
  const held = await Promise.all(
    ids.map(async (id) => {
      if (!modelProcess.test(await read(`/proc/${id}/cmdline`))) return 0;
      return (
        1024 * Number(/^RssAnon:\s+(\d+) kB/m.exec(await read(`/proc/${id}/status`))?.[1] ?? 0)
      );
    }),
  );
  return held.reduce((sum, bytes) => sum + bytes, 0);
}

/**
 * The files with a control group's memory: its limit, its usage, and how much of that is file
 * pages, which can be reclaimed.
 */
interface GroupFiles {
  readonly folder: string;
  readonly limit: string;
  readonly taken: string;
  readonly cached: RegExp;
}

/** This process's control group and all that contain it, of version 2 and of version 1. */
async function controlGroups(): Promise<readonly GroupFiles[]> {
  const own = await read('/proc/self/cgroup');
  const version2 = {
    limit: 'memory.max',
    taken: 'memory.current',
    cached: /^(?:in)?active_file (\d+)$/gm,
  };
  const version1 = {
    limit: 'memory.limit_in_bytes',
    taken: 'memory.usage_in_bytes',
    cached: /^total_(?:in)?active_file (\d+)$/gm,
  };
  return [
    ...parents(/^0::(.*)$/m.exec(own)?.[1]).map((path) => ({
      ...version2,
      folder: join('/sys/fs/cgroup', path),
    })),
    ...parents(/^\d+:[^:]*\bmemory\b[^:]*:(.*)$/m.exec(own)?.[1]).map((path) => ({
      ...version1,
      folder: join('/sys/fs/cgroup/memory', path),
    })),
  ];
}

function parents(path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  return path === '/' || !path.startsWith('/') ? ['/'] : [path, ...parents(dirname(path))];
}

async function groupLeft({ folder, limit, taken, cached }: GroupFiles): Promise<number> {
  const most = Number((await read(join(folder, limit))) || Infinity);
  if (!Number.isFinite(most)) return Infinity;
  const statistics = await read(join(folder, 'memory.stat'));
  const cachedBytes = [...statistics.matchAll(cached)].reduce(
    (sum, [, bytes]) => sum + Number(bytes),
    0,
  );
  return most - Number(await read(join(folder, taken))) + cachedBytes;
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
