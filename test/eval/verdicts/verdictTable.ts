import { readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { isFlagged } from './judgeSentences.ts';
import type { JudgedSentence } from './judgeSentences.ts';
import { kindOf, languageOf } from './labelledSentences.ts';

const shares = v.record(v.string(), v.object({ share: v.number(), of: v.number() }));
/** The share of flagged sentences by kind and by language, and their number. */
export type Shares = v.InferOutput<typeof shares>;

/** How far a share may get worse before the bench fails. */
const tolerance = 0.015;

/** @param flagged whether each sentence was flagged. */
export function sharesOf(
  judged: readonly JudgedSentence[],
  flagged: (one: JudgedSentence) => boolean,
): Shares {
  const kinds = [...new Set(judged.map(({ labelled }) => kindOf(labelled)))].sort();
  const languages = [...new Set(judged.map(({ labelled }) => languageOf(labelled)))].sort();
  const all: Record<string, Shares[string]> = {};
  const add = (name: string, of: readonly JudgedSentence[], isHit = flagged): void => {
    if (of.length > 0) all[name] = { share: of.filter(isHit).length / of.length, of: of.length };
  };
  const isFalse = ({ labelled }: JudgedSentence): boolean => labelled.label === 'not supported';
  const isTrue = ({ labelled }: JudgedSentence): boolean => labelled.label === 'supported';
  add('true', judged.filter(isTrue));
  add('false', judged.filter(isFalse));
  for (const kind of kinds.filter((name) => name !== 'true'))
    add(
      kind,
      judged.filter(({ labelled }) => kindOf(labelled) === kind),
    );
  add(
    'partly true, shown as partly',
    judged.filter(({ labelled }) => labelled.label === 'partly'),
    ({ verdict }) => verdict === 'partly',
  );
  for (const language of languages) {
    const own = judged.filter(({ labelled }) => languageOf(labelled) === language);
    add(`${language}: true`, own.filter(isTrue));
    add(`${language}: false`, own.filter(isFalse));
  }
  return all;
}

export function shippedShares(judged: readonly JudgedSentence[]): Shares {
  return sharesOf(judged, ({ verdict }) => isFlagged(verdict));
}

/** A line for each kind and language: share, held-out share, count, and the baseline's share. */
export function table(shipped: Shares, heldOut: Shares, baseline: Shares): string {
  const rows = Object.entries(shipped).map(([name, { share, of }]) => [
    name,
    String(of),
    share.toFixed(3),
    heldOut[name]?.share.toFixed(3) ?? '',
    baseline[name]?.share.toFixed(3) ?? '',
  ]);
  const all = [['share flagged', 'n', 'shipped', 'held out', 'baseline'], ...rows];
  const widths = all[0]?.map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** One sentence for each share that is worse than the baseline's. */
export function faults(now: Shares, baseline: Shares): readonly string[] {
  return Object.entries(baseline).flatMap(([name, before]) => {
    const share = now[name]?.share ?? 0;
    const isAlarm = /true$|^no claim$/.test(name) && !name.startsWith('partly');
    const isWorse = isAlarm ? share > before.share + tolerance : share < before.share - tolerance;
    return isWorse && !name.includes(': ')
      ? [`${name}: ${share.toFixed(3)}, was ${before.share.toFixed(3)}.`]
      : [];
  });
}

const baselines = v.record(v.string(), shares);

/** The checked-in shares of a set of sentences; empty if there are none. */
export function readBaseline(file: string, set: string): Shares {
  return read(file)[set] ?? {};
}

export function writeBaseline(file: string, set: string, now: Shares): void {
  writeFileSync(file, `${JSON.stringify({ ...read(file), [set]: now }, null, 2)}\n`);
}

function read(file: string): v.InferOutput<typeof baselines> {
  try {
    const parsed = v.safeParse(baselines, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}
