import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { wording } from '../../core/texts/wording.ts';
import { DetectorFailure, unusableDetector } from './detectorFailure.ts';

/** The files of a token classifier, and what its config.json says. */
export interface DetectorFiles {
  /** Absolute path of the .onnx file. */
  readonly model: string;
  /** That of its folder. */
  readonly name: string;
  /** Absolute path of tokenizer.json. It may have tens of megabytes, so it is not read here. */
  readonly tokenizer: string;
  /** The files that it needs besides: tokenizer, configuration, and weights in a second file. */
  readonly others: readonly string[];
  /** Tokens that it reads at once. */
  readonly window: number;
  /** Which of its two labels says that a token is not supported. */
  readonly unsupportedLabel: 0 | 1;
}

/** Where exporters put the weights. */
const modelPlaces = ['model.onnx', 'model_quantized.onnx'].flatMap((name) => [
  name,
  join('onnx', name),
]);
/** The published detectors are trained for up to this many tokens, whatever their config says. */
const maxWindow = 4096;
/** RoBERTa counts positions from 2, so it reads two tokens less than it has positions. */
const unusedPositions = 2;
const minWindow = 128;

const configFile = v.object({
  max_position_embeddings: v.pipe(v.number(), v.integer()),
  id2label: v.optional(v.record(v.string(), v.string()), { 0: 'LABEL_0', 1: 'LABEL_1' }),
});

/**
 * @param path absolute, of the .onnx file or its folder; tokenizer.json and config.json are beside
 * it or beside its folder.
 * @throws Failure `model-missing`, `model-corrupt` or `model-unsupported`, naming the setting.
 */
export async function readDetectorFiles(path: string): Promise<DetectorFiles> {
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true;
  const model = await firstFile(isFolder ? modelPlaces.map((place) => join(path, place)) : [path]);
  if (model === null)
    throw new DetectorFailure(
      'model-missing',
      isFolder
        ? wording('there is no model.onnx in {path}', { path })
        : wording('{path} does not exist', { path }),
    );
  const folder = dirname(model);
  const home = basename(folder) === 'onnx' ? dirname(folder) : folder;
  const tokenizer = await fileBeside('tokenizer.json', model);
  const configPath = await fileBeside('config.json', model);
  const config = await readConfig(configPath);
  const moreWeights = await firstFile([`${model}_data`, `${model}.data`]);
  return {
    model,
    name: basename(home),
    tokenizer,
    others: [tokenizer, configPath, ...(moreWeights === null ? [] : [moreWeights])],
    window: windowOf(config, model),
    unsupportedLabel: unsupportedLabelOf(config, model),
  };
}

/** A file beside the model or beside its folder. */
async function fileBeside(name: string, model: string): Promise<string> {
  const folder = dirname(model);
  const path = await firstFile([folder, dirname(folder)].map((place) => join(place, name)));
  if (path !== null) return path;
  throw new DetectorFailure(
    'model-missing',
    wording('there is no {name} beside {file}', { name, file: model }),
  );
}

async function readConfig(file: string): Promise<v.InferOutput<typeof configFile>> {
  const text = await readFile(file, 'utf8');
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), configFile), text);
  if (parsed.success) return parsed.output;
  throw new DetectorFailure(
    'model-corrupt',
    wording('{file} is damaged or of another kind', { file }),
  );
}

function windowOf(config: v.InferOutput<typeof configFile>, model: string): number {
  const window = Math.min(maxWindow, config.max_position_embeddings - unusedPositions);
  if (window >= minWindow) return window;
  throw unusableDetector(
    model,
    wording('it reads {count} tokens at once, which is too few', { count: window }),
  );
}

/** @throws Failure unless exactly one of two labels says *not supported*. */
function unsupportedLabelOf(config: v.InferOutput<typeof configFile>, model: string): 0 | 1 {
  const { 0: first, 1: second, ...others } = config.id2label;
  if (first !== undefined && second !== undefined && Object.keys(others).length === 0) {
    const says = [first, second].map((label) => saysUnsupported.test(label));
    if (says[0] !== says[1]) return says[0] === true ? 0 : 1;
  }
  throw unusableDetector(
    model,
    wording('its labels are {labels}; it must have two, such as supported and hallucinated', {
      labels: Object.values(config.id2label).join(', '),
    }),
  );
}

/** A model whose labels have no names has the number 1 for what its task is about. */
const saysUnsupported = /^(?:label_)?1$|halluc|unsupport|not[_ -]?support|ungrounded|unfaithful/i;

async function firstFile(paths: readonly string[]): Promise<string | null> {
  for (const path of paths)
    if ((await stat(path).catch(() => null))?.isFile() === true) return path;
  return null;
}
