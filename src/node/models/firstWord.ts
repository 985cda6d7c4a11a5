import type { FirstWord } from '../../core/models.ts';
import type { AnswerSettings } from '../../core/settings/settings.ts';
import type { Machine } from './thisMachine.ts';

/**
 * Estimates how long a model of that many parameters reads a full prompt: the time that reading
 * takes grows with both, and the settings bound it. Loading the model, once, comes on top.
 */
export function firstWord(
  parameters: number,
  { promptTokens, budgetSeconds }: Pick<AnswerSettings, 'promptTokens' | 'budgetSeconds'>,
  { readingRate, isMeasured }: Machine,
): FirstWord {
  const seconds = (parameters * promptTokens) / readingRate;
  return {
    seconds: budgetSeconds === 0 ? seconds : Math.min(seconds, budgetSeconds),
    isMeasured,
  };
}
