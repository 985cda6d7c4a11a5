import type { FirstWord } from './models.ts';
import { t } from './texts/translate.ts';

/** How long a chat model reads before its first word, and what that is known from. */
export function firstWordText({ seconds, isMeasured }: FirstWord): string {
  const time =
    seconds < 90
      ? t('{count} s', { count: Math.max(1, Math.round(seconds)) })
      : t('{count} min', { count: Math.round(seconds / 60) });
  return isMeasured
    ? t('first word after about {time}, by the speed of this computer', { time })
    : t('first word after about {time}, a rough guess by its processor', { time });
}
