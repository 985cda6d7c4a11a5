import type { Answer } from '../core/answering/answer.ts';
import type { DetectorReport } from '../core/answering/detecting/readByDetector.ts';
import { narrowHit } from '../core/answering/narrowCitation.ts';
import type { Hit, HitCopy, SourceRange } from '../core/domain.ts';
import type { EncodingId } from '../core/encoding/encodingNames.ts';
import { inEnglish } from '../core/texts/wording.ts';

/**
 * A place in a file, as printed by `--json`: lines of the file, of a page (`page`) or of a
 * notebook's cell (`cell`).
 */
export interface JsonPlace {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly page?: number;
  readonly cell?: number;
}

export interface JsonHit extends JsonPlace {
  /** The exact text of these lines. */
  readonly text: string;
  readonly score: number;
  /** VS Code's id of the encoding that the file was read in, such as `euckr`; absent for UTF-8. */
  readonly encoding?: EncodingId;
  /** Number (from 1) of the hit that it nearly repeats; its lines are those that differ. */
  readonly copyOf?: number;
  /** Other places where nearly the same is, with the lines that differ there. */
  readonly copies?: readonly (JsonPlace & Pick<HitCopy, 'lines'>)[];
  /** How many more such places were found but are not listed. */
  readonly unlistedCopies?: number;
}

export function toJsonHit(hit: Hit): JsonHit {
  const { path, range, text, score, encoding, copyOf, copies, unlistedCopies } = hit;
  return {
    ...toPlace(path, range),
    text,
    score,
    ...(encoding === undefined ? {} : { encoding }),
    ...(copyOf === undefined ? {} : { copyOf }),
    ...(copies === undefined
      ? {}
      : {
          copies: copies.map((copy) => ({ ...toPlace(copy.path, copy.range), lines: copy.lines })),
        }),
    ...(unlistedCopies === undefined ? {} : { unlistedCopies }),
  };
}

/** What `ask --json` prints. */
export function toJsonAnswer(answer: Answer): object {
  const { text, citations, sentences, detector, result, generation } = answer;
  const { hits, timings } = result;
  const markers = [...new Set(citations.map(({ marker }) => marker))];
  const quotes = citations.flatMap(({ marker, lines, quote }) => {
    const hit = hits[marker - 1];
    if (hit === undefined || lines === undefined || quote === undefined) return [];
    const { path, range } = narrowHit(hit, lines);
    return [{ marker, ...toPlace(path, range), text: quote }];
  });
  return {
    answer: text,
    citations: markers.flatMap((marker) => {
      const hit = hits[marker - 1];
      return hit === undefined ? [] : [{ marker, ...toPlace(hit.path, hit.range) }];
    }),
    ...(quotes.length === 0 ? {} : { quotes }),
    sentences: sentences.map(({ start, end, verdict, doubted }) => ({
      text: text?.slice(start, end) ?? '',
      verdict,
      doubted: doubted.map((words) => ({
        text: text?.slice(words.start, words.end) ?? '',
        sign: words.sign,
        ...(words.probability === undefined ? {} : { probability: words.probability }),
        instead: words.instead,
        ...(words.definedIn === undefined
          ? {}
          : { definedIn: { path: words.definedIn.path, line: words.definedIn.line } }),
      })),
    })),
    ...(detector === undefined ? {} : { detector: toJsonReport(detector) }),
    sources: hits.map(toJsonHit),
    model: generation?.model ?? null,
    ...(generation?.served === undefined ? {} : { server: generation.served.host }),
    timings: { search: timings, generation: generation?.timings ?? null },
  };
}

export function toPlace(path: string, range: SourceRange): JsonPlace {
  const { startLine, endLine } = range;
  if (range.kind === 'page') return { path, startLine, endLine, page: range.page };
  return range.kind === 'cell'
    ? { path, startLine, endLine, cell: range.cell }
    : { path, startLine, endLine };
}

function toJsonReport(report: DetectorReport): object {
  return 'problem' in report ? { problem: inEnglish(report.problem) } : report;
}
