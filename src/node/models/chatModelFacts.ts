import type { ChatModelFacts, ModelInspection, ModelSpeed } from '../../core/models.ts';
import type { AnswerSettings } from '../../core/settings/settings.ts';
import { firstWord } from './firstWord.ts';
import type { Machine } from './thisMachine.ts';

/**
 * What a chat model takes and how fast it is, whether or not it is in the catalog. When it begins
 * is computed from its own speed if that was measured.
 */
export function chatModelFacts(
  { memoryBytes, parameters }: Pick<ModelInspection, 'memoryBytes' | 'parameters'>,
  speed: ModelSpeed | null,
  {
    answer,
    machine,
  }: {
    readonly answer: Pick<AnswerSettings, 'promptTokens' | 'budgetSeconds'>;
    readonly machine: Machine;
  },
): ChatModelFacts {
  const own: Machine =
    speed === null
      ? machine
      : { ...machine, readingRate: parameters * speed.read, isMeasured: true };
  return {
    memoryBytes,
    freeMemoryBytes: machine.freeBytes,
    firstWord: firstWord(parameters, answer, own),
    speed,
  };
}
