/**
 * The sounds of Hangul and katakana in one alphabet, as used for borrowed English words: the
 * consonants `g k n d t l m b p s j c h N` (`c` as in *chat*, `N` as in *sing*), the glides `y w`,
 * and the vowels `a e i o u`, `A` (ㅓ) and `U` (ㅡ, mostly a filler between consonants).
 */

const initials = 'g k n d t l m b p s s - j j c k t p h'.split(' ');
const vowels = 'a e ya ye A e yA ye o wa we we yo u wA we wi yu U Ui i'.split(' ');
/** None, ㄱ ㄲ ㄳ, ㄴ ㄵ ㄶ, ㄷ, ㄹ and its clusters, ㅁ, ㅂ ㅄ, ㅅ ㅆ, ㅇ, and ㅈ to ㅎ. */
const finals = '- k k k n n n t l l l l l l l l m p p t t N t t k t p -'.split(' ');

const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;

/** @returns undefined unless every character is Hangul, or every one is katakana. */
export function soundsOf(word: string): string | undefined {
  const hangul = /^\p{sc=Hangul}+$/u.test(word);
  if (!hangul && !katakanaWord.test(word)) return undefined;
  return (hangul ? soundsOfHangul(word) : soundsOfKatakana(word)).replace(/ll+/g, 'l');
}

function soundsOfHangul(word: string): string {
  return Array.from(word, (character) => {
    const code = character.charCodeAt(0);
    if (code < firstSyllable || code > lastSyllable) return '';
    const place = code - firstSyllable;
    return (
      (initials[Math.floor(place / (vowels.length * finals.length))] ?? '') +
      (vowels[Math.floor(place / finals.length) % vowels.length] ?? '') +
      (finals[place % finals.length] ?? '')
    );
  })
    .join('')
    .replaceAll('-', '');
}

const katakanaWord = /^[ァ-ヴー・]+$/u;

const rows: readonly (readonly [characters: string, consonant: string])[] = [
  ['アイウエオ', ''],
  ['カキクケコ', 'k'],
  ['ガギグゲゴ', 'g'],
  ['サシスセソ', 's'],
  ['ザジズゼゾ', 'j'],
  ['タチツテト', 't'],
  ['ダヂヅデド', 'd'],
  ['ナニヌネノ', 'n'],
  ['ハヒフヘホ', 'h'],
  ['バビブベボ', 'b'],
  ['パピプペポ', 'p'],
  ['マミムメモ', 'm'],
  ['ラリルレロ', 'l'],
];
const special: readonly (readonly [character: string, sounds: string])[] = [
  ['チ', 'ci'],
  ['ヂ', 'ji'],
  ['フ', 'pu'],
  ['ヴ', 'bu'],
  ['ヤ', 'ya'],
  ['ユ', 'yu'],
  ['ヨ', 'yo'],
  ['ワ', 'wa'],
  ['ヲ', 'o'],
  ['ン', 'n'],
  ['ッ', ''],
  ['ー', ''],
  ['・', ''],
];
const kana = new Map<string, string>([
  ...rows.flatMap(([characters, consonant]) =>
    Array.from(characters, (character, index): [string, string] => [
      character,
      consonant + ('aiueo'[index] ?? ''),
    ]),
  ),
  ...special,
]);
/** A small kana replaces the vowel before it: `ファ` is `pa`, `シャ` is `sya`. */
const small = new Map([
  ['ァ', 'a'],
  ['ィ', 'i'],
  ['ゥ', 'u'],
  ['ェ', 'e'],
  ['ォ', 'o'],
  ['ャ', 'ya'],
  ['ュ', 'yu'],
  ['ョ', 'yo'],
]);

function soundsOfKatakana(word: string): string {
  let sounds = '';
  for (const character of word) {
    const glide = small.get(character);
    sounds = glide === undefined ? sounds + (kana.get(character) ?? '') : withSmall(sounds, glide);
  }
  return sounds.replace(/n(?=[bpm])/g, 'm');
}

function withSmall(sounds: string, glide: string): string {
  if (/(?:^|[aiueo])u$/.test(sounds)) return `${sounds.slice(0, -1)}w${glide}`;
  return `${sounds.replace(/[aiueo]$/, '')}${glide}`;
}
