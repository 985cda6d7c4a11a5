import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readFile, readdir, watch, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import manifest from '../../../package.json' with { type: 'json' };
import { indexLocation } from '../../../src/node/catalog/database/indexLocation.ts';
import { WriterLock } from '../../../src/node/catalog/database/writerLock.ts';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { testModelsFolder } from '../../support/paths.ts';
import { RangeServer } from '../../support/servers/rangeServer.ts';
import { realModel } from '../../support/models/realModels.ts';
import { outcome, runCli, startCli } from '../../support/runCli.ts';
import type { CliResult } from '../../support/runCli.ts';
import { makeScriptedModel, slowShape } from '../../support/models/tinyModel.ts';

const files = {
  'courier/adapters.py':
    'class Courier:\n    def mount(self, prefix, adapter):\n        """Adapters are sorted by ' +
    'descending prefix length."""\n        self.adapters[prefix] = adapter\n',
  'docs/oncall.md': '# On call\n\nThe pager is passed on every Tuesday at noon.\n',
  'notes.txt': 'Nothing of interest stands in this file.\n',
  'picture.bin': new Uint8Array([0, 1, 2, 3, 0, 255]),
};

interface JsonHit {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly score: number;
}

describe('ask-workspace in a terminal', () => {
  let workspace: TestWorkspace;
  let home: string;

  function run(...args: readonly string[]): Promise<CliResult> {
    return runCli(args, home);
  }

  async function json(...args: readonly string[]): Promise<unknown> {
    const { stdout, stderr } = await run(...args, '--json');
    assert.match(stdout, /^\{[^\n]*\}\n$/, stderr);
    return JSON.parse(stdout) as unknown;
  }

  beforeEach(async () => {
    workspace = await new TestWorkspace().write(files);
    home = workspace.base;
    await mkdir(home);
  });

  afterEach(() => workspace[Symbol.asyncDispose]());

  it('prints its help and version', async () => {
    const [help, version] = await Promise.all([run('--help'), run('--version')]);
    assert.match(help.stdout, /ask-workspace search FOLDER/);
    assert.deepEqual(version, { code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('refuses a wrong command line with code 2, explained on standard error only', async () => {
    const { code, stdout, stderr } = await run('search', workspace.root);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^ask-workspace: search needs a question\.\n/);
  });

  it('refuses a setting out of range with code 2, and names setting, value and range', async () => {
    const { code, stderr } = await run(
      'ask',
      workspace.root,
      'q',
      '--set',
      'decoding.temperature=3',
    );
    assert.equal(code, 2);
    assert.match(
      stderr,
      /askWorkspace\.decoding\.temperature is 3; it must be a number from 0 to 2/,
    );
  });

  it('fails with code 3 and a one-line message if the folder is missing', async () => {
    const { code, stdout, stderr } = await run('search', join(workspace.root, 'nowhere'), 'q');
    assert.deepEqual(
      [code, stdout, stderr],
      [3, '', `ask-workspace: ${join(workspace.root, 'nowhere')} is not a folder.\n`],
    );
  });

  it('indexes and prints counts as JSON; a second run indexes nothing again', async () => {
    const first = (await json('index', workspace.root)) as Record<string, unknown>;
    assert.deepEqual(Object.keys(first), [
      'files',
      'chunks',
      'embeddingsComputed',
      'skipped',
      'leftOut',
      'seconds',
    ]);
    assert.deepEqual([first['files'], first['skipped']], [3, { binary: 1 }]);
    assert.deepEqual(
      ((await json('index', workspace.root)) as Record<string, unknown>)['files'],
      3,
    );
  });

  it("keeps its index in the user's cache folder, or where --index says", async () => {
    await run('index', workspace.root);
    assert.equal((await readdir(join(home, 'cache', 'ask-workspace', 'indexes'))).length, 1);
    const other = join(home, 'other');
    await run('index', workspace.root, '--index', other);
    assert.equal((await readdir(other)).length, 1);
  });

  it('builds a missing index before it searches; each hit is exactly its lines', async () => {
    const { hits } = (await json('search', workspace.root, 'How are adapters sorted?')) as {
      hits: readonly JsonHit[];
    };
    const [best] = hits;
    assert.deepEqual(Object.keys(best ?? {}), ['path', 'startLine', 'endLine', 'text', 'score']);
    assert.equal(best?.path, 'courier/adapters.py');
    assert.equal(
      best.text,
      files['courier/adapters.py']
        .split('\n')
        .slice(best.startLine - 1, best.endLine)
        .join('\n'),
    );
  });

  it('prints ranked places and best lines, and says that only words were searched', async () => {
    const { code, stdout, stderr } = await run(
      'search',
      workspace.root,
      'How are adapters sorted?',
    );
    assert.equal(code, 0);
    assert.match(stdout, /^\[1\] courier\/adapters\.py:\d+-\d+/);
    assert.match(stdout, / 3 {6}"""Adapters are sorted by descending prefix length\."""/);
    assert.match(stderr, /Searched by words alone/);
  });

  it('writes no colours and no progress without a terminal', async () => {
    const { stdout, stderr } = await run('search', workspace.root, 'How are adapters sorted?');
    // eslint-disable-next-line no-control-regex -- the terminal's control characters
    assert(!/[\x1b\r]/.test(stdout + stderr), stdout + stderr);
  });

  it('prints at most --top-k hits', async () => {
    const { hits } = (await json(
      'search',
      workspace.root,
      'adapters pager file',
      '--top-k',
      '1',
    )) as { hits: readonly JsonHit[] };
    assert.equal(hits.length, 1);
  });

  it('exits with code 1 when nothing is found', async () => {
    const { code, stdout, stderr } = await run('search', workspace.root, 'zyzzyva', '--json');
    assert.deepEqual([code, JSON.parse(stdout)], [1, { hits: [] }]);
    assert.match(stderr, /Nothing found/);
  });

  it('says that these are only the closest places when nothing is relevant', async () => {
    const { code, stdout, stderr } = await run(
      'search',
      workspace.root,
      'zyzzyva quagga okapi numbat dugong axolotl tarsier potto fossa saiga gaur kudu adapters',
    );
    assert.equal(code, 0);
    assert.match(stdout, /adapters\.py/);
    assert.match(stderr, /Nothing here answers that; these are the closest places\./);
  });

  it('sees an edit at the next question, unless told not to update', async () => {
    await run('index', workspace.root);
    await workspace.write({ 'new.md': 'The zyzzyva is a weevil.\n' });
    assert.equal((await run('search', workspace.root, 'zyzzyva', '--no-update')).code, 1);
    assert.equal((await run('search', workspace.root, 'zyzzyva')).code, 0);
  });

  it('reads an index that a window is writing, says so, and answers from it', async () => {
    const base = join(home, 'shared');
    await run('index', workspace.root, '--index', base);
    const lock = WriterLock.tryAcquire(await indexLocation(base, workspace.root));
    const { code, stderr } = await run('search', workspace.root, 'adapters', '--index', base);
    lock?.release();
    assert(lock !== undefined);
    assert.equal(code, 0);
    assert.match(stderr, /An open window keeps this index up to date/);
  });

  it('says that an answer was cut off', async () => {
    const model = join(home, 'scripted.gguf');
    makeScriptedModel(model, 'One two three four five six.');
    const { stdout, stderr } = await run(
      'ask',
      workspace.root,
      'adapters',
      '--set',
      `chatModel.path=${model}`,
      '--set',
      'decoding.maxTokens=3',
    );
    assert.match(stdout, /One two/);
    assert.doesNotMatch(stdout, /six/);
    assert.match(
      stderr,
      /The answer was cut off at the limit of the setting decoding\.maxTokens\./,
    );
  });

  it('fails with code 3 if there is no index and it may not build one', async () => {
    const { code, stderr } = await run('search', workspace.root, 'adapters', '--no-update');
    assert.equal(code, 3);
    assert.match(stderr, /has no index yet/);
  });

  it('answers a file of questions in one process, one line each', async () => {
    const questions = join(home, 'questions.jsonl');
    await writeFile(
      questions,
      '{"id":"a","question":"How are adapters sorted?"}\n\n' +
        '{"id":7,"question":"zyzzyva","more":1}\n',
    );
    const { code, stdout } = await run(
      'search',
      workspace.root,
      '--questions',
      questions,
      '--json',
    );
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; hits: readonly JsonHit[] });
    assert.equal(code, 0);
    assert.deepEqual(
      answers.map(({ id, hits }) => [id, hits[0]?.path]),
      [
        ['a', 'courier/adapters.py'],
        [7, undefined],
      ],
    );
  });

  it('names the line of a file of questions that is wrong', async () => {
    const questions = join(home, 'questions.jsonl');
    await writeFile(questions, '{"id":"a","question":"ok"}\n{"id":"b"}\n');
    const { code, stderr } = await run(
      'search',
      workspace.root,
      '--questions',
      questions,
      '--json',
    );
    assert.equal(code, 2);
    assert.match(stderr, /questions\.jsonl:2 is not/);
  });

  it('prints the sources as the answer when there is no chat model', async () => {
    const { code, stdout, stderr } = await run(
      'ask',
      workspace.root,
      'How are adapters sorted?',
      '--json',
    );
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    assert.equal(code, 0);
    assert.deepEqual([answer['answer'], answer['citations'], answer['model']], [null, [], null]);
    assert.equal((answer['sources'] as readonly JsonHit[])[0]?.path, 'courier/adapters.py');
    assert.match(
      stderr,
      /No chat model in .*models: the sources are the answer \(ask-workspace models\)/,
    );
  });

  it('prints the lines that an answer quotes, with their place', async () => {
    const model = join(home, 'scripted.gguf');
    makeScriptedModel(model, 'They are sorted like this: [1');
    const asked = [
      'ask',
      workspace.root,
      'How are adapters sorted?',
      '--set',
      `chatModel.path=${model}`,
      '--set',
      'decoding.wording=quotes',
    ];
    const { answer, quotes, sources } = (await json(...asked)) as {
      answer: string;
      quotes: readonly (JsonHit & { marker: number })[];
      sources: readonly JsonHit[];
    };
    const [quote] = quotes;
    assert(
      quote !== undefined && /^They are sorted like this: \[\d:\d+-\d+\]/.test(answer),
      answer,
    );
    assert(sources[quote.marker - 1]?.text.includes(quote.text));
    const { stdout } = await run(...asked);
    assert(stdout.includes(`[${quote.marker}] ${quote.path}:${quote.startLine}`), stdout);
  });

  it('asks the model and prints its answer with the places it cites', async () => {
    const model = join(home, 'scripted.gguf');
    makeScriptedModel(model, 'By prefix length [1].');
    const answer = (await json(
      'ask',
      workspace.root,
      'How are adapters sorted?',
      '--set',
      `chatModel.path=${model}`,
    )) as {
      answer: string;
      citations: readonly Record<string, unknown>[];
      sources: readonly JsonHit[];
      model: { path: string };
      timings: object;
    };
    assert.equal(answer.answer.trim(), 'By prefix length [1].');
    const { path, startLine, endLine } = answer.sources[0]!;
    assert.deepEqual(answer.citations, [{ marker: 1, path, startLine, endLine }]);
    assert.equal(answer.model.path, model);
  });

  it('looks for models in --models first, then in ASK_WORKSPACE_MODELS', async () => {
    const models = join(home, 'some models');
    await mkdir(models);
    makeScriptedModel(join(models, 'scripted.gguf'), 'Yes.');
    const fromEnv = await runCli(['ask', workspace.root, 'adapters'], home, {
      ASK_WORKSPACE_MODELS: models,
    });
    assert.match(fromEnv.stdout, /Yes\./);
    const fromOption = await runCli(['ask', workspace.root, 'adapters', '--models', models], home, {
      ASK_WORKSPACE_MODELS: home,
    });
    assert.match(fromOption.stdout, /Yes\./);
  });

  it('fails with code 3 if the configured model is missing or not a model', async () => {
    await workspace.write({ 'broken.gguf': 'GGUF, but not really' });
    const missing = await run(
      'ask',
      workspace.root,
      'adapters',
      '--set',
      'chatModel.path=/no/such.gguf',
    );
    assert.equal(missing.code, 3);
    assert.match(missing.stderr, /askWorkspace\.chatModel\.path names \/no\/such\.gguf/);
    const broken = await run(
      'ask',
      workspace.root,
      'adapters',
      '--set',
      `chatModel.path=${join(workspace.root, 'broken.gguf')}`,
    );
    assert.equal(broken.code, 3);
    assert.match(broken.stderr, /broken\.gguf/);
  });

  it('exits with code 130 on Ctrl-C while the model reads, and leaves no process', async () => {
    const model = join(home, 'slow.gguf');
    makeScriptedModel(model, 'Never.', slowShape);
    const cli = startCli(
      ['ask', workspace.root, 'adapters', '--set', `chatModel.path=${model}`, '--verbose'],
      home,
    );
    const done = outcome(cli);
    const written = new Promise<void>((resolve) =>
      cli.stdout.on('data', (data: Buffer) => {
        if (data.includes('[1]')) resolve();
      }),
    );
    await Promise.race([written, done]);
    process.kill(-cli.pid!, 'SIGINT');
    const { code, stderr } = await done;
    assert.equal(code, 130, stderr);
    assert.doesNotMatch(stderr, /SIGINT/);
    assert.throws(() => process.kill(-cli.pid!, 0), { code: 'ESRCH' });
  });

  it('leaves a usable index after Ctrl-C during indexing', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [
        `src/module${i}.py`,
        `def compute_${i}(value):\n    return value + ${i}\n`.repeat(40),
      ]),
    );
    await workspace.write(many);
    const cli = startCli(['index', workspace.root, '--verbose'], home);
    const done = outcome(cli);
    for await (const { filename } of watch(home, { recursive: true }))
      if (filename?.includes('catalog') === true) break;
    process.kill(-cli.pid!, 'SIGINT');
    const { code, stderr } = await done;
    assert.equal(code, 130);
    assert.doesNotMatch(stderr, /SIGINT/);
    assert.equal((await run('search', workspace.root, 'adapters')).code, 0);
  });

  it('exits quietly when its reader goes away', async () => {
    const cli = startCli(['search', workspace.root, 'adapters', '--json'], home);
    cli.stdout.destroy();
    const [stderr] = await Promise.all([text(cli.stderr), once(cli, 'close')]);
    assert.equal(cli.exitCode, 0);
    assert.doesNotMatch(stderr, /EPIPE|Error/);
  });

  it('lists models, and adds one only by import or explicit download', async () => {
    const file = join(home, 'scripted.gguf');
    makeScriptedModel(file, 'Yes.');
    await using server = await RangeServer.start(new Uint8Array(await readFile(file)));
    const endpoint = `models.endpoint=${server.url}`;
    const before = (await json('models', '--set', endpoint)) as {
      present: readonly unknown[];
      known: readonly { id: string }[];
    };
    assert.deepEqual([before.present, before.known[0]?.id], [[], 'llama-2-7b-chat']);
    assert.equal(
      (await run('models', 'import', file)).stdout,
      `${join(home, 'data/ask-workspace/models/scripted.gguf')}\n`,
    );
    assert.equal(
      (await run('models', 'download', 'hf:owner/repository/tiny.gguf', '--set', endpoint)).code,
      0,
    );
    const { stdout } = await run('models');
    assert.match(
      stdout,
      / {2}tiny {2}\d+ MB {2}in use\n {2}scripted {2}\d+ MB\nTo download:\n {2}\S/,
    );
    assert.match(stdout, /^ {2}llama-2-7b-chat .*; English(; suggested for this computer)?$/m);
    assert.match(stdout, /^ {2}qwen2\.5-coder-1\.5b-instruct .*; English, .*Korean/m);
    await writeFile(join(home, 'data/ask-workspace/models/page.gguf'), '<html>');
    assert.match((await run('models')).stdout, / {2}page {2}0 MB {2}not used: it is a web page\n/);
    const { present } = (await json('models')) as { present: readonly { problem: unknown }[] };
    assert.deepEqual(present.map(({ problem }) => problem).filter(Boolean), ['it is a web page']);
    assert.equal(server.paths.length, 1);
    const refused = await run('models', 'download', 'llama-2-7b-chat', '--set', endpoint);
    assert.equal(refused.code, 3);
    assert.match(refused.stderr, /Llama 2 Community License: https:[^]*instead of 4081004224/);
  });

  it('finds a paraphrase that shares no word, and answers from its file', async function () {
    realModel(this, 'SmolLM2-135M-Instruct.Q4_1.gguf');
    realModel(this, 'Xenova/all-MiniLM-L6-v2/onnx/model_quantized.onnx');
    const models = testModelsFolder()!;
    const { hits } = (await json(
      'search',
      workspace.root,
      'When do people hand over their beeper duty?',
      '--models',
      models,
    )) as { hits: readonly JsonHit[] };
    assert.equal(hits[0]?.path, 'docs/oncall.md');
    const { answer, citations } = (await json(
      'ask',
      workspace.root,
      'How are adapters sorted?',
      '--models',
      models,
    )) as { answer: string; citations: readonly { path: string }[] };
    assert.match(answer, /descending prefix length/);
    assert.equal(citations[0]?.path, 'courier/adapters.py');
  });
});
