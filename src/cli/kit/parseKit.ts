import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../usageError.ts';

/** `ask-workspace kit ...`: make an archive for machines without a network, or check one. */
export type KitCommand =
  | {
      readonly name: 'make';
      /** Absolute path of the archive to write. */
      readonly archive: string;
      /** Absolute path of the extension's package. */
      readonly vsix: string;
      /** Ids of the catalog, or paths of .gguf files below the models folder. */
      readonly models: readonly string[];
      /** Absolute path of the models folder; undefined for the usual one. */
      readonly modelsFolder: string | undefined;
    }
  | { readonly name: 'verify'; readonly archive: string };

const options = {
  target: { type: 'string' },
  vsix: { type: 'string' },
  models: { type: 'string', multiple: true },
  from: { type: 'string' },
} as const;

/** @param args what follows `kit`. @throws UsageError */
export function parseKit(args: readonly string[]): KitCommand {
  const { values, positionals } = parseKitArguments(args);
  const [first, second, ...more] = positionals;
  if (first === 'verify') {
    if (second === undefined || more.length > 0 || Object.keys(values).length > 0)
      throw new UsageError('kit verify takes one FILE.tar.');
    return { name: 'verify', archive: resolve(second) };
  }
  if (first === undefined || second !== undefined)
    throw new UsageError('kit takes one OUT.tar, or verify FILE.tar.');
  const vsix = values.vsix ?? vsixOf(values.target);
  if (vsix === undefined)
    throw new UsageError('kit needs --target T or --vsix FILE: the package to put in.');
  return {
    name: 'make',
    archive: resolve(first),
    vsix: resolve(vsix),
    models: values.models ?? [],
    modelsFolder: values.from === undefined ? undefined : resolve(values.from),
  };
}

function vsixOf(target: string | undefined): string | undefined {
  return target === undefined ? undefined : `ask-workspace-${target}.vsix`;
}

function parseKitArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : '');
  }
}
