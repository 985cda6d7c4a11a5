import type { ModelInspection, ModelPurpose } from '../../core/models.ts';

const otherPurposes: Readonly<Record<Exclude<ModelPurpose, 'chat'>, string>> = {
  embedding: 'it is an embedding model, which turns text into vectors and writes none',
  projector: 'it is the part of another model that sees pictures (mmproj)',
  adapter: 'it is an adapter (LoRA) for another model',
};

/** Why a file cannot write text at all, as the end of a sentence; null where it can. */
export function notForChatBecause({
  purpose,
  hasTensors,
}: Pick<ModelInspection, 'purpose' | 'hasTensors'>): string | null {
  if (purpose !== 'chat') return otherPurposes[purpose];
  return hasTensors ? null : 'it holds a vocabulary and no weights';
}
