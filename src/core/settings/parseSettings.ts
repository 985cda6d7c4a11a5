import { Failure } from '../errors.ts';
import { wording } from '../texts/wording.ts';
import type { Wording } from '../texts/wording.ts';
import { wordings } from '../domain.ts';
import { metrics } from './metric.ts';
import type { Settings } from './settings.ts';
import { settingPrefix } from './settingsSchema.ts';
import type { SettingSchema, SettingsSchema } from './settingsSchema.ts';

/**
 * All settings, each checked against the schema.
 * @param read returns a setting's value by its name without `askWorkspace.`; undefined means the
 * default.
 * @throws Failure `invalid-setting` for the first invalid value.
 */
export function parseSettings(read: (name: string) => unknown, schema: SettingsSchema): Settings {
  const value = (name: string): unknown => parseSetting(name, read(name), schema);
  const flag = (name: string): boolean => value(name) === true;
  const number = (name: string): number => Number(value(name));
  const text = (name: string): string => String(value(name));
  const oneOf = <T extends string>(name: string, ...choices: readonly [T, ...T[]]): T =>
    choices.find((choice) => choice === value(name)) ?? choices[0];
  return {
    index: {
      enabled: flag('index.enabled'),
      maxFileSizeMB: number('index.maxFileSizeMB'),
      maxPdfSizeMB: number('index.maxPdfSizeMB'),
      threads: number('index.threads'),
      pauseWhileAnswering: flag('index.pauseWhileAnswering'),
      pauseWhileTyping: flag('index.pauseWhileTyping'),
      pauseOnBattery: flag('index.pauseOnBattery'),
      metric: oneOf('index.metric', ...metrics),
      embeddingModel: text('index.embeddingModel'),
      embeddingServer: text('index.embeddingServer'),
      embeddingServerModel: text('index.embeddingServerModel'),
      store: text('index.store'),
      storeRepository: text('index.storeRepository'),
    },
    retrieval: {
      topK: number('retrieval.topK'),
      preferActiveFile: flag('retrieval.preferActiveFile'),
    },
    editor: { codeLens: flag('editor.codeLens') },
    chatModel: {
      path: text('chatModel.path'),
      threads: number('chatModel.threads'),
      server: text('chatModel.server'),
      serverModel: text('chatModel.serverModel'),
      contextSize: number('chatModel.contextSize'),
      idleUnloadMinutes: number('chatModel.idleUnloadMinutes'),
    },
    decoding: {
      strategy: oneOf('decoding.strategy', 'greedy', 'sampling'),
      temperature: number('decoding.temperature'),
      topK: number('decoding.topK'),
      topP: number('decoding.topP'),
      minP: number('decoding.minP'),
      repeatPenalty: number('decoding.repeatPenalty'),
      maxTokens: number('decoding.maxTokens'),
      seed: number('decoding.seed'),
      grounded: flag('decoding.grounded'),
      wording: oneOf('decoding.wording', ...wordings),
    },
    answer: {
      promptTokens: number('answer.promptTokens'),
      budgetSeconds: number('answer.budgetSeconds'),
      readAhead: flag('answer.readAhead'),
      detector: text('answer.detector'),
    },
    models: {
      folder: text('models.folder'),
      endpoint: text('models.endpoint'),
      offerMultilingual: flag('models.offerMultilingual'),
    },
    assistants: {
      participant: flag('assistants.participant'),
      tool: flag('assistants.tool'),
      mcp: flag('assistants.mcp'),
      model: flag('assistants.model'),
    },
    nodePath: text('nodePath'),
  };
}

/**
 * One setting's value, or its default if `value` is undefined. For callers that warn about an
 * invalid value and continue with the default.
 * @param name without `askWorkspace.`.
 * @throws Failure `invalid-setting` naming the setting, the value and what is allowed.
 */
export function parseSetting(name: string, value: unknown, schema: SettingsSchema): unknown {
  const setting = schema[settingPrefix + name];
  if (setting === undefined)
    throw new Failure(
      'invalid-setting',
      wording('There is no setting {name}.', { name: settingPrefix + name }),
    );
  if (value === undefined) return setting.default;
  if (!isAllowed(value, setting)) {
    throw new Failure(
      'invalid-setting',
      wording('The setting {name} is {value}; it must be {allowed}.', {
        name: settingPrefix + name,
        value: JSON.stringify(value),
        allowed: allowed(setting),
      }),
    );
  }
  return value;
}

function isAllowed(value: unknown, setting: SettingSchema): boolean {
  switch (setting.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && isInRange(Number(value), setting);
    case 'number':
      return typeof value === 'number' && isInRange(value, setting);
    default:
      return typeof value === 'string' && (setting.enum?.includes(value) ?? true);
  }
}

/** Also false for NaN. */
function isInRange(
  value: number,
  { minimum = -Infinity, maximum = Infinity }: SettingSchema,
): boolean {
  return value >= minimum && value <= maximum;
}

/** What the schema allows, in words. */
function allowed({ type, minimum, maximum, enum: choices }: SettingSchema): Wording | string {
  if (type === 'boolean') return wording('true or false');
  const [choice, ...others] = choices ?? [];
  if (choice !== undefined)
    return others.reduce<Wording | string>(
      (list, other) => wording('{list} or {other}', { list, other }),
      choice,
    );
  if (type === 'string') return wording('a string');
  const noun = type === 'integer' ? wording('a whole number') : wording('a number');
  return minimum === undefined || maximum === undefined
    ? noun
    : wording('{noun} from {minimum} to {maximum}', { noun, minimum, maximum });
}
