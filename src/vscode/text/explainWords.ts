import type { TextReading } from '../../core/chunking/textReading.ts';
import { defaultEncoding, encodingLabel } from '../../core/encoding/encodingNames.ts';
import type { ExplainResult } from '../../core/indexing/folderState.ts';
import { plural, t } from '../../core/texts/translate.ts';
import type { SkipLimits } from '../index/healthNodes.ts';
import { leftOutSentence } from './skipWords.ts';

/** Why a file is or is not indexed, and the place of the rule to change. */
export interface Explanation {
  readonly sentence: string;
  readonly rule: { readonly path: string; readonly line: number } | null;
  /** Whether a larger limit in the settings would include the file. */
  readonly largerLimit: boolean;
}

export function explainWords(
  path: string,
  { indexed, reason, rule, ruleLocation, reading, pagesWithoutText = 0 }: ExplainResult,
  limits: SkipLimits,
): Explanation {
  if (indexed) {
    const read = reading === undefined ? '' : readingWords(reading);
    const textless = pagesWithoutText === 0 ? '' : textlessWords(pagesWithoutText);
    return {
      sentence: t('{path} is indexed{remarks}.', { path, remarks: read + textless }),
      rule: null,
      largerLimit: false,
    };
  }
  if (reason === null)
    return {
      sentence: t(
        '{path} is not indexed yet: it was added after the last update, or its folder has no index.',
        { path },
      ),
      rule: null,
      largerLimit: false,
    };
  const by = rule === null ? '' : `: ${rule}${ruleLocation === null ? '' : ` (${ruleLocation})`}`;
  return {
    sentence: leftOutSentence(path, { reason, limits, by }),
    rule: parseLocation(ruleLocation),
    largerLimit: reason === 'too-large',
  };
}

/** Anything unusual about how an indexed file was read; empty for most files. */
function readingWords({ encoding, linesLeftOut }: TextReading): string {
  const readAs =
    encoding === defaultEncoding
      ? ''
      : t(', read as {encoding}', { encoding: encodingLabel(encoding) });
  if (linesLeftOut === 0) return readAs;
  return (
    readAs +
    plural(
      linesLeftOut,
      ', without {count} line of data or encoded content',
      ', without {count} lines of data or encoded content',
    )
  );
}

/** Mentions pages that no search can find. */
function textlessWords(count: number): string {
  return plural(
    count,
    ', without {count} page that has no text (scanned?)',
    ', without {count} pages that have no text (scanned?)',
  );
}

/** `sub/.gitignore:12`; null for a rule that is not in a file. */
function parseLocation(location: string | null): Explanation['rule'] {
  const [, path, line] = /^(.+):(\d+)$/.exec(location ?? '') ?? [];
  return path === undefined ? null : { path, line: Number(line) };
}
