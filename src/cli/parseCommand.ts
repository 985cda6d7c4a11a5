import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseSettings } from '../core/settings/parseSettings.ts';
import type { Settings } from '../core/settings/settings.ts';
import { settingsSchema } from '../core/settings/settingsSchema.ts';
import { readAssignments } from './readAssignments.ts';
import { UsageError } from './usageError.ts';

/** Options of all commands. */
export interface CommonOptions {
  readonly settings: Settings;
  /** Absolute path of the folder for indexes; undefined for the shared one. */
  readonly indexFolder: string | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
}

interface FolderCommand extends CommonOptions {
  /** Absolute path. */
  readonly folder: string;
  /** Whether this call's exclude patterns and limits replace those stored in the index. */
  readonly replaceRules: boolean;
}

export interface IndexCommand extends FolderCommand {
  readonly name: 'index';
}

export interface SearchCommand extends FolderCommand {
  readonly name: 'search';
  readonly asked: { readonly question: string } | { readonly questionsFile: string };
  readonly topK: number;
  readonly update: boolean;
}

export interface AskCommand extends FolderCommand {
  readonly name: 'ask';
  readonly question: string;
  readonly topK: number;
  readonly update: boolean;
}

export interface ModelsCommand extends CommonOptions {
  readonly name: 'models';
  readonly action:
    | { readonly name: 'list' }
    | { readonly name: 'download'; readonly id: string }
    | { readonly name: 'import' | 'import-detector'; readonly path: string };
}

export interface McpCommand extends FolderCommand {
  readonly name: 'mcp';
  /** Port of the loopback address, 0 for any; null to serve standard input and output. */
  readonly httpPort: number | null;
}

/** Writes the index to a file, or takes such a file in. */
export interface ArchiveCommand extends FolderCommand {
  readonly name: 'export' | 'import';
  /** Absolute path. */
  readonly file: string;
}

/** Publishes the index to a team's store. */
export interface PublishCommand extends FolderCommand {
  readonly name: 'publish';
  /** `postgres://USER@HOST/DATABASE`. */
  readonly store: string;
  readonly branch: string | undefined;
  readonly keepDays: number;
}

export type Command =
  | IndexCommand
  | SearchCommand
  | AskCommand
  | ModelsCommand
  | McpCommand
  | ArchiveCommand
  | PublishCommand
  | { readonly name: 'help' }
  | { readonly name: 'version' };

const options = {
  models: { type: 'string' },
  index: { type: 'string' },
  set: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
  'no-update': { type: 'boolean' },
  'replace-rules': { type: 'boolean' },
  'top-k': { type: 'string' },
  questions: { type: 'string' },
  server: { type: 'string' },
  http: { type: 'string' },
  store: { type: 'string' },
  repository: { type: 'string' },
  branch: { type: 'string' },
  'keep-days': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Options that only some commands have. */
const ownOptions = {
  index: ['replace-rules'],
  search: ['no-update', 'replace-rules', 'top-k', 'questions', 'store', 'repository'],
  ask: ['no-update', 'replace-rules', 'top-k', 'server', 'store', 'repository'],
  mcp: ['replace-rules', 'http', 'store', 'repository'],
  export: [],
  import: ['replace-rules'],
  publish: ['replace-rules', 'store', 'repository', 'branch', 'keep-days'],
  models: [],
} as const;

/** How long a store keeps what no branch uses: as long as an index keeps unused embeddings. */
const usualKeepDays = 30;

/** Default number of hits for `search`. */
const searchTopK = 10;

/**
 * @param args the arguments after the program's name.
 * @throws UsageError, or Failure `invalid-setting`.
 */
export function parseCommand(args: readonly string[]): Command {
  const {
    values,
    positionals: [name, ...words],
  } = parseArguments(args);
  if (values.help === true || name === 'help') return { name: 'help' };
  if (values.version === true) return { name: 'version' };
  if (!isCommand(name)) {
    throw new UsageError(
      name === undefined ? 'A command is missing.' : `There is no command ${JSON.stringify(name)}.`,
    );
  }
  const foreign = Object.values(ownOptions)
    .flat()
    .find(
      (option) => values[option] !== undefined && !ownOptions[name].some((own) => own === option),
    );
  if (foreign !== undefined) throw new UsageError(`${name} does not take --${foreign}.`);
  const assigned = readAssignments(values.set ?? [], settingsSchema);
  if (values.models !== undefined) assigned.set('models.folder', resolve(values.models));
  // A publisher's own index is complete, whatever a team has.
  if (name === 'publish') assigned.set('index.store', '');
  else if (values.store !== undefined) assigned.set('index.store', values.store);
  if (values.repository !== undefined) assigned.set('index.storeRepository', values.repository);
  if (values.server !== undefined) assigned.set('chatModel.server', values.server);
  if (values['top-k'] !== undefined) assigned.set('retrieval.topK', Number(values['top-k']));
  else if (name === 'search' && !assigned.has('retrieval.topK'))
    assigned.set('retrieval.topK', searchTopK);
  // Whoever runs a command wants it done, on battery too.
  if (!assigned.has('index.pauseOnBattery')) assigned.set('index.pauseOnBattery', false);
  const settings = parseSettings((setting) => assigned.get(setting), settingsSchema);
  const common = {
    settings,
    json: values.json === true,
    verbose: values.verbose === true,
    indexFolder: values.index === undefined ? undefined : resolve(values.index),
  };
  if (name === 'models') return { name, ...common, action: modelsAction(words) };
  const [folder, ...rest] = words;
  if (folder === undefined || folder === '') throw new UsageError(`${name} needs a FOLDER.`);
  const inFolder = {
    ...common,
    folder: resolve(folder),
    replaceRules: values['replace-rules'] === true,
  };
  if (name === 'index' || name === 'mcp') {
    if (rest.length > 0) throw new UsageError(`${name} takes one FOLDER.`);
    if (name === 'index') return { name, ...inFolder };
    return { name, ...inFolder, httpPort: httpPort(values.http) };
  }
  if (name === 'publish') {
    if (rest.length > 0) throw new UsageError('publish takes one FOLDER.');
    const { store, branch } = values;
    if (store === undefined) throw new UsageError('publish needs --store ADDRESS.');
    return {
      name,
      ...inFolder,
      store,
      branch,
      keepDays: keepDays(values['keep-days']),
    };
  }
  if (name === 'export' || name === 'import') {
    const [file, ...more] = rest;
    if (file === undefined || more.length > 0)
      throw new UsageError(`${name} takes a FOLDER and a FILE.`);
    return { name, ...inFolder, file: resolve(file) };
  }
  const asking = {
    ...inFolder,
    topK: settings.retrieval.topK,
    update: values['no-update'] !== true,
  };
  if (name === 'ask') return { name, ...asking, question: oneQuestion(name, rest) };
  if (values.questions === undefined)
    return { name, ...asking, asked: { question: oneQuestion(name, rest) } };
  if (rest.length > 0) throw new UsageError('search takes a question or --questions, not both.');
  if (!common.json) throw new UsageError('--questions needs --json.');
  return { name, ...asking, asked: { questionsFile: resolve(values.questions) } };
}

function isCommand(name: string | undefined): name is keyof typeof ownOptions {
  return name !== undefined && Object.hasOwn(ownOptions, name);
}

function httpPort(given: string | undefined): number | null {
  if (given === undefined) return null;
  if (!/^\d{1,5}$/.test(given) || Number(given) > 65_535)
    throw new UsageError('--http needs a port from 0 to 65535.');
  return Number(given);
}

function keepDays(given: string | undefined): number {
  if (given === undefined) return usualKeepDays;
  if (!/^\d{1,4}$/.test(given)) throw new UsageError('--keep-days needs a number from 0 to 9999.');
  return Number(given);
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      String(error.code).startsWith('ERR_PARSE_ARGS')
    )
      throw new UsageError(error.message.split('. ')[0] ?? '');
    throw error;
  }
}

function modelsAction([
  name = 'list',
  argument,
  ...more
]: readonly string[]): ModelsCommand['action'] {
  if (more.length > 0) throw new UsageError(`models ${name} takes one argument.`);
  if (name === 'list' && argument === undefined) return { name };
  if (name === 'download' && argument !== undefined) return { name, id: argument };
  if ((name === 'import' || name === 'import-detector') && argument !== undefined)
    return { name, path: resolve(argument) };
  throw new UsageError(
    'models takes no argument, download MODEL, import FILE or import-detector FOLDER.',
  );
}

function oneQuestion(name: string, [question, ...more]: readonly string[]): string {
  if (question === undefined || question.trim() === '')
    throw new UsageError(`${name} needs a question.`);
  if (more.length > 0) throw new UsageError(`${name} takes one question; put it in quotes.`);
  return question;
}
