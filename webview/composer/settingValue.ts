import type { AnswerSetting } from '../../src/core/settings/answerSettings.ts';
import { localNumber, t } from '../../src/core/texts/translate.ts';

/** The number that is typed for a setting, or why it is refused, in words. */
export function settingValue(
  setting: AnswerSetting,
  text: string,
): number | { readonly reason: string } {
  if (setting.kind !== 'number') return { reason: t('Choose one of the list.') };
  const { minimum, maximum, isWhole } = setting;
  const value = Number(text.trim().replace(',', '.'));
  const isNumber = text.trim() !== '' && Number.isFinite(value);
  if (isNumber && value >= minimum && value <= maximum && (!isWhole || Number.isInteger(value)))
    return value;
  const range = { minimum: localNumber(minimum), maximum: localNumber(maximum) };
  return {
    reason: isWhole
      ? t('Not changed: it must be a whole number from {minimum} to {maximum}.', range)
      : t('Not changed: it must be a number from {minimum} to {maximum}.', range),
  };
}
