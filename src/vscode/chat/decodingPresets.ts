import type { ChatState } from '../../core/conversation/chatState.ts';
import type { Decoding } from '../../core/domain.ts';

export type DecodingPreset = Exclude<ChatState['decodingPreset'], 'custom'>;

/** What each preset sets; the other decoding settings stay as they are. */
export const decodingPresets: Readonly<Record<DecodingPreset, Partial<Decoding>>> = {
  precise: { wording: 'sentences', strategy: 'greedy' },
  balanced: { wording: 'sentences', strategy: 'sampling', temperature: 0.7, topK: 40, topP: 0.9 },
  creative: { wording: 'sentences', strategy: 'sampling', temperature: 1, topK: 100, topP: 0.95 },
  quote: { wording: 'quotes', strategy: 'greedy' },
};

/** The preset that matches these settings, or `custom`. Temperature 0 is greedy. */
export function presetOf(decoding: Decoding): ChatState['decodingPreset'] {
  const isGreedy = decoding.strategy === 'greedy' || decoding.temperature === 0;
  if (decoding.wording === 'quotes') return isGreedy ? 'quote' : 'custom';
  if (isGreedy) return 'precise';
  const { temperature, topK, topP } = decoding;
  const isLike = (preset: Partial<Decoding>): boolean =>
    preset.temperature === temperature && preset.topK === topK && preset.topP === topP;
  if (isLike(decodingPresets.balanced)) return 'balanced';
  return isLike(decodingPresets.creative) ? 'creative' : 'custom';
}

/** What a preset sets, by name without `askWorkspace.`. */
export function presetSettings(preset: DecodingPreset): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(decodingPresets[preset]).map(([name, value]) => [`decoding.${name}`, value]),
  );
}

/** The preset to go back to from these settings: their own or, for custom ones, the nearest. */
export function nearestPreset({ strategy, temperature, wording }: Decoding): DecodingPreset {
  if (wording === 'quotes') return 'quote';
  if (strategy === 'greedy' || temperature === 0) return 'precise';
  return temperature >= 0.85 ? 'creative' : 'balanced';
}
