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
/**
 * Distinct words remembered: a few megabytes in each thread. A large repository has ten times as
 * many, but most of its text is made of these.
 */
const memoSize = 30_000;
/**
 * What BERT's clean-up leaves as white space. Form feed, NEL and the like are control characters:
 * they vanish and join what they parted.
 */
const rawWord = /[^\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const removed = /[\0\ufffd\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
/**
 * CJK ideographs of the basic plane stand alone. The library looks at UTF-16 units, so those of
 * other planes do not; neither do they here.
 */
const ideograph = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g;
/** Anything but visible ASCII and its white space. */
const beyondAscii = /[^\t\n\r -~]/;
const accent = /\p{Mn}/gu;
const wordOrMark = /[^\s\p{P}$+<=>^`|~]+|[\p{P}$+<=>^`|~]/gu;

/**
 * The uncased BERT tokenizer (Devlin et al. 2018, as @huggingface/tokenizers implements it) with a
 * memo by word, which makes counting some twenty times faster than the library. White space never
 * joins tokens, so counts of lines add up to the count of their text.
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
  const escaped = Array.from(addedTokens.keys(), (token) =>
    token.replace(/[[\]\\^$.*+?(){}|]/g, '\\$&'),
  );
  const added = new RegExp(`(${escaped.join('|')})`);
  /** By character code, of marks alone. */
  const marks = Array.from(asciiKinds, (kind, code) =>
    kind === 2 ? spell(String.fromCharCode(code)) : unknown,
  );
  const memo = new Map<string, readonly number[]>();

  function remember(word: string, tokens: readonly number[]): readonly number[] {
    if (memo.size >= memoSize) memo.clear();
    // A copy: a slice would keep the whole text that it was cut from in memory.
    if (word.length <= maxWordChars) memo.set(Array.from(word).join(''), tokens);
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
        const piece =
          typeof chars === 'string' ? chars.slice(start, end) : chars.slice(start, end).join('');
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
    const clean = raw
      .replace(removed, '')
      .replace(ideograph, ' $& ')
      .toLowerCase()
      .normalize('NFD')
      .replace(accent, '');
    return remember(raw, (clean.match(wordOrMark) ?? []).flatMap(spell));
  }

  function spellAscii(word: string): readonly number[] {
    return memo.get(word) ?? remember(word, spell(word.toLowerCase()));
  }

  function isPlain(text: string): boolean {
    return !beyondAscii.test(text) && !(text.includes('[') && added.test(text));
  }

  /** Hands the tokens of `text`, word by word, to `take`. */
  function each(text: string, take: (tokens: readonly number[]) => void): void {
    if (isPlain(text)) {
      eachAscii(text, take);
      return;
    }
    for (const section of text.split(added)) {
      const special = addedTokens.get(section);
      if (special !== undefined) take([special]);
      else
        for (const [raw] of section.matchAll(rawWord))
          if (beyondAscii.test(raw)) take(spellAny(raw));
          else eachAscii(raw, take);
    }
  }

  /**
   * Nearly all text: letters and digits make words, every other visible character is a word of its
   * own.
   */
  function eachAscii(text: string, take: (tokens: readonly number[]) => void): void {
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

  /** The same as `eachAscii` for the one thing that is done with every line of every file. */
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
        ids.push(...tokens);
      });
      ids.push(sep);
      return ids;
    },
  };
}

/**
 * By character code: 1 for letters and digits, 2 for other visible characters, 0 for white space.
 */
const asciiKinds = Uint8Array.from({ length: 127 }, (_, code) =>
  code < 33 ? 0 : /[a-z0-9]/i.test(String.fromCharCode(code)) ? 1 : 2,
);
