import { Failure } from '../../errors.ts';
import type { Cancellation } from '../../ports/cancellation.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Detector } from '../../ports/textModels.ts';
import { unsupportedWords } from './unsupportedWords.ts';
import type { UnsupportedWords } from './unsupportedWords.ts';

/** Sentences of an answer and the sources that they are held against. */
export interface DetectorPassage {
  readonly question: string;
  /** Each with its label in the first line. */
  readonly sources: readonly string[];
  readonly sentences: readonly string[];
}

/** What a detector found in the passages of one answer. */
export interface Detection {
  /** The detector's name. */
  readonly model: string;
  /** For each passage the words of each of its sentences; null if it was not read. */
  readonly passages: readonly (readonly (readonly UnsupportedWords[])[] | null)[];
  /** Whether only the beginning of some sources was read, because the model reads no more. */
  readonly isCut: boolean;
}

/** The longest that an answer waits for a detector. */
export const maxDetectingMs = 2000;
/** The part of it that is planned for. The rest is for runs that take longer than expected. */
const plannedMs = 1700;

/**
 * Reads one passage after another. A passage that would not be finished within 1.7 s, by the time
 * that the passage before it took, is left out: a run cannot be stopped.
 * @throws Failure `cancelled`.
 */
export async function detectUnsupported(
  passages: readonly DetectorPassage[],
  detector: Detector,
  clock: Clock,
  cancellation: Cancellation,
): Promise<Detection> {
  const endMs = clock.nowMs() + plannedMs;
  let { msPerToken } = detector;
  let isCut = false;
  const found: Detection['passages'][number][] = [];
  for (const passage of passages) {
    if (cancellation.aborted) throw new Failure('cancelled', 'Detecting was stopped.');
    const text = passage.sentences.join(between);
    const input = detector.layOut(toSources(passage), text);
    const startMs = clock.nowMs();
    if (input === null || startMs + input.tokens * msPerToken > endMs) {
      found.push(null);
      continue;
    }
    const pieces = await input.read();
    msPerToken = (clock.nowMs() - startMs) / input.tokens;
    isCut ||= input.isCut;
    let next = 0;
    found.push(
      passage.sentences.map((sentence) => {
        const from = next;
        next += sentence.length + between.length;
        const own = pieces
          .filter(({ start, end }) => start >= from && end < next)
          .map((piece) => ({ ...piece, start: piece.start - from, end: piece.end - from }));
        return unsupportedWords(sentence, own);
      }),
    );
  }
  return { model: detector.name, passages: found, isCut };
}

const between = ' ';

/** The question comes first, so that it is never cut: this is how LettuceDetect 2 was trained. */
function toSources({ question, sources }: DetectorPassage): string {
  return `User request: ${question}\n\n${sources.join('\n\n')}`;
}
