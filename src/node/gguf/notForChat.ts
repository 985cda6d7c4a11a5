import type { ModelInspection, ModelPurpose } from '../../core/models.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

const otherPurposes: Readonly<Record<Exclude<ModelPurpose, 'chat'>, Wording>> = {
  embedding: wording('it is an embedding model, which cannot write text'),
  projector: wording('it is only the image part of another model (mmproj)'),
  adapter: wording('it is an adapter (LoRA) for another model'),
};

/** Why a model cannot write text at all, as the end of a sentence; null if it can. */
export function notForChatBecause({
  purpose,
  hasTensors,
}: Pick<ModelInspection, 'purpose' | 'hasTensors'>): Wording | null {
  if (purpose !== 'chat') return otherPurposes[purpose];
  return hasTensors ? null : wording('it has a vocabulary but no weights');
}
