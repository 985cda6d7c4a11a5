import { posix } from 'node:path';
import { partNames } from '../gguf/ggufParts.ts';
import type { FetchableModel } from './catalogModel.ts';

/** The files of a model, in order: one, one and its tokenizer, or all parts of a split model. */
export function modelParts({ tokenizer, ...model }: FetchableModel): readonly FetchableModel[] {
  if (tokenizer !== undefined) return [model, { ...model, ...tokenizer }];
  const { dir, base } = posix.parse(model.file);
  return partNames(base).map((name) => ({ ...model, file: posix.join(dir, name) }));
}
