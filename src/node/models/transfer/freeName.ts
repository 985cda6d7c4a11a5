import { stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { partPaths } from '../../gguf/ggufParts.ts';
import { sha256OfFile } from '../../files/sha256OfFile.ts';

/**
 * A path at which a file replaces no other: `target` if that is free or has the same content,
 * otherwise the same name with a number.
 * @param source may be the first of several parts, which stay together.
 */
export async function freeName(source: string, target: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = number === 1 ? target : numbered(target, number);
    if (source === path || (await isFreeFor(source, path))) return path;
  }
}

/** True if each part has a free place, or one with the same content. */
async function isFreeFor(source: string, target: string): Promise<boolean> {
  const targets = partPaths(target);
  for (const [index, part] of partPaths(source).entries()) {
    const place = targets[index] ?? target;
    if ((await exists(place)) && !(await areEqual(part, place))) return false;
  }
  return true;
}

function numbered(path: string, number: number): string {
  const end = partPaths(path).length > 1 ? /-\d{5}-of-\d{5}\.gguf$/i.exec(path)?.[0] : undefined;
  const suffix = end ?? extname(path);
  return join(
    dirname(path),
    `${path.slice(dirname(path).length + 1, -suffix.length)}-${number}${suffix}`,
  );
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

async function areEqual(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(one), stat(other)]);
  if (a.size !== b.size) return false;
  return (await sha256OfFile(one)) === (await sha256OfFile(other));
}
