import { escapeRegExp } from '../escapeRegExp.ts';
import type { Tokenizer } from '../ports/textModels.ts';

/** What WordPiece needs from a `tokenizer.json`. */
export interface WordPieceVocabulary {
  /** Ids by piece. Pieces inside a word begin with `##`. */
  readonly pieces: ReadonlyMap<string, number>;
  /** Special tokens that are recognised in raw text, such as `[SEP]`. */
  readonly addedTokens: ReadonlyMap<string, number>;
}

export interface WordPiece extends Tokenizer {
  /** Token ids of the model's input: [CLS], the tokens of `text`, [SEP]. */
  encode(text: string): number[];
}

/** Words longer than this many code points are one [UNK] (`max_input_chars_per_word`). */
const maxWordChars = 100;
/**
 * Maximum number of words in the memo: two or three megabytes per thread. A large repository has
 * ten times as many, but most of its text consists of these.
 */
const memoSize = 30_000;
/** Token ids, a character each: an array of them takes several times the memory. */
type Tokens = string;
/** A character has no room for a larger id. BERT's vocabulary has 30,522. */
const largestId = 0xffff;
/**
 * Runs between what BERT's clean-up keeps as white space. Form feed, NEL and the like are removed
 * as control characters, which joins the words around them.
 */
const rawWord = /[^\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const removed = /[\0\ufffd\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
/**
 * Each CJK ideograph of the basic plane is a word of its own. Those of other planes are not,
 * because the library works on UTF-16 units.
 */
const ideograph = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g;
/** Anything except visible ASCII and its white space. */
const beyondAscii = /[^\t\n\r -~]/;
const accent = /\p{Mn}/gu;
const wordOrMark = /[^\s\p{P}$+<=>^`|~]+|[\p{P}$+<=>^`|~]/gu;

/**
 * The uncased BERT tokenizer (Devlin et al. 2018, as @huggingface/tokenizers implements it) with a
 * memo by word, which makes counting about twenty times faster than in the library. No token spans
 * white space, so the counts of lines add up to the count of their text.
 */
export function createWordPiece(vocabulary: WordPieceVocabulary): WordPiece {
  const { pieces, addedTokens } = vocabulary;
  if (Math.max(...pieces.values(), ...addedTokens.values()) > largestId)
    throw new RangeError(`The vocabulary has ids above ${largestId}.`);
  const idOf = (token: string): number => {
    const id = addedTokens.get(token) ?? pieces.get(token);
    if (id === undefined) throw new Error(`The vocabulary lacks ${token}.`);
    return id;
  };
  const [cls, sep] = [idOf('[CLS]'), idOf('[SEP]')] as const;
  const unknown: Tokens = String.fromCharCode(idOf('[UNK]'));
  const longestPiece = Math.max(...Array.from(pieces.keys(), (piece) => piece.length));
  const escaped = Array.from(addedTokens.keys(), escapeRegExp);
  const added = new RegExp(`(${escaped.join('|')})`);
  /** Tokens of single punctuation marks, by character code. */
  const marks = Array.from(asciiKinds, (kind, code) =>
    kind === 2 ? spell(String.fromCharCode(code)) : unknown,
  );
  const memo = new Map<string, Tokens>();

  function remember(word: string, tokens: Tokens): Tokens {
    if (memo.size >= memoSize) memo.clear();
    // A copy, because a slice would keep the whole text in memory.
    if (word.length <= maxWordChars) memo.set(Array.from(word).join(''), tokens);
    return tokens;
  }

  /** Longest match first. A word that the vocabulary cannot spell is one [UNK]. */
  function spell(word: string): Tokens {
    const chars = /[\ud800-\udfff]/.test(word) ? Array.from(word) : word;
    if (chars.length > maxWordChars) return unknown;
    const ids: number[] = [];
    for (let start = 0; start < chars.length;) {
      let end = Math.min(chars.length, start + longestPiece);
      let id: number | undefined;
      for (; end > start; end--) {
        const piece =
          typeof chars === 'string' ? chars.slice(start, end) : chars.slice(start, end).join('');
        id = pieces.get(start === 0 ? piece : `##${piece}`);
        if (id !== undefined) break;
      }
      if (id === undefined) return unknown;
      ids.push(id);
      start = end;
    }
    return String.fromCharCode(...ids);
  }

  /** Tokens of a run without white space that has more than printable ASCII. */
  function spellAny(raw: string): Tokens {
    const known = memo.get(raw);
    if (known !== undefined) return known;
    const clean = raw
      .replace(removed, '')
      .replace(ideograph, ' $& ')
      .toLowerCase()
      .normalize('NFD')
      .replace(accent, '');
    return remember(raw, (clean.match(wordOrMark) ?? []).map(spell).join(''));
  }

  function spellAscii(word: string): Tokens {
    return memo.get(word) ?? remember(word, spell(word.toLowerCase()));
  }

  function isPlain(text: string): boolean {
    return !beyondAscii.test(text) && !(text.includes('[') && added.test(text));
  }

  /** Passes the tokens of `text` to `take`, word by word. */
  function each(text: string, take: (tokens: Tokens) => void): void {
    if (isPlain(text)) {
      eachAscii(text, take);
      return;
    }
    for (const section of text.split(added)) {
      const special = addedTokens.get(section);
      if (special !== undefined) take(String.fromCharCode(special));
      else
        for (const [raw] of section.matchAll(rawWord))
          if (beyondAscii.test(raw)) take(spellAny(raw));
          else eachAscii(raw, take);
    }
  }

  /**
   * The fast path for nearly all text: letters and digits form words; every other visible character
   * is a word of its own.
   */
  function eachAscii(text: string, take: (tokens: Tokens) => void): void {
    let start = -1;
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : 32;
      if (asciiKinds[code] === 1) {
        if (start < 0) start = i;
        continue;
      }
      if (start >= 0) take(spellAscii(text.slice(start, i)));
      start = -1;
      if (asciiKinds[code] === 2) take(marks[code] ?? unknown);
    }
  }

  /** Like `eachAscii`, but only counts: this runs on every line of every file. */
  function countAscii(text: string): number {
    let count = 0;
    let start = -1;
    for (let i = 0; i < text.length; i++) {
      const kind = asciiKinds[text.charCodeAt(i)];
      if (kind === 1) {
        if (start < 0) start = i;
        continue;
      }
      if (start >= 0) count += spellAscii(text.slice(start, i)).length;
      start = -1;
      if (kind === 2) count++;
    }
    return start < 0 ? count : count + spellAscii(text.slice(start)).length;
  }

  return {
    count(text) {
      if (isPlain(text)) return countAscii(text);
      let count = 0;
      each(text, (tokens) => {
        count += tokens.length;
      });
      return count;
    },
    encode(text) {
      const ids = [cls];
      each(text, (tokens) => {
        for (let i = 0; i < tokens.length; i++) ids.push(tokens.charCodeAt(i));
      });
      ids.push(sep);
      return ids;
    },
  };
}

/** By character code: 1 for letters and digits, 2 for other visible characters, 0 for the rest. */
const asciiKinds = Uint8Array.from({ length: 127 }, (_, code) =>
  code < 33 ? 0 : /[a-z0-9]/i.test(String.fromCharCode(code)) ? 1 : 2,
);
