import assert from 'node:assert/strict';
import { parseSettings } from '../../../../src/core/settings/parseSettings.ts';
import { settingsSchema } from '../../../../src/core/settings/settingsSchema.ts';
import {
  decodingPresets,
  nearestPreset,
  presetOf,
  presetSettings,
} from '../../../../src/vscode/chat/decodingPresets.ts';

const { decoding } = parseSettings(() => undefined, settingsSchema);

describe('decoding presets', () => {
  it('are precise by default', () => {
    assert.equal(presetOf(decoding), 'precise');
  });

  it('are recognised once they are set', () => {
    for (const [name, preset] of Object.entries(decodingPresets))
      assert.equal(presetOf({ ...decoding, ...preset }), name);
  });

  it('are precise at temperature 0 whatever the strategy says', () => {
    assert.equal(presetOf({ ...decoding, ...decodingPresets.creative, temperature: 0 }), 'precise');
  });

  it('are custom if a value differs from theirs', () => {
    assert.equal(presetOf({ ...decoding, ...decodingPresets.balanced, topK: 41 }), 'custom');
    const sampledQuotes = { ...decodingPresets.quote, strategy: 'sampling' } as const;
    assert.equal(presetOf({ ...decoding, ...sampledQuotes }), 'custom');
  });

  it('are gone back to from the nearest settings', () => {
    for (const name of ['precise', 'balanced', 'creative'] as const) {
      const preset = decodingPresets[name];
      assert.equal(nearestPreset({ ...decoding, ...preset, topK: 41 }), name);
      assert.equal(presetSettings(name).get('decoding.strategy'), preset.strategy);
    }
  });
});
