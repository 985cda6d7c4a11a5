import { escapeRegExp } from '../escapeRegExp.ts';

/** What a Unigram tokenizer needs from a `tokenizer.json`. */
export interface UnigramVocabulary {
  /** Log probabilities by piece, in the order of their ids. `▁` marks the beginning of a word. */
  readonly pieces: ReadonlyMap<string, number>;
  /** Id of the token for characters that no piece spells. */
  readonly unknown: number;
  /** Special tokens that are recognised in raw text, such as `<mask>`. */
  readonly addedTokens: ReadonlyMap<string, number>;
  /** Ids of the tokens around every text. */
  readonly begin: number;
  readonly end: number;
}

/** Begins a word, in place of the white space before it. */
const wordMark = '\u2581';
/** The tokens of this many words are remembered; most text consists of few words. */
const memoSize = 10_000;
/** Words longer than this many UTF-16 units are not remembered. */
const maxMemoWord = 40;
/** How much less likely an unknown character is than the least likely piece, in nats. */
const unknownPenalty = 10;

const removed = new RegExp(String.raw`[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]`, 'g');
const spaces = new RegExp(
  String.raw`[\u0009\u000a\u000c\u000d\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2581` +
    String.raw`\u3000\ufeff\ufffd]`,
  'g',
);
/** NFKC would make it `~`, but SentencePiece keeps it. */
const fullWidthTilde = '\uff5e';

/**
 * The Unigram tokenizer of SentencePiece (Kudo 2018) with the settings of XLM-RoBERTa, as
 * @huggingface/tokenizers implements it: the most likely pieces of each word. A map of the pieces
 * instead of the library's tree takes a tenth of its memory, and a memo makes it faster
 * (docs/dependencies.md).
 * @returns the ids of a text with the tokens around it.
 */
export function createUnigram(vocabulary: UnigramVocabulary): (text: string) => number[] {
  const { pieces, unknown, addedTokens, begin, end } = vocabulary;
  const ids = new Map(Array.from(pieces.keys(), (piece, id) => [piece, id]));
  const scores = Float64Array.from(pieces.values());
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), 0) - unknownPenalty;
  const longestPiece = Array.from(pieces.keys()).reduce(
    (longest, piece) => Math.max(longest, piece.length),
    1,
  );
  const escaped = Array.from(addedTokens.keys(), escapeRegExp);
  const added = escaped.length === 0 ? /(?!)/ : new RegExp(`(${escaped.join('|')})`);
  const memo = new Map<string, readonly number[]>();

  function tokensOf(word: string): readonly number[] {
    const known = memo.get(word);
    if (known !== undefined) return known;
    const tokens = spell(word);
    if (memo.size >= memoSize) memo.clear();
    // A copy, because a slice would keep the whole text in memory.
    if (word.length <= maxMemoWord) memo.set(Array.from(word).join(''), tokens);
    return tokens;
  }

  /** The best path through all pieces (Viterbi). The longer first piece wins a tie. */
  function spell(word: string): number[] {
    const best = new Float64Array(word.length + 1).fill(-Infinity);
    const from = new Int32Array(word.length + 1);
    const token = new Int32Array(word.length + 1);
    best[0] = 0;
    const reach = (start: number, stop: number, id: number, score: number): void => {
      const total = (best[start] ?? 0) + score;
      if (total <= (best[stop] ?? 0)) return;
      best[stop] = total;
      from[stop] = start;
      token[stop] = id;
    };
    for (let start = 0; start < word.length; start += charUnits(word, start)) {
      const first = start + charUnits(word, start);
      if (!ids.has(word.slice(start, first))) reach(start, first, unknown, unknownScore);
      for (let stop = first; stop <= Math.min(word.length, start + longestPiece); stop++) {
        const id = ids.get(word.slice(start, stop));
        if (id !== undefined)
          reach(start, stop, id, id === unknown ? unknownScore : (scores[id] ?? 0));
      }
    }
    const tokens: number[] = [];
    for (let stop = word.length; stop > 0; stop = from[stop] ?? 0)
      tokens.push(token[stop] ?? unknown);
    return tokens.reverse();
  }

  return (text) => {
    const found = [begin];
    for (const section of text.split(added)) {
      const special = addedTokens.get(section);
      if (special !== undefined) {
        found.push(special);
        continue;
      }
      let last = -1;
      for (const [word] of normalized(section).matchAll(/\S+/g))
        for (const id of tokensOf(wordMark + word)) {
          // A run of unknown characters is one token.
          if (id !== unknown || last !== unknown) found.push(id);
          last = id;
        }
    }
    found.push(end);
    return found;
  };
}

function normalized(text: string): string {
  return text
    .replace(removed, '')
    .replace(spaces, ' ')
    .split(fullWidthTilde)
    .map((part) => part.normalize('NFKC'))
    .join(fullWidthTilde);
}

/** UTF-16 units of the character at `index`. */
function charUnits(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
