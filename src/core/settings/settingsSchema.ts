import manifest from '../../../package.json' with { type: 'json' };

/** One setting as `package.json` declares it. */
export interface SettingSchema {
  readonly type: string;
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
}

/** Settings by full name (`askWorkspace.decoding.topK`). */
export type SettingsSchema = Readonly<Record<string, SettingSchema>>;

export const settingPrefix = 'askWorkspace.';

/**
 * All settings of the product. `package.json` is the single source of names, defaults and ranges.
 * In the extension's bundle, `esbuild.mjs` puts its value in place of this file.
 */
export const settingsSchema: SettingsSchema = Object.fromEntries(
  manifest.contributes.configuration.flatMap((section) =>
    Object.entries<SettingSchema>(section.properties),
  ),
);
