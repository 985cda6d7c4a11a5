import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFailure } from '../../../src/core/errors.ts';
import { parseSetting, parseSettings } from '../../../src/core/settings/parseSettings.ts';
import { settingPrefix, settingsSchema } from '../../../src/core/settings/settingsSchema.ts';

/** Dotted names of all leaves of an object. */
function leaves(value: object, prefix = ''): Record<string, unknown> {
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]: [string, unknown]) =>
      typeof inner === 'object' && inner !== null
        ? leaves(inner, `${prefix}${key}.`)
        : { [prefix + key]: inner },
    ),
  ) as Record<string, unknown>;
}

const defaults = parseSettings(() => undefined, settingsSchema);
const names = Object.keys(settingsSchema).map((name) => name.slice(settingPrefix.length));

function messageFor(name: string, value: unknown): string {
  try {
    parseSettings((asked) => (asked === name ? value : undefined), settingsSchema);
  } catch (error) {
    assert(isFailure(error, 'invalid-setting'));
    return error.message;
  }
  return 'no failure';
}

describe('parseSettings', () => {
  it('has a field for every setting of package.json and a setting for every field', () => {
    assert.deepEqual(Object.keys(leaves(defaults)).sort(), [...names].sort());
  });

  it('takes each default from package.json', () => {
    const found = leaves(defaults);
    for (const name of names)
      assert.equal(found[name], settingsSchema[settingPrefix + name]?.default, name);
  });

  it('puts every choice of every setting into the field of its name', () => {
    for (const name of names) {
      const {
        type,
        enum: choices,
        maximum,
        default: usual,
      } = settingsSchema[settingPrefix + name]!;
      const value =
        choices?.at(-1) ?? maximum ?? (type === 'boolean' ? usual !== true : '/some/where');
      assert.equal(
        leaves(parseSettings((asked) => (asked === name ? value : undefined), settingsSchema))[
          name
        ],
        value,
        name,
      );
    }
  });

  it('refuses a number out of range, and names the setting, its value and the range', () => {
    assert.equal(
      messageFor('decoding.temperature', 2.5),
      'The setting askWorkspace.decoding.temperature is 2.5; it must be a number from 0 to 2.',
    );
  });

  it('refuses a fraction for a whole number', () => {
    assert.equal(
      messageFor('decoding.topK', 1.5),
      'The setting askWorkspace.decoding.topK is 1.5; it must be a whole number from 1 to 100.',
    );
  });

  it('refuses an unknown choice, and lists the known ones', () => {
    assert.equal(
      messageFor('decoding.strategy', 'beam'),
      'The setting askWorkspace.decoding.strategy is "beam"; it must be greedy or sampling.',
    );
  });

  it('refuses a setting that does not exist', () => {
    assert.throws(
      () => parseSetting('decoding.beams', 4, settingsSchema),
      (error) => isFailure(error, 'invalid-setting'),
    );
  });

  it('returns an allowed value or fails, and never corrects one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.anything({ maxDepth: 1 }), (name, value) => {
        try {
          const parsed = parseSetting(name, value, settingsSchema);
          assert.equal(
            parsed,
            value === undefined ? settingsSchema[settingPrefix + name]?.default : value,
          );
        } catch (error) {
          if (!isFailure(error, 'invalid-setting')) throw error;
        }
      }),
    );
  });
});
