import assert from 'node:assert/strict';
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isFailure } from '../../../src/core/errors.ts';
import { makeRandomModel } from '../../support/models/tinyModel.ts';
import { defaultDecoding, manySources, requestFor } from '../../support/models/modelProcess.ts';
import { realModel } from '../../support/models/realModels.ts';
import { tinyModelProcess, reply, isText, hasRead } from '../../support/models/tinyModelProcess.ts';

describe('the model process', () => {
  const { model, file, scripted, slow, random, assertFails } = tinyModelProcess();

  describe('bad files', () => {
    it('are refused with a reason: missing, empty, truncated, not a model', async () => {
      await assertFails('model-missing', file('none.gguf'), /none\.gguf/);
      for (const name of ['empty.gguf', 'cut.gguf', 'text.gguf']) {
        makeRandomModel(file(name), 1);
        if (name === 'empty.gguf') await truncate(file(name), 0);
        else if (name === 'cut.gguf') await truncate(file(name), 1_500_000);
        else await writeFile(file(name), 'no model\n'.repeat(1000));
        await assertFails('model-corrupt', file(name), new RegExp(name));
      }
    });

    it('are refused with a reason: an architecture that llama.cpp does not know', async () => {
      makeRandomModel(file('strange.gguf'), 1, { architecture: 'strange' });
      await assertFails('model-unsupported', file('strange.gguf'), /strange/);
    });

    it('are refused with a reason: a vocabulary without weights', async function () {
      await assertFails('model-unsupported', realModel(this, 'llama-2-vocab.gguf'));
    });

    it('do not keep the next good file from loading', async () => {
      await assertFails('model-missing', file('none.gguf'));
      assert.equal((await model.ask(scripted(), requestFor('Better?'))).generation.text, reply);
    });

    it('with damaged weights write or fail with a reason, and the process survives', async () => {
      const bytes = await readFile(random());
      const damages: readonly ((offset: number) => number)[] = [
        () => 0xff,
        (offset) => bytes[offset]! ^ 1,
        (offset) => (offset * 2654435761) & 0xff,
      ];
      for (const [index, damaged] of damages.entries()) {
        const copy = Buffer.from(bytes);
        for (let i = 0; i < 2000; i++) {
          const offset = copy.length - 1 - ((i * 7919) % 1_500_000);
          copy[offset] = damaged(offset);
        }
        await writeFile(file(`damaged${index}.gguf`), copy);
        for (const strategy of ['greedy', 'sampling'] as const) {
          const decoding = { ...defaultDecoding, strategy, repeatPenalty: 1.2, maxTokens: 20 };
          await model
            .ask(file(`damaged${index}.gguf`), requestFor('What?', { decoding }))
            .catch((error: unknown) => {
              assert(isFailure(error) && error.reason !== 'process-crashed', String(error));
            });
        }
      }
      assert.equal((await model.ask(scripted(), requestFor('Well?'))).generation.text, reply);
    });
  });

  describe('crashing', () => {
    for (const [when, stopAt] of [
      ['reading', hasRead],
      ['writing', isText],
    ] as const) {
      it(`by kill -9 while ${when} ends the answer with a reason; the next one works`, async () => {
        let killed = false;
        const asked = model.ask(
          when === 'reading' ? slow() : random(),
          requestFor('Killed?', { sources: manySources }),
          {
            onEvent: (event) => {
              if (killed || !stopAt(event)) return;
              killed = true;
              process.kill(model.pid, 'SIGKILL');
            },
          },
        );
        await assert.rejects(asked, (error) => isFailure(error, 'process-crashed'));
        assert.equal((await model.ask(scripted(), requestFor('Alive?'))).generation.text, reply);
      });
    }

    it('of the parent leaves no model process behind', async () => {
      const parent = fork(
        `${import.meta.dirname}/../../support/children/modelParent.ts`,
        [slow()],
        {
          stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
        },
      );
      assert(parent.stderr !== null);
      parent.stderr.resume();
      const closed = once(parent.stderr, 'close'); // the grandchild has the pipe open too
      await once(parent, 'message');
      parent.kill('SIGKILL');
      await closed;
    });
  });

  it('lists the supported systems on one without a llama.cpp binary', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      `${import.meta.dirname}/../../support/children/strangeMachine.ts`,
    ]);
    assert.match(stdout, /"reason":"unsupported-platform".*Linux needs glibc 2\.34 or newer/);
  });
});
