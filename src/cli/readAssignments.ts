import { settingPrefix } from '../core/settings/settingsSchema.ts';
import type { SettingSchema, SettingsSchema } from '../core/settings/settingsSchema.ts';
import { UsageError } from './usageError.ts';

/**
 * Converts `--set name=value` to the types of the schema, without checking ranges. Names may begin
 * with `askWorkspace.`. If a name is set several times, the last one counts.
 * @throws UsageError for an argument without `=` or an unknown name.
 */
export function readAssignments(
  assignments: readonly string[],
  schema: SettingsSchema,
): Map<string, unknown> {
  return new Map(
    assignments.map((assignment) => {
      const [, given = '', text = ''] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
      if (given === '')
        throw new UsageError(`--set needs name=value, not ${JSON.stringify(assignment)}.`);
      const name = given.startsWith(settingPrefix) ? given.slice(settingPrefix.length) : given;
      const setting = schema[settingPrefix + name];
      if (setting === undefined)
        throw new UsageError(`There is no setting ${settingPrefix}${name}.`);
      return [name, toValue(text, setting)] as const;
    }),
  );
}

/** A value of the wrong type stays a string, so that the later check quotes it as written. */
function toValue(text: string, { type }: SettingSchema): unknown {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (type === 'number' || type === 'integer')
    return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  return text;
}
