import iconv from 'iconv-lite';
import { alphabetModels, commonCost, doubleByteModels } from './languageModels.ts';
import type { AlphabetModel, DoubleByteModel } from './languageModels.ts';

/** Maximum number of bytes that are examined: those beyond ASCII and their neighbours. */
const maxSampleBytes = 16_384;
/** Costs are natural logarithms; see `languageModels.ts`. */
const asciiCost = 3;
const damageCost = 16;
const capitalCost = 2;
/** A capital after a capital: the word is in capitals. */
const nextCapitalCost = 0.2;
/** A capital after a small letter; letters of two scripts in one word. */
const oddCaseCost = 4;
const mixedScriptCost = 3;
/** Languages with the Latin alphabet hardly ever have three letters beyond ASCII in a row. */
const latinRunCost = 2.5;
const signCost = 4.5;
const foreignCost = 10;
const signs = /[°§©®«»„“”‘’–—…•·±²³µ×€£½¼¹№™´\u00a0]/;
/** Any character of two bytes, or of three or four bytes, in UTF-8. */
const utf8Cost = { two: 7, more: 8.7 } as const;
const western = 'windows1252';

/** How much more evidence an encoding needs than the western European one. */
function rarity(encoding: string): number {
  if (encoding === western) return 0;
  if (encoding.startsWith('iso')) return 5;
  return /^(?:koi|cp866|eucjp|windows1257)/.test(encoding) ? 3 : 2;
}

/**
 * The encoding in which these bytes are the likeliest text. Damaged UTF-8 is one of the candidates.
 */
export function detectEncoding(bytes: Uint8Array): string {
  const sample = sampleOf(bytes);
  let [best, least] = ['utf8', costAsUtf8(sample)];
  for (const { encoding, cost } of costs(sample)) {
    const total = cost + rarity(encoding);
    if (total < least) [best, least] = [encoding, total];
  }
  if (best === 'gbk') return hasFourByteCharacters(sample) ? 'gb18030' : best;
  if (best === 'cp950') return isOnlyWholeIn(bytes, 'big5hkscs', best) ? 'big5hkscs' : best;
  return best === western && hasEuroOfLatin9(bytes) ? 'iso885915' : best;
}

/** Whether one encoding has every character, and the other one lacks some. */
function isOnlyWholeIn(bytes: Uint8Array, whole: string, damaged: string): boolean {
  const isWhole = (encoding: string): boolean => !iconv.decode(bytes, encoding).includes('\ufffd');
  return !isWhole(damaged) && isWhole(whole);
}

/**
 * ISO 8859-15 has the euro in place of a currency sign that nobody writes, and no letters or
 * punctuation from 80 to 9f, where Windows 1252 has its quotation marks and its own euro.
 */
function hasEuroOfLatin9(bytes: Uint8Array): boolean {
  return bytes.includes(0xa4) && !bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);
}

/**
 * Whether bytes that are valid UTF-8 are likelier to be in `encoding`, which the file or a setting
 * names. Either can be wrong: a few EUC-KR letters may happen to be valid UTF-8, and a file that
 * was converted to UTF-8 may still declare its old encoding.
 */
export function isLikelierThanUtf8(bytes: Uint8Array, encoding: string): boolean {
  const sample = sampleOf(bytes);
  const like = sameModels[encoding] ?? encoding;
  const least = Math.min(
    ...Array.from(costs(sample), (own) => (own.encoding === like ? own.cost : Infinity)),
  );
  return least < costAsUtf8(sample);
}

/**
 * The bytes beyond ASCII, with one byte before and two after each. The rest is the same in every
 * encoding.
 */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample: number[] = [];
  let taken = 0;
  for (let i = 0; i < bytes.length && sample.length < maxSampleBytes; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    for (let at = Math.max(taken, i - 1); at < Math.min(bytes.length, i + 3); at++)
      sample.push(bytes[at] ?? 0);
    taken = i + 3;
  }
  return Uint8Array.from(sample);
}

function costAsUtf8(sample: Uint8Array): number {
  let cost = 0;
  for (let i = 0; i < sample.length; i++) {
    const lead = sample[i] ?? 0;
    if (lead < 0x80) {
      cost += asciiCost;
      continue;
    }
    const trails = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    const isWhole =
      lead >= 0xc2 &&
      lead <= 0xf4 &&
      sample.subarray(i + 1, i + 1 + trails).every((byte) => byte >> 6 === 2) &&
      i + trails < sample.length;
    cost += !isWhole ? damageCost : trails === 1 ? utf8Cost.two : utf8Cost.more;
    if (isWhole) i += trails;
  }
  return cost;
}

/** Encodings without a model, and the encoding whose model they share. */
const sameModels: Readonly<Record<string, string>> = {
  gb2312: 'gbk',
  gb18030: 'gbk',
  big5hkscs: 'cp950',
  iso88591: western,
  iso885915: western,
  iso88599: 'windows1254',
  iso885913: 'windows1257',
  iso885911: 'windows874',
};

interface Cost {
  readonly encoding: string;
  readonly cost: number;
}

function* costs(sample: Uint8Array): Generator<Cost> {
  for (const model of doubleByteModels)
    yield { encoding: model.encoding, cost: doubleByteCost(sample, model) };
  for (const model of alphabetModels)
    for (const encoding of model.encodings)
      yield { encoding, cost: alphabetCost(sample, encoding, model) };
}

const commonCodes = new Map<DoubleByteModel, ReadonlySet<number>>();

function commonOf(model: DoubleByteModel): ReadonlySet<number> {
  const known = commonCodes.get(model);
  if (known !== undefined) return known;
  const codes = new Set<number>();
  for (const character of model.common) {
    const [lead, trail] = iconv.encode(character, model.encoding);
    if (lead !== undefined && trail !== undefined) codes.add((lead << 8) | trail);
  }
  commonCodes.set(model, codes);
  return codes;
}

function doubleByteCost(sample: Uint8Array, model: DoubleByteModel): number {
  const common = commonOf(model);
  let cost = 0;
  for (let i = 0; i < sample.length; i++) {
    const lead = sample[i] ?? 0;
    if (lead < 0x80) {
      cost += asciiCost;
      continue;
    }
    const single = model.singleCost(lead);
    if (single !== undefined) {
      cost += single;
      continue;
    }
    const trail = sample[i + 1] ?? 0;
    const pair = common.has((lead << 8) | trail) ? commonCost : model.costOf(lead, trail);
    cost += pair ?? damageCost;
    if (pair === undefined) continue;
    if (isAsciiLetter(sample[i - 1]) && isAsciiLetter(sample[i + 2])) cost += mixedScriptCost;
    i++;
  }
  return cost;
}

/** What a byte above 0x7f means in one encoding, for one language. */
interface Letter {
  readonly cost: number;
  readonly kind: 'lower' | 'upper' | 'sign';
}

const letterTables = new Map<string, readonly Letter[]>();

function lettersOf(encoding: string, { letters }: AlphabetModel): readonly Letter[] {
  const key = `${encoding} ${letters}`;
  const known = letterTables.get(key);
  if (known !== undefined) return known;
  const order = Array.from(letters);
  const weights = order.map((_, rank) => 1 / (rank + 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const costOf = new Map(
    order.map((letter, rank) => [letter, -Math.log((weights[rank] ?? 0) / sum)] as const),
  );
  const high = Buffer.from(Array.from({ length: 128 }, (_, i) => 128 + i));
  const table = Array.from(iconv.decode(high, encoding), (character): Letter => {
    const lower = character.toLowerCase();
    const own = costOf.get(character);
    if (own !== undefined) return { cost: own, kind: 'lower' };
    const small = costOf.get(lower);
    if (small !== undefined) return { cost: small, kind: 'upper' };
    if (signs.test(character)) return { cost: signCost, kind: 'sign' };
    return {
      cost: character === '\ufffd' || /\p{C}/u.test(character) ? damageCost : foreignCost,
      kind: lower !== character ? 'upper' : /\p{L}/u.test(character) ? 'lower' : 'sign',
    };
  });
  letterTables.set(key, table);
  return table;
}

function alphabetCost(sample: Uint8Array, encoding: string, model: AlphabetModel): number {
  const table = lettersOf(encoding, model);
  const isLatin = /[à-ž]/.test(model.letters);
  let cost = 0;
  let run = 0;
  let previous: Letter['kind'] = 'sign';
  let previousIsAscii = false;
  for (const byte of sample) {
    const letter = byte < 0x80 ? asciiLetter(byte) : table[byte - 0x80];
    if (letter === undefined) continue;
    const isAscii = byte < 0x80;
    const inWord = letter.kind !== 'sign' && previous !== 'sign';
    cost += letter.cost;
    if (!isAscii && letter.kind === 'upper')
      cost += previous === 'upper' ? nextCapitalCost : capitalCost + (inWord ? oddCaseCost : 0);
    if (inWord && !isLatin && isAscii !== previousIsAscii) cost += mixedScriptCost;
    run = isAscii || letter.kind === 'sign' ? 0 : run + 1;
    if (isLatin && run > 2) cost += latinRunCost;
    previous = letter.kind;
    previousIsAscii = isAscii;
  }
  return cost;
}

function isAsciiLetter(byte = 0): boolean {
  return asciiLetter(byte).kind !== 'sign';
}

function asciiLetter(byte: number): Letter {
  const kind = byte >= 97 && byte <= 122 ? 'lower' : byte >= 65 && byte <= 90 ? 'upper' : 'sign';
  return { cost: asciiCost, kind };
}

function hasFourByteCharacters(sample: Uint8Array): boolean {
  return /[\x81-\xfe][0-9][\x81-\xfe][0-9]/.test(Buffer.from(sample).toString('latin1'));
}
