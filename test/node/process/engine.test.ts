import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AnswerEvent, AnswerRequest } from '../../../src/core/answering/answer.ts';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { parseSettings } from '../../../src/core/settings/parseSettings.ts';
import { settingsSchema } from '../../../src/core/settings/settingsSchema.ts';
import type { Settings } from '../../../src/core/settings/settings.ts';
import { startEngine } from '../../../src/engine.ts';
import type { Engine } from '../../../src/core/engine.ts';
import type { FolderState } from '../../../src/core/indexing/folderState.ts';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { repositoryRoot } from '../../support/paths.ts';
import { realModel } from '../../support/models/realModels.ts';
import { makeScriptedModel, slowShape } from '../../support/models/tinyModel.ts';

const never = new AbortController().signal;

describe('the engine with its real processes', () => {
  let workspace: TestWorkspace;
  let engine: Engine;
  let dataHome: string | undefined;
  const lines: string[] = [];

  function settings(changes: Record<string, unknown> = {}): Settings {
    const values: Record<string, unknown> = {
      'models.folder': join(workspace.base, 'models'),
      ...changes,
    };
    return parseSettings((name) => values[name], settingsSchema);
  }

  beforeEach(async () => {
    workspace = await new TestWorkspace().write({
      'adapters.md': 'Adapters are sorted by descending prefix length.\n',
    });
    await mkdir(join(workspace.base, 'models'), { recursive: true });
    dataHome = process.env['XDG_DATA_HOME'];
    process.env['XDG_DATA_HOME'] = join(workspace.base, 'data');
    lines.length = 0;
    engine = startEngine({
      settings: settings(),
      codeFolder: join(repositoryRoot, 'src'),
      indexFolder: join(workspace.base, 'indexes'),
      log: (line) => {
        lines.push(line);
      },
    });
  });

  afterEach(async () => {
    await engine.stop();
    if (dataHome === undefined) delete process.env['XDG_DATA_HOME'];
    else process.env['XDG_DATA_HOME'] = dataHome;
    await workspace[Symbol.asyncDispose]();
  });

  async function index(): Promise<void> {
    await engine.index.openFolder({ root: workspace.root, excludeGlobs: [], recentFiles: [] });
    await engine.index.update({ root: workspace.root, paths: [] });
  }

  function request(question = 'How are adapters sorted?'): AnswerRequest {
    return {
      question,
      roots: [workspace.root],
      filter: { paths: [], languages: [] },
      topK: 8,
      history: [],
      promptTokens: 900,
      decoding: settings().decoding,
    };
  }

  /** Resolves when the folder next reports this activity. */
  async function activity(wanted: FolderState['activity']): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = engine.index.onFolderState((state) => {
        if (state.activity !== wanted) return;
        end();
        resolve();
      });
    });
  }

  async function ask(
    onEvent: (event: AnswerEvent) => void = () => undefined,
    signal = never,
  ): ReturnType<Engine['answer']> {
    return engine.answer(request(), onEvent, signal);
  }

  /** The process id in the latest line of the log. */
  function modelPid(): number {
    return Number(
      /model process (\d+)/.exec(
        lines.findLast((line) => line.startsWith('The model process')) ?? '',
      )?.[1],
    );
  }

  it('answers with sources, words, citations and checked sentences', async () => {
    makeScriptedModel(join(workspace.base, 'models/tiny.gguf'), 'By prefix length [1].');
    await index();
    const events: string[] = [];
    const answer = await ask(({ type }) => events.push(type));
    assert.equal(events[0], 'sources');
    assert.equal(answer.text?.trim(), 'By prefix length [1].');
    assert.deepEqual(
      answer.citations.map(({ marker, origin }) => [marker, origin]),
      [[1, 'model']],
    );
    assert.deepEqual(
      answer.sentences.map(({ verdict }) => verdict),
      ['not-checked'],
    );
  });

  it('picks up a model that arrives later, and a changed setting, without a restart', async () => {
    await index();
    assert.equal((await ask()).text, null);
    makeScriptedModel(join(workspace.base, 'models/tiny.gguf'), 'Here.');
    assert.equal((await ask()).text?.trim(), 'Here.');
    makeScriptedModel(join(workspace.base, 'other.gguf'), 'There.');
    await engine.configure(settings({ 'chatModel.path': join(workspace.base, 'other.gguf') }));
    assert.equal((await ask()).text?.trim(), 'There.');
  });

  it('remembers that a model was used, its checksum and its speed', async () => {
    makeScriptedModel(
      join(workspace.base, 'models/tiny.gguf'),
      'The connection adapters are sorted by the length of their prefix, the longest first, so ' +
        'that the most specific one answers before any other that is more general.',
    );
    await index();
    await ask();
    const noted = async (): Promise<number | null | undefined> =>
      (await engine.models.list())[0]?.lastUsedMs;
    while ((await noted()) === null)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    const [model] = await engine.models.list();
    assert.match(model?.sha256 ?? '', /^[0-9a-f]{64}$/);
    const { read = 0, written = 0 } = model?.chatFacts?.speed ?? {};
    assert.ok(read > 0 && written > 0, JSON.stringify(model));
  });

  it('reads ahead for a half-typed question, so that the full one is read sooner', async () => {
    makeScriptedModel(join(workspace.base, 'models/tiny.gguf'), 'Here.');
    await index();
    const readTokens = await engine.readAhead(request('How are adapters'), never);
    assert(readTokens > 50, String(readTokens));
    const { generation } = await ask();
    assert(
      generation !== null && generation.timings.reusedTokens > 50,
      JSON.stringify(generation?.timings),
    );
  });

  it('reads nothing ahead without a model', async () => {
    await index();
    assert.equal(await engine.readAhead(request(), never), 0);
  });

  it('shows the prompt that the question then sends, and none without a model', async () => {
    await index();
    assert.equal(await engine.previewPrompt(request(), never), null);
    makeScriptedModel(join(workspace.base, 'models/tiny.gguf'), 'Here.');
    const prompt = await engine.previewPrompt(request(), never);
    const { generation } = await ask();
    assert.equal(prompt, generation?.prompt);
  });

  it('gives the model the chosen number of sources, best first', async () => {
    await workspace.write({
      'more.md': 'How adapters are sorted is told elsewhere.\n',
      'most.md': 'Adapters and their order.\n',
    });
    makeScriptedModel(join(workspace.base, 'models/tiny.gguf'), 'Here.');
    await index();
    const { result, generation } = await engine.answer(
      { ...request(), maxSources: 2 },
      () => undefined,
      never,
    );
    assert.equal(result.hits.length, 3);
    assert.deepEqual(
      generation?.usedSources.map(({ number }) => number),
      [1, 2],
    );
  });

  it('pauses indexing while it answers, and resumes it afterwards', async function () {
    const models = dirname(dirname(realModel(this, 'Xenova/all-MiniLM-L6-v2')));
    makeScriptedModel(join(workspace.base, 'slow.gguf'), 'Never.', slowShape);
    await engine.configure(
      settings({ 'models.folder': models, 'chatModel.path': join(workspace.base, 'slow.gguf') }),
    );
    // Too many to be embedded in the meantime.
    await workspace.write(
      Object.fromEntries(
        Array.from({ length: 3000 }, (_, i) => [`${i}.txt`, `text number ${i}\n`]),
      ),
    );
    await engine.index.openFolder({ root: workspace.root, excludeGlobs: [], recentFiles: [] });
    const indexing = new AbortController();
    const update = engine.index.update({ root: workspace.root, paths: [] }, indexing.signal);
    await activity('embedding');
    const answering = new AbortController();
    const answer = ask(() => undefined, answering.signal);
    await activity('paused');
    answering.abort();
    await assert.rejects(answer, reason('cancelled'));
    await activity('embedding');
    indexing.abort();
    await assert.rejects(update, reason('cancelled'));
  });

  it('replays an answer to the same words', async () => {
    makeScriptedModel(join(workspace.base, 'models/tiny.gguf'), 'By prefix length [1].');
    await index();
    const { generation, text } = await ask();
    assert(generation !== null);
    assert.deepEqual(await engine.replay(generation, 'as recorded', never), { same: true, text });
  });

  for (const [signal, when, expected] of [
    ['SIGABRT', 'loading', 'unsupported-platform'],
    ['SIGKILL', 'loading', 'out-of-memory'],
    ['SIGKILL', 'reading', 'process-crashed'],
  ] as const) {
    it(`reports ${signal} of the model process while ${when}, then answers again`, async () => {
      makeScriptedModel(join(workspace.base, 'models/slow.gguf'), 'Never.', slowShape);
      await index();
      await assert.rejects(
        ask(({ type }) => {
          if (type === when) process.kill(modelPid(), signal);
        }),
        reason(expected),
      );
      await engine.configure(settings({ 'chatModel.path': join(workspace.base, 'tiny.gguf') }));
      makeScriptedModel(join(workspace.base, 'tiny.gguf'), 'Here.');
      assert.equal((await ask()).text?.trim(), 'Here.');
    });
  }

  it('runs both processes with the Node from a changed nodePath', async () => {
    const wrapper = join(workspace.base, 'node.sh');
    const log = join(workspace.base, 'started');
    await writeFile(wrapper, `#!/bin/sh\necho "$@" >> '${log}'\nexec '${process.execPath}' "$@"\n`);
    await chmod(wrapper, 0o755);
    makeScriptedModel(join(workspace.base, 'models/tiny.gguf'), 'Here.');
    await index();
    await engine.configure(settings({ nodePath: wrapper }));
    assert.equal((await ask()).text?.trim(), 'Here.');
    assert.match(await readFile(log, 'utf8'), /indexProcess\.ts [^]*modelProcess\.ts\n/);
  });

  it('reports an invalid setting if nodePath is not a program that runs', async () => {
    await engine.configure(settings({ nodePath: '/no/such/node' }));
    await assert.rejects(index(), reason('invalid-setting'));
  });

  it('stops during an answer: the answer is cancelled and both processes exit', async () => {
    makeScriptedModel(join(workspace.base, 'models/slow.gguf'), 'Never.', slowShape);
    await index();
    const reading = Promise.withResolvers<undefined>();
    const answering = ask(({ type }) => {
      if (type === 'reading') reading.resolve(undefined);
    });
    const failed = assert.rejects(answering, reason('cancelled'));
    await reading.promise;
    await engine.stop();
    await failed;
    assert.throws(() => process.kill(modelPid(), 0), { code: 'ESRCH' });
  });
});

function reason(expected: FailureReason): (error: unknown) => boolean {
  return (error) => isFailure(error, expected) || assert.fail(String(error));
}
