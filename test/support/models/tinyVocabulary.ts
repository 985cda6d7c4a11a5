/** A vocabulary like Llama's (SentencePiece): specials, bytes, pieces, single characters. */
export interface Vocabulary {
  readonly tokens: readonly string[];
  readonly scores: readonly number[];
  readonly types: readonly number[];
  readonly size: number;
  readonly begin: number;
  readonly end: number;
  /** The token of a piece as it was given, with real blanks. */
  idOf(piece: string): number;
}

const blank = '\u2581';
const types = { normal: 1, unknown: 2, control: 3, byte: 6 };

/**
 * A vocabulary that contains these pieces. Every prefix of a piece is a token too, because
 * SentencePiece builds long tokens by joining neighbours step by step; earlier pieces are joined
 * first.
 */
export function makeVocabulary(pieces: readonly string[]): Vocabulary {
  const tokens = ['<unk>', '<s>', '</s>'];
  const scores = [0, 0, 0];
  const kinds = [types.unknown, types.control, types.control];
  const add = (token: string, score: number, kind: number): void => {
    tokens.push(token);
    scores.push(score);
    kinds.push(kind);
  };
  for (let byte = 0; byte < 256; byte++)
    add(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`, 0, types.byte);
  const known = new Set(tokens);
  for (const piece of pieces.map(spelled)) {
    for (let length = 2; length <= piece.length; length++) {
      const beginning = piece.slice(0, length);
      if (known.has(piece) || known.has(beginning)) continue;
      known.add(beginning);
      add(beginning, -known.size, types.normal);
    }
  }
  const characters = [
    blank,
    ...Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)),
    ...pieces.filter(({ length }) => length === 1).map(spelled),
  ];
  for (const character of new Set(characters)) add(character, -1e6 - tokens.length, types.normal);
  const ids = new Map(tokens.map((token, id) => [token, id]));
  return {
    tokens,
    scores,
    types: kinds,
    size: tokens.length,
    begin: 1,
    end: 2,
    idOf: (piece) =>
      ids.get(spelled(piece)) ??
      ids.get(`<0x${piece.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}>`)!,
  };
}

function spelled(piece: string): string {
  return piece.replaceAll(' ', blank);
}
