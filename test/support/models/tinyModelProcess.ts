import assert from 'node:assert/strict';
import { join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import type { GenerateEvent } from '../../../src/core/ports/generation.ts';
import { ModelProcess, manySources, requestFor } from './modelProcess.ts';
import { throwAwayFolder } from '../throwAwayFolder.ts';
import type { ThrowAwayFolder } from '../throwAwayFolder.ts';
import { makeRandomModel, makeScriptedModel, slowShape } from './tinyModel.ts';

/** What the scripted and the slow model answer to every question. */
export const reply =
  'The retry limit is set in src/config.ts [1]. The limit is three, the port is one [2].';

export const isText = ({ type }: GenerateEvent): boolean => type === 'text';
export const hasRead = (event: GenerateEvent): boolean =>
  event.type === 'reading' && event.readTokens > 0;

export interface TinyModelProcess {
  readonly model: ModelProcess;
  /** Absolute path of a file in the folder of the models. */
  readonly file: (name: string) => string;
  /** A model that answers with `reply`. */
  readonly scripted: () => string;
  /** The same, but slow enough to be stopped while it reads. */
  readonly slow: () => string;
  /** A model with random weights. */
  readonly random: () => string;
  /**
   * Asks, and stops at the first event that fits.
   * @returns how long the caller then waited, in ms.
   */
  readonly askAndStop: (path: string, stopAt: (event: GenerateEvent) => boolean) => Promise<number>;
  readonly assertFails: (reason: FailureReason, path: string, words?: RegExp) => Promise<void>;
}

/** For a `describe`: the real model process and a folder of tiny models, until its tests end. */
export function tinyModelProcess(): TinyModelProcess {
  let folder: ThrowAwayFolder;
  const model = new ModelProcess();
  const file = (name: string): string => join(folder.path, name);
  const scripted = (): string => file('scripted.gguf');
  const slow = (): string => file('slow.gguf');
  const random = (): string => file('random.gguf');

  before(() => {
    folder = throwAwayFolder('llm');
    makeScriptedModel(scripted(), reply);
    makeScriptedModel(slow(), reply, { ...slowShape, layers: 6 });
    makeRandomModel(random(), 7);
  });

  after(async () => {
    await model.stop();
    await folder[Symbol.asyncDispose]();
  });

  return {
    model,
    file,
    scripted,
    slow,
    random,
    async askAndStop(path, stopAt) {
      const stopping = new AbortController();
      let stoppedMs = 0;
      const asked = model.ask(
        path,
        requestFor('Which one?', { sources: manySources, budgetTokens: 500 }),
        {
          signal: stopping.signal,
          onEvent: (event) => {
            if (stoppedMs !== 0 || !stopAt(event)) return;
            stoppedMs = performance.now();
            stopping.abort();
          },
        },
      );
      await assert.rejects(asked, (error) => isFailure(error, 'cancelled'));
      return performance.now() - stoppedMs;
    },
    async assertFails(reason, path, words) {
      await assert.rejects(model.ask(path, requestFor('Why?')), (error) => {
        assert(isFailure(error, reason), String(error));
        if (words !== undefined) assert.match(error.message, words);
        return true;
      });
    },
  };
}
