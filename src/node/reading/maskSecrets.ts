import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { lintSource } from '@secretlint/core';
import { mayHoldSecret } from '../../core/chunking/skipping/secretMarkers.ts';
import { maskNamedSecrets } from '../../core/chunking/skipping/namedSecrets.ts';
import { maskServiceKeys } from '../../core/chunking/skipping/serviceKeys.ts';
import { maskCharacter } from '../../core/domain.ts';

type Message = Awaited<ReturnType<typeof lintSource>>['messages'][number];

/**
 * Larger texts are scanned in windows, because a scan blocks the thread and runs at about 11 MB/s.
 * The longest secret that the rules know fits into the overlap.
 */
const windowChars = 200_000;
const overlapChars = 25_000;

/**
 * Replaces each character of every secret that secretlint's recommended rules or our own patterns
 * find by `maskCharacter`. Line breaks stay.
 * @param path some rules recognise their tool's files by name and extension.
 */
export async function maskSecrets(path: string, text: string): Promise<string> {
  let masked = maskNamedSecrets(maskServiceKeys(text, maskCharacter), maskCharacter);
  if (!mayHoldSecret(text)) return masked;
  for (
    let start = 0;
    start === 0 || start + overlapChars < text.length;
    start += windowChars - overlapChars
  ) {
    const window = text.slice(start, start + windowChars);
    if (!mayHoldSecret(window)) continue;
    for (const message of await scan(path, window)) {
      for (const [from, to] of secretsOf(message, window))
        masked = mask(masked, start + from, start + to);
    }
    await letOthersRun();
  }
  return masked;
}

async function scan(path: string, content: string): Promise<readonly Message[]> {
  const { lint, preset } = await loadRules();
  const { messages } = await lint({
    source: {
      filePath: path,
      content,
      ext: /\.[^./]*$/.exec(path)?.[0] ?? '',
      contentType: 'text',
    },
    options: { noPhysicFilePath: true, config: { rules: [{ id: preset.meta.id, rule: preset }] } },
  });
  return messages;
}

/**
 * Loaded only when a text looks as if it contains a secret. The profiler is off because it keeps
 * the timing of every rule and file in memory.
 */
async function loadRules() {
  const [core, preset, profiler] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    import('@secretlint/profiler'),
  ]);
  profiler.secretLintProfiler.setEnabled(false);
  return { lint: core.lintSource, preset: preset.creator };
}

/**
 * Some rules report the right secret in the wrong place (the start of its line), so the reported
 * text takes precedence over the range.
 */
function secretsOf(
  { data, range: [from, to] }: Message,
  text: string,
): (readonly [number, number])[] {
  const secrets = Object.values(data ?? {}).filter(
    (value): value is string =>
      typeof value === 'string' && value !== '' && value.length === to - from,
  );
  const places = secrets.flatMap((secret) => occurrences(secret, text));
  return places.length > 0 ? places : [[from, to]];
}

function occurrences(secret: string, text: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length))
    found.push([at, at + secret.length]);
  return found;
}

function mask(text: string, from: number, to: number): string {
  return (
    text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, maskCharacter) + text.slice(to)
  );
}

/** Above this share of masked characters, a file is nothing but a key. */
const maskedToVisible = 0.9;

/** Whether a file is a key, rather than a text with a key in it. */
export function isMostlyMasked(text: string): boolean {
  if (!text.includes(maskCharacter)) return false;
  const visible = text.match(/\S/g)?.length ?? 0;
  return text.split(maskCharacter).length - 1 > maskedToVisible * visible;
}
