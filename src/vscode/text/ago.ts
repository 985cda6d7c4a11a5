import { languageInUse, t } from '../../core/texts/translate.ts';

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `just now`, `3 minutes ago`, `yesterday`. Milliseconds since 1970. */
export function ago(thenMs: number, nowMs: number): string {
  const passedMs = Math.max(0, nowMs - thenMs);
  const unit = units.find(([, ms]) => passedMs >= ms);
  if (unit === undefined) return t('just now');
  const format = new Intl.RelativeTimeFormat(languageInUse().language, { numeric: 'auto' });
  return format.format(-Math.floor(passedMs / unit[1]), unit[0]);
}
