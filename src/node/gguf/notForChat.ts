import type { ModelInspection, ModelPurpose } from '../../core/models.ts';

const otherPurposes: Readonly<Record<Exclude<ModelPurpose, 'chat'>, string>> = {
  embedding: 'it is an embedding model, which cannot write text',
  projector: 'it is only the image part of another model (mmproj)',
  adapter: 'it is an adapter (LoRA) for another model',
};

/** Why a model cannot write text at all, as the end of a sentence; null if it can. */
export function notForChatBecause({
  purpose,
  hasTensors,
}: Pick<ModelInspection, 'purpose' | 'hasTensors'>): string | null {
  if (purpose !== 'chat') return otherPurposes[purpose];
  return hasTensors ? null : 'it has a vocabulary but no weights';
}
