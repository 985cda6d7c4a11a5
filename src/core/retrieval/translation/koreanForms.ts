/** Verbs whose stem changes its last consonant before a vowel: `듣다`, `들어`. */
const irregular = new Map([
  ['듣', '들'],
  ['걷', '걸'],
  ['묻', '물'],
  ['싣', '실'],
  ['깨닫', '깨달'],
  ['잇', '이'],
  ['짓', '지'],
  ['긋', '그'],
]);

const first = 0xac00;
const vowelsPerInitial = 21;
const finalsPerVowel = 28;
/** Indexes of ㄴ, ㄹ, ㅁ, ㅂ and ㅆ among the finals. */
const openFinals = [4, 8, 16, 17, 20];
const finalL = 8;
const finalP = 17;
/** Vowel indexes: a stem's last vowel, and what it becomes with `-아` or `-어`. */
const contracted = new Map([
  [8, [9]], // ㅗ: ㅘ
  [13, [14]], // ㅜ: ㅝ
  [20, [6]], // ㅣ: ㅕ
  [18, [0, 4]], // ㅡ: ㅏ or ㅓ
  [11, [10]], // ㅚ: ㅙ
]);

/**
 * How a verb or adjective may begin: its stem unchanged, contracted, and with the endings that are
 * part of its last syllable (`나누다`: `나누`, `나눈`, `나눠`, `나눴`).
 * @param word in its dictionary form, with `다`.
 */
export function stemForms(word: string): readonly string[] {
  const stem = word.slice(0, -1);
  const start = stem.slice(0, -1);
  const { initial, vowel, final } = partsOf(stem.slice(-1));
  const other = irregular.get(stem);
  const forms =
    final === 0
      ? [[initial, vowel], ...(contracted.get(vowel) ?? []).map((short) => [initial, short])]
      : [];
  const syllables = forms.flatMap(([i = 0, v = 0]) =>
    [0, ...openFinals].map((f) => syllable(i, v, f)),
  );
  const open = [
    ...(final === finalL ? [0, ...openFinals].map((f) => syllable(initial, vowel, f)) : []),
    ...(final === finalP
      ? ['우', '운', '울', '워', '웠', '와', '왔'].map((next) => syllable(initial, vowel, 0) + next)
      : []),
  ];
  return [
    ...new Set([
      stem,
      ...[...syllables, ...open].map((last) => start + last),
      ...(stem.endsWith('르') ? withDoubledL(start) : []),
      ...(other === undefined ? [] : [other]),
    ]),
  ];
}

/** `고르다`: `골라`, `골랐`. */
function withDoubledL(start: string): string[] {
  const before = partsOf(start.slice(-1));
  const closed = start.slice(0, -1) + syllable(before.initial, before.vowel, finalL);
  return ['라', '랐', '러', '렀'].map((next) => closed + next);
}

function partsOf(character: string): { initial: number; vowel: number; final: number } {
  const place = character.charCodeAt(0) - first;
  return {
    initial: Math.floor(place / (vowelsPerInitial * finalsPerVowel)),
    vowel: Math.floor(place / finalsPerVowel) % vowelsPerInitial,
    final: place % finalsPerVowel,
  };
}

function syllable(initial: number, vowel: number, final: number): string {
  return String.fromCharCode(first + (initial * vowelsPerInitial + vowel) * finalsPerVowel + final);
}

const particle =
  '으로부터|로부터|에서부터|으로써|으로서|로써|로서|에게서|에서|에게|으로|까지|부터|마다|보다|처럼|' +
  '대로|밖에|조차|마저|이나|이라는|라는|이란|이라고|라고|이라면|라면|이든지|든지|이든|이며|이고|' +
  '이거나|거나|인가요|인가|인지|인데|일까요|일까|이에요|예요|입니다|입니까|이었|이다|이지|은|는|이|' +
  '가|을|를|의|에|로|와|과|도|만|나|란|라|든|며|고|인|일|다|요|께|끼리|뿐|씩|쯤|째';
const nounSuffix = '들|용|별|간|내|외|중|시|후|전|상|하|형|식|님|적|화|성|률|율|수|측|쪽';
const afterNoun = new RegExp(`^(?:${nounSuffix})?(?:${particle}){0,3}$`, 'u');
/** `하다`, `되다`, `시키다`, `받다`, `당하다` and the like turn a noun into a verb. */
const verbOfNoun =
  /^(?:들?(?:이|을|를)?)?(?:[하한할함합해했]|[되된될됨됩돼됐]|시[키킨킬켜켰킵]|받|당[하한할해했]|나[는지]|없|있|가능|불가)/u;

/** Whether the rest of a word may follow a noun. */
export function followsNoun(rest: string): boolean {
  return rest === '' || afterNoun.test(rest) || verbOfNoun.test(rest);
}

const particles = new RegExp(`^(?:${particle}){1,3}$`, 'u');

/** Whether a word consists only of particles: those after a name in Latin letters (`JSON에서는`). */
export function isParticle(word: string): boolean {
  return particles.test(word);
}

const ending = new RegExp(
  '^(?:[는은을던고며면지기게도려러아어여었았였겠습니나다자거음서야라으세시네군므ㄴㄹ]|' +
    '자마자|버리|두|놓|주|준|줄|줍|보|본|볼|있|없|않|못|진|질|져|졌|집|때|도록|뜨|인|일|임|수|것|건|요|까|죠|데)',
  'u',
);

/** Whether the rest of a word may follow a form of a verb's stem. */
export function followsStem(rest: string): boolean {
  return rest === '' || ending.test(rest);
}
