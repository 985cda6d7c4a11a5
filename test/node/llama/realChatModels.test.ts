import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LlamaModel, Token } from 'node-llama-cpp';
import { factFinder } from '../../../src/core/answering/checkFacts.ts';
import { sentenceFacts } from '../../../src/core/answering/sentenceFacts.ts';
import { AllowedWords } from '../../../src/core/decoding/allowedWords.ts';
import { Grounding } from '../../../src/core/decoding/grounding.ts';
import { keywords } from '../../../src/core/decoding/keywords.ts';
import { isFailure } from '../../../src/core/errors.ts';
import type { ReplayableGeneration } from '../../../src/core/ports/generation.ts';
import { tokenTexts } from '../../../src/node/llama/llamaGrounding.ts';
import { LlamaLanguageModel } from '../../../src/node/llama/llamaLanguageModel.ts';
import { loadModel } from '../../../src/node/llama/llamaLoadedModel.ts';
import { measureRounding } from '../../../src/node/llama/tuning/llamaRounding.ts';
import { startLlama } from '../../../src/node/llama/llamaRuntime.ts';
import { copyablePart } from '../../../src/node/llama/llamaPrompt.ts';
import { PromptReader } from '../../../src/node/llama/llamaReader.ts';
import { tokenizeText } from '../../../src/node/llama/llamaTokens.ts';
import { TuningFile } from '../../../src/node/llama/tuning/llamaTuning.ts';
import { noCounts, writeTokens } from '../../../src/node/llama/llamaWriter.ts';
import { fixtureQuestions } from '../../support/indexes/fixtureQuestions.ts';
import {
  defaultDecoding,
  defaultSettings,
  fewSources,
  requestFor,
} from '../../support/models/modelProcess.ts';
import { fixtureWorkspace } from '../../support/paths.ts';
import { realModel } from '../../support/models/realModels.ts';

const notStopped = new AbortController().signal;
const noGuesses = { choose: () => 0, observe: () => undefined, observeCost: () => undefined };

/** The first `count` tokens that follow `prompt`, read in chunks and written one by one. */
async function continueText(model: LlamaModel, prompt: string, count: number): Promise<string> {
  const context = await model.createContext({
    contextSize: 512,
    threads: 1,
    flashAttention: false,
  });
  const sequence = context.getSequence();
  const tokens = [...model.tokenize('BOS', 'builtin'), ...model.tokenize(prompt)];
  await new PromptReader(sequence, () => undefined).read(
    tokens.slice(0, -1),
    () => undefined,
    notStopped,
  );
  const written = [];
  const writing = writeTokens(
    {
      sequence,
      first: tokens.at(-1)!,
      decoding: defaultDecoding,
      copyable: [],
      drafts: noGuesses,
      rounding: 0,
      restrictions: null,
      beforeBatch: () => undefined,
    },
    noCounts(),
  );
  for await (const { token } of writing) {
    written.push(token);
    if (written.length === count) break;
  }
  await context.dispose();
  return model.detokenize(written, false, tokens);
}

describe('stories260K, a real model of 1 MB', () => {
  it('continues a story exactly as the library does on its own', async function () {
    const modelPath = realModel(this, 'stories260K.gguf');
    const { llama } = await startLlama(() => undefined);
    const model = await llama.loadModel({ modelPath, gpuLayers: 0, useMmap: false });
    const ours = await continueText(model, 'Once upon a time', 60);
    assert.match(ours, /there was a little girl named/);
    const context = await model.createContext({
      contextSize: 512,
      threads: 1,
      flashAttention: false,
    });
    const tokens = [];
    for await (const token of context
      .getSequence()
      .evaluate([...model.tokenize('BOS', 'builtin'), ...model.tokenize('Once upon a time')], {
        temperature: 0,
      })) {
      tokens.push(token);
      if (tokens.length === 60) break;
    }
    assert.equal(ours, model.detokenize(tokens, false, model.tokenize('time')));
    await llama.dispose();
  });
});

describe('the real Llama-2 vocabulary', () => {
  it('reads template marks in plain text as ordinary tokens', async function () {
    const modelPath = realModel(this, 'llama-2-vocab.gguf');
    const { llama } = await startLlama(() => undefined);
    const model = await llama.loadModel({ modelPath, vocabOnly: true });
    for (const text of ['</s>', 'a <s> b', '[INST] x [/INST]', '<<SYS>> <</SYS>>']) {
      const plain = tokenizeText(model, text);
      assert.equal(model.detokenize([...plain]), text);
      assert(
        plain.every((token) => !model.isSpecialToken(token)),
        text,
      );
      assert.notDeepEqual(plain, model.tokenize(text, true, 'trimLeadingSpace'), text);
    }
    await llama.dispose();
  });
});

describe('grounding in the real vocabularies', () => {
  const text =
    'HTTPAdapter.get_adapter(url), `über_größe` = 1_024 and "no 接続 found" in src/a-b.py';

  for (const name of ['llama-2-vocab.gguf', 'SmolLM2-135M-Instruct.Q4_1.gguf'])
    it(`lets ${name} write only the sources' names, numbers and quotations`, async function () {
      const modelPath = realModel(this, name);
      const { llama } = await startLlama(() => undefined);
      const model = await llama.loadModel({ modelPath, vocabOnly: true });
      const isWritable = (answer: string): boolean => {
        const grounding = new Grounding(new AllowedWords(text), tokenTexts(model));
        return tokenizeText(model, answer).every((token) => {
          const may = grounding.allows(token);
          grounding.add(token);
          return may;
        });
      };
      for (const answer of [
        'It calls `get_adapter`, or `HTTPAdapter.get_adapter(url)`. See `src/a-b.py`.',
        'So `über_größe` is 1_024, which is 1,024 [1].',
        '1. It says "no 接続 found".\n2. Schön [2, 3].\n```py\nresult = get_adapter(url)\n```\n',
      ])
        assert(isWritable(answer), answer);
      for (const answer of [
        'It calls `set_adapter`.',
        'It calls set_adapter.',
        'So `über_große` is.',
        'It is 1025.',
        'It says "no 語 found".',
      ])
        assert(!isWritable(answer), answer);
      await llama.dispose();
    });
});

describe('rounding', () => {
  it('is measured token by token and in a batch, without changing the context', async function () {
    const runtime = await startLlama(() => undefined);
    const loaded = await loadModel(runtime, {
      path: realModel(this, 'SmolLM2-135M-Instruct.Q4_1.gguf'),
      contextSize: 512,
      threads: 1,
    });
    assert.equal(
      await measureRounding(loaded.sequence, notStopped),
      null,
      'nothing stands there yet',
    );
    await loaded.sequence.evaluateWithoutGeneratingNewTokens(
      loaded.model.tokenize(
        'Adapters are sorted in descending order by the length of their prefix, so that the ' +
          'longest is tried first.',
      ),
    );
    const before = [...loaded.sequence.contextTokens];
    const rounding = await measureRounding(loaded.sequence, notStopped);
    assert(rounding !== null && rounding >= 0 && rounding < 3, String(rounding));
    await assert.rejects(measureRounding(loaded.sequence, AbortSignal.abort()), (error) =>
      isFailure(error, 'cancelled'),
    );
    assert.deepEqual(loaded.sequence.contextTokens, before);
    await loaded.dispose();
    await runtime.llama.dispose();
  });
});

describe('SmolLM2-135M-Instruct, a real chat model', () => {
  const model = new LlamaLanguageModel(
    () => undefined,
    new TuningFile(join(tmpdir(), `threads-${process.pid}.json`)),
  );
  const generations: ReplayableGeneration[] = [];
  let load: Parameters<LlamaLanguageModel['load']>[0];

  before(function () {
    load = {
      modelPath: realModel(this, 'SmolLM2-135M-Instruct.Q4_1.gguf'),
      settings: { ...defaultSettings, threads: 0 },
    };
  });

  after(() => model.unload());

  it('answers at least eight of ten questions with the fact from the one right file', async () => {
    const wrong: string[] = [];
    for (const { question, file, others, fact } of fixtureQuestions) {
      const sources = [file, ...others].map((path, index) => {
        const text = readFileSync(join(fixtureWorkspace, path), 'utf8').trimEnd();
        return { number: index + 1, label: `${path}:1-${text.split('\n').length}`, text };
      });
      const decoding = { ...defaultDecoding, maxTokens: 48 };
      const generation = await model.generate(
        load,
        requestFor(question, { sources, decoding }),
        () => undefined,
        notStopped,
      );
      generations.push(generation);
      if (!fact.test(generation.text)) wrong.push(`${question} ${generation.text}`);
    }
    assert(wrong.length <= 2, wrong.join('\n')); // all ten here; processors round differently
  });

  it('replays every answer to the same bytes', async () => {
    for (const { receipt, text } of generations) {
      assert.deepEqual(await model.replay(load, receipt, 'as recorded', notStopped), {
        same: true,
        text,
      });
    }
  });

  it('writes the same without guessing, even at close decisions', async () => {
    let accepted = 0;
    for (const { receipt, text } of generations) {
      accepted += receipt.acceptedTokens;
      assert.deepEqual(await model.replay(load, receipt, 'none', notStopped), { same: true, text });
    }
    assert(accepted > 40, `${accepted} guesses were right`);
    assert(
      generations.some(({ receipt }) => receipt.closeCalls > 0),
      'no decision was close',
    );
  });

  it('grounds an answer in its prompt, and writes the same without guessing', async function () {
    const request = requestFor('Write the names of three methods that set the port, in code.', {
      decoding: { ...defaultDecoding, maxTokens: 48, grounded: true },
    });
    const { text, receipt } = await model.generate(load, request, () => undefined, notStopped);
    const known = [
      ...fewSources.map((source) => `${source.label} ${source.text}`),
      request.question,
    ];
    const isKnown = factFinder([...known, ...keywords].join('\n'));
    const facts = sentenceFacts(text).filter(({ kind }) => kind !== 'number' || !/^\d/.test(text));
    assert.deepEqual(
      facts.filter((fact) => isKnown(fact) === 'absent').map((fact) => fact.text),
      [],
      text,
    );
    assert(receipt.redirectedTokens > 0, `the model wanted nothing else: ${text}`);
    assert.deepEqual(await model.replay(load, receipt, 'none', notStopped), { same: true, text });
  });

  it('writes the same whatever is guessed, which varies on a busy machine', async () => {
    const modelPath = load.modelPath;
    const runtime = await startLlama(() => undefined);
    const loaded = await loadModel(runtime, { path: modelPath, contextSize: 2048, threads: 1 });
    const { sequence, reader } = loaded;
    for (const { receipt } of generations.slice(0, 3)) {
      const prompt = receipt.promptTokens as readonly Token[];
      for (const size of [1, 7]) {
        await reader.read(prompt.slice(0, -1), () => undefined, notStopped);
        const written: Token[] = [];
        const writing = writeTokens(
          {
            sequence,
            first: prompt.at(-1)!,
            decoding: defaultDecoding,
            copyable: copyablePart(loaded, prompt),
            drafts: { ...noGuesses, choose: (matched: number) => (matched > 0 ? size : 0) },
            rounding: receipt.rounding,
            restrictions: null,
            beforeBatch: () => undefined,
          },
          noCounts(),
        );
        for await (const { token } of writing) {
          if (written.length === receipt.outputTokens.length) break;
          written.push(token);
        }
        assert.deepEqual(written, receipt.outputTokens, `batches of ${size + 1}`);
      }
    }
    await loaded.dispose();
    await runtime.llama.dispose();
  });
});
