import { settingPrefix } from '../core/settings/settingsSchema.ts';
import type { SettingSchema, SettingsSchema } from '../core/settings/settingsSchema.ts';
import { UsageError } from './usageError.ts';

/**
 * Values of `--set name=value`, as the schema's types want them; they are not checked yet. Names
 * may carry `askWorkspace.`; the last of several for one name counts.
 * @throws UsageError for a text without `=` or an unknown name.
 */
export function readAssignments(
  assignments: readonly string[],
  schema: SettingsSchema,
): Map<string, unknown> {
  return new Map(
    assignments.map((assignment) => {
      const [, given = '', text = ''] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
      if (given === '')
        throw new UsageError(`--set wants name=value, not ${JSON.stringify(assignment)}.`);
      const name = given.startsWith(settingPrefix) ? given.slice(settingPrefix.length) : given;
      const setting = schema[settingPrefix + name];
      if (setting === undefined)
        throw new UsageError(`There is no setting ${settingPrefix}${name}.`);
      return [name, toValue(text, setting)] as const;
    }),
  );
}

/** What is not of the type stays text, so that the check names it as it was written. */
function toValue(text: string, { type }: SettingSchema): unknown {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (type === 'number' || type === 'integer')
    return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  return text;
}
