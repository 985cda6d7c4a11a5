import type { TextRange } from '../text/markdownBlocks.ts';
import type { SentenceFact } from '../sentenceFacts.ts';
import { clauses } from './clauses.ts';
import type { Definition } from '../../chunking/definitions.ts';
import { HeldLines } from './heldLines.ts';
import { sentenceWords } from './words/sentenceWords.ts';
import { tellingWords } from './words/tellingWords.ts';

/** How often what a definition uses is looked up in turn. */
const maxSteps = 2;
/** Words after which a name is related to the subject, and need not be in its lines. */
const related = /\b(?:by|from|unlike|like|than|as|with|for|of|in|before|after|and|or|both)\s+$/i;

/** Words before the subject of a clause. */
const lead = /^[\s,;]*(?:(?:and|but|while|whereas|because|so|since|although)\s+)?(?:the )?/i;
/** The clause has the subject of the one before it. */
const goesOn = /^[\s,;]*(?:(?:and|but|then|so)\s+)*(?:it|which|then)\b/i;
const another = /^\s*(?:,|and|or|\/|&)\s*(?:the )?`/;
/** A clause with this share of its words elsewhere is about something else. */
const minShareElsewhere = 0.45;
const minWords = 3;

/** A clause whose subject is defined in the lines, and those of the lines that are about it. */
export interface SubjectClause extends TextRange {
  readonly subject: string;
  readonly own: HeldLines;
}

/** The clauses of a sentence that begin with the name of something that the lines define. */
export function subjectClauses(
  sentence: string,
  facts: readonly SentenceFact[],
  held: HeldLines,
): readonly SubjectClause[] {
  let last: Pick<SubjectClause, 'subject' | 'own'> | null = null;
  return clauses(sentence).flatMap(({ start, end }): readonly SubjectClause[] => {
    const text = sentence.slice(start, end);
    const fact = facts.find((one) => one.start === start + leadOf(text) && isNamed(one));
    if (fact === undefined)
      return last === null || !goesOn.test(text) ? [] : [{ start, end, ...last }];
    const subject = bareName(fact.text);
    const own = another.test(sentence.slice(fact.end)) ? null : linesAbout(subject, held);
    last = own === null ? null : { subject, own };
    return last === null ? [] : [{ start, end, ...last }];
  });
}

function leadOf(clause: string): number {
  return lead.exec(clause)?.[0].length ?? 0;
}

/**
 * Words of such a clause that the lines have, but not where its subject is defined, if they are a
 * large share of it.
 */
export function wordsElsewhere(
  sentence: string,
  subjects: readonly SubjectClause[],
  held: HeldLines,
): readonly TextRange[] {
  return subjects.flatMap(({ start, end, own }) => {
    const clause = sentence.slice(start, end);
    const telling = tellingWords(clause);
    const missing = new Set(own.missing(telling));
    for (const word of held.missing(telling)) missing.delete(word);
    if (missing.size < minShareElsewhere * Math.max(minWords, telling.length)) return [];
    return sentenceWords(clause)
      .filter(({ text }) => missing.has(text))
      .map((word) => ({ start: start + word.start, end: start + word.end }));
  });
}

/** Facts of such a clause that the lines have, but not where its subject is defined. */
export function factsElsewhere(
  sentence: string,
  facts: readonly SentenceFact[],
  subjects: readonly SubjectClause[],
  held: HeldLines,
): readonly TextRange[] {
  return subjects.flatMap(({ start, end, subject, own }) =>
    facts.filter(
      (fact) =>
        start <= fact.start &&
        fact.end <= end &&
        bareName(fact.text) !== subject &&
        held.placeOf(fact) === 'lines' &&
        own.placeOf(fact) === 'nowhere' &&
        !related.test(sentence.slice(start, fact.start)) &&
        !uses(bareName(fact.text), subject, held),
    ),
  );
}

function isNamed({ kind }: SentenceFact): boolean {
  return kind === 'span' || kind === 'name';
}

function bareName(text: string): string {
  return /(?:^|[.:#]|\s)([\w$~]+)(?:\([^()]*\))?$/.exec(text.trim())?.[1] ?? text;
}

const byHeld = new WeakMap<HeldLines, Map<string, HeldLines | null>>();

/** The lines of a definition and of what it uses; null if the lines do not define the name. */
function linesAbout(name: string, held: HeldLines): HeldLines | null {
  const known = byHeld.get(held) ?? new Map<string, HeldLines | null>();
  byHeld.set(held, known);
  const before = known.get(name);
  if (before !== undefined) return before;
  const all = held.definitions;
  const wanted = new Set([name]);
  let taken = all.filter((one) => one.name === name && one.end - one.start > 1);
  let about: HeldLines | null = null;
  if (taken.length > 0) {
    for (let step = 0; step < maxSteps; step++) {
      for (const found of taken) for (const word of namesOf(found, held.lines)) wanted.add(word);
      taken = all.filter((one) => wanted.has(one.name));
    }
    about = new HeldLines({
      lines: held.lines.filter((_, at) => isIn(at, taken) || isHeader(at, name, all)).join('\n'),
      paths: '',
      question: '',
    });
  }
  known.set(name, about);
  return about;
}

function namesOf({ start, end }: Definition, lines: readonly string[]): readonly string[] {
  return lines.slice(start, end).flatMap((line) => line.match(/[\w$~]+/g) ?? []);
}

function isIn(at: number, definitions: readonly Definition[]): boolean {
  return definitions.some(({ start, end }) => start <= at && at < end);
}

/** Whether a line begins a definition around the named one. */
function isHeader(at: number, name: string, all: readonly Definition[]): boolean {
  const own = all.filter((one) => one.name === name);
  return all.some(
    ({ start, end }) =>
      start === at && own.some((inner) => start < inner.start && inner.end <= end),
  );
}

function uses(user: string, used: string, held: HeldLines): boolean {
  return held.definitions.some(
    (one) => one.name === user && namesOf(one, held.lines).includes(used),
  );
}
