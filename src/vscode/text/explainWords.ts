import type { ExplainResult } from '../../core/indexing/folderState.ts';
import type { SkipLimits } from '../index/healthNodes.ts';
import { skipWords } from './words.ts';

/** Why a file is (not) indexed, as a person reads it, and where the rule stands that a person can change. */
export interface Explanation {
  readonly sentence: string;
  readonly rule: { readonly path: string; readonly line: number } | null;
  /** Whether a larger limit in the settings would take the file in. */
  readonly largerLimit: boolean;
}

export function explainWords(
  path: string,
  { indexed, reason, rule, ruleLocation, pagesWithoutText = 0 }: ExplainResult,
  limits: SkipLimits,
): Explanation {
  if (indexed)
    return {
      sentence:
        pagesWithoutText === 0
          ? `${path} is indexed.`
          : `${path} is indexed, without ${pages(pagesWithoutText)} that ${pagesWithoutText === 1 ? 'has' : 'have'} no text (scanned?).`,
      rule: null,
      largerLimit: false,
    };
  if (reason === null)
    return {
      sentence: `${path} is not indexed yet: it came after the last update, or its folder has no index.`,
      rule: null,
      largerLimit: false,
    };
  const by = rule === null ? '' : `: ${rule}${ruleLocation === null ? '' : ` (${ruleLocation})`}`;
  return {
    sentence: `${path} is left out, ${skipWords(reason, limits)}${by}.`,
    rule: parseLocation(ruleLocation),
    largerLimit: reason === 'too-large',
  };
}

function pages(count: number): string {
  return count === 1 ? '1 page' : `${count} pages`;
}

/** `sub/.gitignore:12`; null for a rule that stands in no file. */
function parseLocation(location: string | null): Explanation['rule'] {
  const [, path, line] = /^(.+):(\d+)$/.exec(location ?? '') ?? [];
  return path === undefined ? null : { path, line: Number(line) };
}
