/**
 * How English spelling sounds in Korean and Japanese loanwords: letters, and the sounds (in the
 * alphabet of sounds.ts) that they may have. The usual one comes first; later ones cost a little.
 */
const correspondences = `
a e a ei o A ya i
ag eg eij iji agU
ai ei e ai
ay ei
au o au
aw o
ar a al A
e e i A U o
ea i e ei ia
ee i
ei ei i ai
eu yu u
ew yu u
er A a el
ear ia iA A
eer ia iA
i i ai A U
ie i ai ie
igh ai
ir A a
ier iA ia
o o a A ou
oa o
oi oi
oo u o
or o A ol oa
ou au u A o
ow au o ou
oy oi
u A a u yu i wi
ue yu u
ui i wi
ur A a yuA
ure yA yuA ua yua
y i ai y
b b p
c k s c
ch c k s si syu
ck k
cc k ks
ce s
d d t j
dg j
dge j
dd d
f p h b
ff p
g g j k ji gi
gg g
gu g gw
gh g p
h h
j j
k k g
kn n
l l
m m
mb m
mn m
n n N
ng N Ng Ngg nj ng
nk Nk nk
p p b
ph p b
ps s
qu kw ku k
q k
r l
re A a l
rh l
s s j
sc sk s
sch sk
sh s sy c si syu
ss s
sten sUn sun sAn
stl sl sUl
sion syAn jyAn jAn syon jyon jon
t t c d s
tch c
th s d t j
tion syAn cAn syon con
tial syAl
ture cA ca
tu cu tyu cyu
v b
w w u
wh w hw u
wr l
x ks kUs kus kis gj kj j
y i ai y
z j s
`;

/** Cost of each pronunciation after the usual one. */
const unusual = 0.08;
const leftOut = { vowel: 0.35, silentE: 0.05, weak: 0.25, consonant: 1 };
const filledIn = { U: 0, u: 0.08, o: 0.15, glide: 0.1, vowel: 0.45, consonant: 1 };
const otherVowel = 0.4;

const rules = new Map<string, readonly string[]>(
  correspondences
    .trim()
    .split('\n')
    .map((line) => {
      const [letters = '', ...sounds] = line.split(' ');
      return [letters, sounds];
    }),
);
const maxRuleLength = 4;

/**
 * Distance between a loanword's sounds and an English word, per sound: 0 if all are usual, about 1
 * if none fits. Uses the cheapest alignment of letters with sounds.
 * @param term lower-case letters, stemmed like all terms: a final silent `e` is missing.
 * @param sounds as `soundsOf` returns them.
 */
export function soundDistance(term: string, sounds: string): number {
  const word = term.replace(/([bdfgklmnprtz])\1/g, '$1');
  const width = sounds.length + 1;
  const costs = new Float64Array((word.length + 1) * width).fill(Infinity);
  costs[0] = 0;
  const reach = (place: number, cost: number): void => {
    if (cost < (costs[place] ?? 0)) costs[place] = cost;
  };
  for (let letter = 0; letter <= word.length; letter++)
    for (let sound = 0; sound <= sounds.length; sound++) {
      const place = letter * width + sound;
      const cost = costs[place] ?? Infinity;
      if (cost === Infinity) continue;
      if (sound < sounds.length) reach(place + 1, cost + fillCost(sounds.charAt(sound)));
      if (letter === word.length) continue;
      const spelled = word.charAt(letter);
      reach(place + width, cost + dropCost(spelled, letter === word.length - 1));
      if (isVowel(spelled) && isVowel(sounds.charAt(sound)))
        reach(place + width + 1, cost + otherVowel);
      for (let length = 1; length <= maxRuleLength && letter + length <= word.length; length++) {
        const soundings = rules.get(word.slice(letter, letter + length));
        soundings?.forEach((sounding, index) => {
          if (sounds.startsWith(sounding, sound))
            reach(place + length * width + sounding.length, cost + index * unusual);
        });
      }
    }
  return (costs[costs.length - 1] ?? Infinity) / Math.max(word.length, consonantsAndVowels(sounds));
}

function fillCost(sound: string): number {
  if (sound === 'U') return filledIn.U;
  if (sound === 'u') return filledIn.u;
  if (sound === 'o') return filledIn.o;
  if (sound === 'y' || sound === 'w') return filledIn.glide;
  return isVowel(sound) ? filledIn.vowel : filledIn.consonant;
}

function dropCost(letter: string, last: boolean): number {
  if (letter === 'e' && last) return leftOut.silentE;
  if ('hrgw'.includes(letter)) return leftOut.weak;
  return isVowel(letter) || letter === 'y' ? leftOut.vowel : leftOut.consonant;
}

function isVowel(character: string): boolean {
  return character !== '' && 'aeiouAU'.includes(character);
}

function consonantsAndVowels(sounds: string): number {
  return sounds.replace(/[yw]|U/g, '').length;
}
