import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { lintSource } from '@secretlint/core';
import { mayHoldSecret } from '../../core/chunking/skipping/secretMarkers.ts';
import { maskCharacter } from '../../core/domain.ts';

type Message = Awaited<ReturnType<typeof lintSource>>['messages'][number];

/**
 * Larger texts are scanned in windows, since a scan runs at about 11 MB/s in one go. The longest
 * secret the rules know fits the overlap.
 */
const windowChars = 200_000;
const overlapChars = 25_000;

/**
 * The text with every secret that secretlint's recommended rules find replaced by as many
 * `maskCharacter`s; line breaks stay.
 * @param path by its name and extension some rules know the files of their tools
 */
export async function maskSecrets(path: string, text: string): Promise<string> {
  if (!mayHoldSecret(text)) return text;
  let masked = text;
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
 * Loaded only when a text looks as if it held a secret. The profiler would keep the timing of every
 * rule and file in memory.
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
 * Some rules report the secret rightly but its place wrongly (the start of the line): the reported
 * text is trusted before the range.
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

/** Share of the visible characters from which a file is nothing but a key. */
const maskedToVisible = 0.9;

/** True for a key rather than a text with a key in it. */
export function isMostlyMasked(text: string): boolean {
  if (!text.includes(maskCharacter)) return false;
  const visible = text.match(/\S/g)?.length ?? 0;
  return text.split(maskCharacter).length - 1 > maskedToVisible * visible;
}
