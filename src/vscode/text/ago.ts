const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `just now`, `3 minutes ago`, `yesterday`. Milliseconds since 1970. */
export function ago(thenMs: number, nowMs: number): string {
  const passedMs = Math.max(0, nowMs - thenMs);
  const unit = units.find(([, ms]) => passedMs >= ms);
  return unit === undefined ? 'just now' : format.format(-Math.floor(passedMs / unit[1]), unit[0]);
}
