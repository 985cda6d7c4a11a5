import { answerSettingNames } from './answerSettingNames.ts';
import type { AnswerSettingName } from './answerSettingNames.ts';
import type { Settings } from './settings.ts';
import { settingPrefix } from './settingsSchema.ts';
import type { SettingsSchema } from './settingsSchema.ts';

/** A setting with its value and what it may be, as the chat shows it. */
export type AnswerSetting =
  | {
      readonly name: AnswerSettingName;
      readonly kind: 'number';
      readonly value: number;
      readonly minimum: number;
      readonly maximum: number;
      readonly isWhole: boolean;
    }
  | {
      readonly name: AnswerSettingName;
      readonly kind: 'choice';
      readonly value: string;
      readonly choices: readonly string[];
    };

/** @param schema has their ranges. */
export function answerSettings(
  settings: Settings,
  schema: SettingsSchema,
): readonly AnswerSetting[] {
  const values = valuesOf(settings);
  return answerSettingNames.map((name): AnswerSetting => {
    const value = values[name];
    const {
      type,
      minimum = -Infinity,
      maximum = Infinity,
      enum: choices = [],
    } = schema[settingPrefix + name] ?? { type: 'number' };
    return typeof value === 'number'
      ? { name, kind: 'number', value, minimum, maximum, isWhole: type === 'integer' }
      : { name, kind: 'choice', value, choices };
  });
}

function valuesOf({
  decoding,
  retrieval,
  answer,
}: Settings): Readonly<Record<AnswerSettingName, number | string>> {
  return {
    'decoding.strategy': decoding.strategy,
    'decoding.temperature': decoding.temperature,
    'decoding.topK': decoding.topK,
    'decoding.topP': decoding.topP,
    'decoding.minP': decoding.minP,
    'decoding.repeatPenalty': decoding.repeatPenalty,
    'decoding.seed': decoding.seed,
    'decoding.maxTokens': decoding.maxTokens,
    'retrieval.topK': retrieval.topK,
    'answer.budgetSeconds': answer.budgetSeconds,
  };
}
