import type { KeptModel, KnownModel } from '../../core/models.ts';
import { ago } from '../text/ago.ts';
import { megabytes } from '../text/megabytes.ts';
import { firstWordText } from '../../core/firstWordText.ts';
import { t, translated } from '../../core/texts/translate.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

const originWords: Readonly<Record<KeptModel['origin'], Wording>> = {
  downloaded: wording('downloaded'),
  imported: wording('imported'),
  found: wording('found'),
};

/** One line of the models view. `kind` decides its menu. */
export interface ModelNode {
  readonly kind: 'group' | `kept-${KeptModel['kind']}` | 'known';
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly children: readonly ModelNode[];
  /** Absolute path of an existing file. */
  readonly path?: string;
  /** The model, if it can be downloaded. */
  readonly known?: KnownModel;
}

/** The models on this machine, then those that can be downloaded. */
export function modelNodes(
  kept: readonly KeptModel[],
  known: readonly KnownModel[],
  nowMs: number,
): readonly ModelNode[] {
  const names = new Set(kept.map(({ name }) => comparable(name)));
  const languages = new Map(known.map((model) => [comparable(model.name), languageWords(model)]));
  const offered = known.filter(({ name }) => !names.has(comparable(name)));
  return [
    group(
      t('On this machine'),
      kept.map((model) => keptNode(model, languages.get(comparable(model.name)), nowMs)),
    ),
    group(t('To download'), offered.map(knownNode)),
  ];
}

function group(label: string, children: readonly ModelNode[]): ModelNode {
  return {
    kind: 'group',
    label,
    description: children.length === 0 ? t('none') : '',
    tooltip: label,
    icon: '',
    children,
  };
}

/** @param languages a line about them; absent if the model is not known. */
function keptNode(model: KeptModel, languages: string | undefined, nowMs: number): ModelNode {
  const used =
    model.lastUsedMs === null
      ? t('never used')
      : t('used {when}', { when: ago(model.lastUsedMs, nowMs) });
  const state =
    model.problem !== null
      ? t('cannot be used: {problem}', { problem: model.problem })
      : model.inUse
        ? t('in use')
        : used;
  return {
    kind: `kept-${model.kind}`,
    label: model.name,
    description: `${megabytes(model.bytes)}, ${state}`,
    path: model.path,
    children: [],
    icon: model.problem !== null ? 'warning' : model.inUse ? 'pass-filled' : 'circle-large-outline',
    tooltip: [
      model.path,
      `${translated(originWords[model.origin])}, ${used}`,
      ...(languages === undefined ? [] : [languages]),
      checksumWords(model),
    ].join('\n'),
  };
}

function checksumWords({ sha256, isKnown, origin }: KeptModel): string {
  if (sha256 === null) return t('sha256 not computed yet');
  return isKnown
    ? t('sha256 {sha256}, as published', { sha256 })
    : t('sha256 {sha256}, recorded when it was {origin}', {
        sha256,
        origin: translated(originWords[origin]),
      });
}

function knownNode(model: KnownModel): ModelNode {
  const { memoryBytes, freeMemoryBytes } = model;
  const memory = megabytes(memoryBytes);
  return {
    kind: 'known',
    label: model.name,
    description: [
      ...(model.isProposed ? [t('suggested for this computer')] : []),
      megabytes(model.bytes),
      memoryBytes > freeMemoryBytes
        ? t('about {memory} of memory, more than is free', { memory })
        : t('about {memory} of memory', { memory }),
      ...(model.firstWord === null ? [] : [firstWordText(model.firstWord)]),
      ...(model.faster ? [t('faster but less capable')] : []),
      someLanguages(model),
    ].join(', '),
    icon: model.isProposed ? 'star-full' : 'cloud-download',
    children: [],
    tooltip: [
      model.licence.name,
      t('{billions} billion parameters, context of {contextLength} tokens', {
        billions: (model.parameters / 1e9).toFixed(1),
        contextLength: model.contextLength,
      }),
      languageWords(model),
    ].join('\n'),
    known: model,
  };
}

/**
 * A line about a chat model on this machine: memory needed and free, how soon it begins, how fast
 * it was here, and its languages if the catalog knows it. Null for a model that cannot chat.
 */
export function modelFacts(
  { name, chatFacts }: Pick<KeptModel, 'name' | 'chatFacts'>,
  catalog: readonly KnownModel[],
): string | null {
  if (chatFacts === null) return null;
  const { memoryBytes, freeMemoryBytes, firstWord, speed } = chatFacts;
  const known = catalog.find((one) => comparable(one.name) === comparable(name));
  return [
    t('It needs about {memory} of memory, {free} are free', {
      memory: megabytes(memoryBytes),
      free: megabytes(freeMemoryBytes),
    }),
    firstWordText(firstWord),
    ...(speed === null
      ? []
      : [
          t('read {read} and wrote {written} tokens a second in its latest answer', {
            read: speed.read.toFixed(1),
            written: speed.written.toFixed(1),
          }),
        ]),
    ...(known === undefined ? [] : [someLanguages(known)]),
  ].join(' · ');
}

function languageWords({ languages }: KnownModel): string {
  return t('Languages, says its publisher: {languages}', { languages: languages.join(', ') });
}

/** How many languages fit on a line. */
const shownLanguages = 4;

function someLanguages({ languages }: KnownModel): string {
  const shown = languages.slice(0, shownLanguages).join(', ');
  const more = languages.length - shownLanguages;
  return more > 0 ? t('{shown} and {more} more languages', { shown, more }) : shown;
}

/**
 * Makes a file's name (`llama-2-7b-chat.Q4_K_M`) comparable with its model's (`Llama-2-7B-Chat
 * Q4_K_M`).
 */
function comparable(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
