import type { Tokenizer } from '../ports.ts';

/** What WordPiece needs of a `tokenizer.json`. */
export interface WordPieceVocabulary {
  /** Piece to id; pieces inside a word begin with `##`. */
  readonly pieces: ReadonlyMap<string, number>;
  /** Tokens that stand for themselves in raw text, such as `[SEP]`. */
  readonly addedTokens: ReadonlyMap<string, number>;
}

export interface WordPiece extends Tokenizer {
  /** Ids of the whole input of the model: [CLS], the tokens of `text`, [SEP]. */
  encode(text: string): number[];
}

/** Words longer than this many code points are one [UNK] (`max_input_chars_per_word`). */
const maxWordChars = 100;
/** Distinct words remembered; a large repository has a few hundred thousand. */
const memoSize = 200_000;
/** What BERT's clean-up leaves as white space. Form feed, NEL and the like are control characters: they vanish and join what they parted. */
const rawWord = /[^\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const removed = /[\0\ufffd\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
/** CJK ideographs of the basic plane stand alone. The library looks at UTF-16 units, so those of other planes do not; neither do they here. */
const ideograph = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g;
const accent = /\p{Mn}/gu;
const wordOrMark = /[^\s\p{P}$+<=>^`|~]+|[\p{P}$+<=>^`|~]/gu;

/**
 * The uncased BERT tokenizer (Devlin et al. 2018, as @huggingface/tokenizers implements it) with a memo by word, which makes counting
 * some twenty times faster than the library. White space never joins tokens, so counts of lines add up to the count of their text.
 */
export function createWordPiece(vocabulary: WordPieceVocabulary): WordPiece {
  const { pieces, addedTokens } = vocabulary;
  const idOf = (token: string): number => {
    const id = addedTokens.get(token) ?? pieces.get(token);
    if (id === undefined) throw new Error(`The vocabulary lacks ${token}.`);
    return id;
  };
  const [cls, sep, unknown] = [idOf('[CLS]'), idOf('[SEP]'), [idOf('[UNK]')]] as const;
  const longestPiece = Math.max(...Array.from(pieces.keys(), (piece) => piece.length));
  const added = new RegExp(`(${Array.from(addedTokens.keys(), (token) => token.replace(/[[\]\\^$.*+?(){}|]/g, '\\$&')).join('|')})`);
  const memo = new Map<string, readonly number[]>();

  function remember(word: string, tokens: readonly number[]): readonly number[] {
    if (memo.size >= memoSize) memo.clear();
    if (word.length <= maxWordChars) memo.set(word, tokens);
    return tokens;
  }

  /** Longest match first; a word that cannot be spelled with the vocabulary is one [UNK]. */
  function spell(word: string): readonly number[] {
    const chars = /[\ud800-\udfff]/.test(word) ? Array.from(word) : word;
    if (chars.length > maxWordChars) return unknown;
    const tokens: number[] = [];
    for (let start = 0; start < chars.length;) {
      let end = Math.min(chars.length, start + longestPiece);
      let id: number | undefined;
      for (; end > start; end--) {
        const piece = typeof chars === 'string' ? chars.slice(start, end) : chars.slice(start, end).join('');
        id = pieces.get(start === 0 ? piece : `##${piece}`);
        if (id !== undefined) break;
      }
      if (id === undefined) return unknown;
      tokens.push(id);
      start = end;
    }
    return tokens;
  }

  /** A run without white space that holds more than printable ASCII. */
  function spellAny(raw: string): readonly number[] {
    const known = memo.get(raw);
    if (known !== undefined) return known;
    const clean = raw.replace(removed, '').replace(ideograph, ' $& ').toLowerCase().normalize('NFD').replace(accent, '');
    return remember(raw, (clean.match(wordOrMark) ?? []).flatMap(spell));
  }

  function spellAscii(word: string): readonly number[] {
    return memo.get(word) ?? remember(word, spell(word.toLowerCase()));
  }

  /** Hands the tokens of `text`, word by word, to `take`. */
  function each(text: string, take: (tokens: readonly number[]) => void): void {
    const sections = text.includes('[') ? text.split(added) : [text];
    for (const section of sections) {
      const special = addedTokens.get(section);
      if (special !== undefined) take([special]);
      else for (const [raw] of section.matchAll(rawWord)) eachOfRun(raw, take);
    }
  }

  function eachOfRun(raw: string, take: (tokens: readonly number[]) => void): void {
    let start = 0;
    for (let i = 0; i < raw.length; i++) {
      const code = raw.charCodeAt(i);
      if (code < 33 || code > 126) { start = -1; break; }
    }
    if (start === -1) { take(spellAny(raw)); return; }
    for (let i = 0; i <= raw.length; i++) {
      if (i < raw.length && isAsciiLetterOrDigit(raw.charCodeAt(i))) continue;
      if (i > start) take(spellAscii(raw.slice(start, i)));
      if (i < raw.length) take(spellAscii(raw.charAt(i)));
      start = i + 1;
    }
  }

  return {
    count(text) {
      let count = 0;
      each(text, (tokens) => { count += tokens.length; });
      return count;
    },
    encode(text) {
      const ids = [cls];
      each(text, (tokens) => { ids.push(...tokens); });
      ids.push(sep);
      return ids;
    },
  };
}

function isAsciiLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}
