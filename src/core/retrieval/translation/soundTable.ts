import { soundDistance } from './soundAlignment.ts';
import { soundsOf } from './sounds.ts';

/** A term of the index that sounds like a loanword; `distance` as `soundDistance` returns it. */
export interface SoundingTerm {
  readonly term: string;
  readonly distance: number;
}

/**
 * Maximum distance by number of consonants. Words that are further away are different words, and
 * short words resemble many others by chance.
 */
const maxDistances = [0, 0, 0.04, 0.1];
const maxDistanceOfLong = 0.16;
/** Further readings count if they are hardly more distant than the nearest. */
const closeToNearest = 0.04;
const maxReadings = 3;
/** Shorter words sound like too many others. */
const minLetters = 3;
const maxLetters = 18;
const minSkeleton = 2;
const maxSkeletonsPerTerm = 8;

/**
 * The terms of an index by their consonants, so that a loanword is compared with a handful of them
 * instead of all.
 */
export class SoundTable {
  readonly #bySkeleton = new Map<string, string[]>();
  readonly #known = new Map<string, readonly SoundingTerm[]>();

  /** @param vocabulary terms as `analyzeText` produces them; only words of a-z are used. */
  constructor(vocabulary: readonly string[]) {
    for (const term of vocabulary) {
      if (term.length < minLetters || term.length > maxLetters || !/^[a-z]+$/.test(term)) continue;
      for (const skeleton of skeletonsOfSpelling(term)) {
        const terms = this.#bySkeleton.get(skeleton);
        if (terms === undefined) this.#bySkeleton.set(skeleton, [term]);
        else terms.push(term);
      }
    }
  }

  /** The terms that a word in Hangul or katakana may mean, nearest first. */
  termsLike(word: string): readonly SoundingTerm[] {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const found = this.#search(word);
    this.#known.set(word, found);
    return found;
  }

  #search(word: string): readonly SoundingTerm[] {
    const sounds = soundsOf(word);
    if (sounds === undefined) return [];
    const skeleton = skeletonOfSounds(sounds);
    if (skeleton.length < minSkeleton) return [];
    const maxDistance = maxDistances[skeleton.length] ?? maxDistanceOfLong;
    return nearestOf(
      (this.#bySkeleton.get(skeleton) ?? [])
        .map((term) => ({ term, distance: soundDistance(term, sounds) }))
        .filter(({ distance }) => distance <= maxDistance),
    );
  }
}

/** As `SoundTable.termsLike`, for several tables together. */
export function termsLike(tables: readonly SoundTable[], word: string): readonly SoundingTerm[] {
  const [first, ...others] = tables.map((table) => table.termsLike(word));
  if (first === undefined || others.length === 0) return first ?? [];
  const distances = new Map([first, ...others].flat().map((found) => [found.term, found.distance]));
  return nearestOf(Array.from(distances, ([term, distance]) => ({ term, distance })));
}

function nearestOf(all: readonly SoundingTerm[]): readonly SoundingTerm[] {
  const sorted = all.toSorted((a, b) => a.distance - b.distance);
  const nearest = sorted[0]?.distance ?? 0;
  return sorted
    .filter(({ distance }) => distance <= nearest + closeToNearest)
    .slice(0, maxReadings);
}

const classes: readonly (readonly [sounds: RegExp, letter: string])[] = [
  [/[gk]/g, 'K'],
  [/[dt]/g, 'T'],
  [/[bp]/g, 'P'],
  [/[sjc]/g, 'S'],
  [/l/g, 'L'],
  [/m/g, 'M'],
  [/[nN]/g, 'N'],
];

/** The consonants of a loanword. Those that English spelling does not distinguish become one. */
export function skeletonOfSounds(sounds: string): string {
  const consonants = sounds.replace(/[aeiouAUywh]/g, '');
  return classes.reduce((text, [same, letter]) => text.replace(same, letter), consonants);
}

/** Applied in order; each alternative after `|` makes another skeleton. */
const spellings: readonly (readonly [letters: RegExp, skeleton: string])[] = [
  [/([bdfghklmnprstvz])\1/g, '$1'],
  [/cc(?=[eiy])/g, 'KS'],
  [/cc/g, 'K'],
  [/tch|dge?(?=$|[eiy])/g, 'S'],
  [/(?:ss|[st])ion/g, 'SN'],
  [/[ct]i(?=a[ln])/g, 'S'],
  [/t(?=ur)/g, '{S|T}'],
  [/sch/g, 'SK'],
  [/ch/g, '{S|K}'],
  [/sh/g, 'S'],
  [/sc(?=[eiy])/g, 'S'],
  [/ph/g, 'P'],
  [/th/g, '{S|T}'],
  [/gh/g, ''],
  [/m[bn]$/g, 'M'],
  [/st(?=en|l)/g, '{S|ST}'],
  [/^kn/g, 'N'],
  [/^wr/g, 'L'],
  [/^ps/g, 'S'],
  [/^x/g, 'S'],
  [/x/g, 'KS'],
  [/ng$/g, '{N|NS}'],
  [/ng/g, '{N|NK|NS}'],
  [/nk|nc(?=[^eiy])/g, 'NK'],
  [/ck|qu|[kq]/g, 'K'],
  [/c(?=[eiy])/g, 'S'],
  [/c$/g, '{K|S}'],
  [/c/g, 'K'],
  [/g(?=[eiy]|$)/g, '{K|S}'],
  [/g/g, 'K'],
  [/r(?=[aeiouy])/g, 'L'],
  [/r/g, ''],
  [/du/g, '{T|S}'],
  [/[dt]/g, 'T'],
  [/[bpfv]/g, 'P'],
  [/[szj]/g, 'S'],
  [/l/g, 'L'],
  [/m/g, 'M'],
  [/n/g, 'N'],
];

/** The skeletons that a spelling may have. */
export function skeletonsOfSpelling(term: string): readonly string[] {
  const written = spellings.reduce(
    (text, [letters, skeleton]) => text.replace(letters, skeleton),
    term,
  );
  let skeletons = [''];
  for (const [part] of written.matchAll(/\{[A-Z|]*\}|[A-Z]/g)) {
    const readings = part.startsWith('{') ? part.slice(1, -1).split('|') : [part];
    skeletons = skeletons
      .flatMap((start) => readings.map((reading) => start + reading))
      .slice(0, maxSkeletonsPerTerm);
  }
  return skeletons;
}
