import assert from 'node:assert/strict';
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isFailure } from '../../src/core/errors.ts';
import type { FailureReason } from '../../src/core/errors.ts';
import type { GenerateEvent } from '../../src/core/ports/generation.ts';
import { inspectGguf } from '../../src/node/gguf/ggufInspection.ts';
import { checkMemory, otherModelsBytes } from '../../src/node/llama/llamaMemory.ts';
import {
  makeDistributionModel,
  makeRandomModel,
  makeScriptedModel,
  slowShape,
} from '../support/tinyModel.ts';
import {
  ModelProcess,
  defaultDecoding,
  defaultSettings,
  fewSources,
  manySources,
  requestFor,
} from '../support/modelProcess.ts';
import { realModel } from '../support/realModels.ts';

const reply =
  'The retry limit is set in src/config.ts [1]. The limit is three, the port is one [2].';
const chatMl =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + " +
  "message['content'] + '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ " +
  "'<|im_start|>assistant\\n' }}{% endif %}";

const llama2 = "{{ '<<SYS>>' }}";
const plainWords =
  "{% for message in messages %}{% if message['role'] == 'user' %}{{ 'User: ' + " +
  "message['content'] + '\\n' }}{% elif message['role'] == 'assistant' %}{{ 'Assistant: ' + " +
  "message['content'] + '\\n' }}{% else %}{{ message['content'] + '\\n' }}{% endif %}{% " +
  "endfor %}{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}";

describe('the model process', function () {
  this.timeout(60_000);
  let folder: string;
  let model: ModelProcess;
  const file = (name: string) => join(folder, name);
  const scripted = () => file('scripted.gguf');
  const slow = () => file('slow.gguf');
  const random = () => file('random.gguf');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'llm-'));
    makeScriptedModel(scripted(), reply);
    makeScriptedModel(slow(), reply, { ...slowShape, layers: 6 });
    makeRandomModel(random(), 7);
    model = new ModelProcess();
  });

  after(async () => {
    await model.stop();
    await rm(folder, { recursive: true });
  });

  const texts = (events: readonly GenerateEvent[]) =>
    events.flatMap((event) => (event.type === 'text' ? [event.delta] : []));
  const isText = ({ type }: GenerateEvent) => type === 'text';
  const hasRead = (event: GenerateEvent) => event.type === 'reading' && event.readTokens > 0;

  /**
   * Asks, and stops at the first event that fits.
   * @returns how long the caller then waited.
   */
  async function askAndStop(
    path: string,
    stopAt: (event: GenerateEvent) => boolean,
  ): Promise<number> {
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
  }

  async function assertFails(reason: FailureReason, path: string, words?: RegExp): Promise<void> {
    await assert.rejects(model.ask(path, requestFor('Why?')), (error) => {
      assert(isFailure(error, reason), String(error));
      if (words !== undefined) assert.match(error.message, words);
      return true;
    });
  }

  describe('answering', () => {
    it('loads, reads and writes, and reports each step', async () => {
      await model.client.unload();
      const { generation, events } = await model.ask(scripted(), requestFor('Where is the limit?'));
      assert.equal(generation.text, reply);
      assert.equal(generation.stop, 'end');
      assert.deepEqual(
        [...new Set(events.map(({ type }) => type))],
        ['loading', 'reading', 'text'],
      );
      assert.deepEqual(generation.usedSources, [
        { number: 1, lines: 2 },
        { number: 2, lines: 2 },
      ]);
    });

    it('answers with a model split into several files', async () => {
      makeScriptedModel(file('parts'), reply, { inParts: true });
      const { generation } = await model.ask(
        file('parts-00001-of-00002.gguf'),
        requestFor('Where is the limit?'),
      );
      assert.equal(generation.text, reply);
    });

    it('streams pieces that join up to the answer', async () => {
      const { generation, events } = await model.ask(scripted(), requestFor('Where is the limit?'));
      assert(texts(events).length > 5);
      assert.equal(texts(events).join(''), generation.text);
    });

    it('reports reading progress until everything is read', async () => {
      const { generation, events } = await model.ask(
        scripted(),
        requestFor('How far?', { sources: manySources }),
      );
      const readings = events.filter((event) => event.type === 'reading');
      const read = readings.map(({ readTokens }) => readTokens);
      assert.deepEqual(
        read,
        read.toSorted((a, b) => a - b),
      );
      assert.equal(read.at(-1), generation.timings.promptTokens - 1);
      assert(readings.slice(1).every(({ tokensPerSecond }) => tokensPerSecond > 0));
    });

    it('gives Llama-2 models the Llama-2 template, sources before the question', async () => {
      const { generation } = await model.ask(scripted(), requestFor('Where?'));
      assert.match(
        generation.prompt,
        new RegExp(
          String.raw`^<s>\[INST\] <<SYS>>\nAnswer the .*\n<</SYS>>\n\n` +
            String.raw`\[1\] src/config\.ts:3-4\nexport[^]*\n\n\[2\] README[^]*\n\n` +
            String.raw`Answer this question from the sources above: Where\? \[/INST\]$`,
        ),
      );
    });

    it('gives any other model the template from its file', async () => {
      makeScriptedModel(file('chatml.gguf'), reply, { chatTemplate: chatMl });
      const { generation } = await model.ask(file('chatml.gguf'), requestFor('Where?'));
      assert.equal(generation.text, reply);
      assert.match(
        generation.prompt,
        new RegExp(
          String.raw`<\|im_start\|>system\nAnswer the [^]*<\|im_end\|>\n` +
            String.raw`<\|im_start\|>user\n\[1\] [^]*` +
            String.raw`Answer this question from the sources above: Where\?<\|im_end\|>\n` +
            String.raw`<\|im_start\|>assistant\n$`,
        ),
      );
    });

    it('replaces a broken template with the known one that is most like it', async () => {
      makeScriptedModel(file('broken.gguf'), reply, {
        chatTemplate: chatMl.replace('{% endfor %}', ''),
      });
      const { generation } = await model.ask(file('broken.gguf'), requestFor('Where?'));
      assert.equal(generation.text, reply);
      assert.match(generation.prompt, /<\|im_start\|>user\n[^]*<\|im_start\|>assistant\n$/);
    });

    it('reads template marks in sources and questions as plain text', async () => {
      const marks = 'a [INST] b [/INST] </s> <s> <<SYS>> <|im_end|>';
      const { generation } = await model.ask(
        scripted(),
        requestFor(`Is ${marks} there?`, {
          sources: [{ number: 1, label: 'a.txt:1-1', text: marks }],
        }),
      );
      assert.equal(generation.text, reply);
      assert(
        generation.prompt.includes(
          `[1] a.txt:1-1\n${marks}\n\nAnswer this question from the sources above: Is ` +
            `${marks} there?`,
        ),
        generation.prompt,
      );
    });

    it('reads nothing again when the same question is asked again', async () => {
      await model.ask(scripted(), requestFor('Once more?'));
      const { generation } = await model.ask(scripted(), requestFor('Once more?'));
      assert.equal(generation.timings.reusedTokens, generation.timings.promptTokens - 1);
    });

    it('reuses system prompt and sources when only the question differs', async () => {
      const first = await model.ask(scripted(), requestFor('One?', { sources: manySources }));
      const second = await model.ask(scripted(), requestFor('Two?', { sources: manySources }));
      assert(second.generation.timings.reusedTokens > first.generation.timings.promptTokens - 40);
    });

    it('puts earlier turns first and reports which did not fit', async () => {
      const history = Array.from({ length: 9 }, (_, i) => ({
        question: `Question ${i}?`,
        answer: `Answer ${i}, which is a little longer.`,
      }));
      const { generation } = await model.ask(scripted(), requestFor('And now?', { history }));
      assert(
        generation.droppedTurns > 0 && generation.droppedTurns < 9,
        String(generation.droppedTurns),
      );
      assert.match(
        generation.prompt,
        /Question 8\? \[\/INST\] Answer 8, which is a little longer\.<\/s><s>\[INST\]/,
      );
    });

    it('never shows half a character', async () => {
      const smile = 'Smile 😀 and go.';
      makeScriptedModel(file('smile.gguf'), smile);
      const { generation, events } = await model.ask(file('smile.gguf'), requestFor('How?'));
      assert.equal(generation.text, smile);
      assert(texts(events).every((delta) => !delta.includes('\uFFFD')));
    });

    it('hides an end-of-message mark that the model spells out', async () => {
      makeScriptedModel(file('spells.gguf'), 'Yes. </s> [INST] and more');
      const { generation, events } = await model.ask(file('spells.gguf'), requestFor('Is it?'));
      assert.equal(generation.text, 'Yes. ');
      assert.equal(generation.stop, 'end');
      assert.equal(texts(events).join(''), 'Yes. ');
    });

    for (const [what, words, said, shape] of [
      ['a Llama-2 model goes on with', 'Yes it is. [INST] And why?', 'Yes it is. ', {}],
      [
        'a ChatML model goes on with',
        'Yes it is.\n<|im_start|>user\nAnd why?',
        'Yes it is.\n',
        { chatTemplate: chatMl },
      ],
      [
        'a model of plain words goes on with',
        'Yes it is.\nUser: And why?',
        'Yes it is.\n',
        { chatTemplate: plainWords },
      ],
    ] as const) {
      it(`stops before a next turn that ${what}`, async () => {
        makeScriptedModel(file('turns.gguf'), words, shape);
        const { generation, events } = await model.ask(file('turns.gguf'), requestFor('Is it?'));
        assert.deepEqual([generation.text, generation.stop], [said, 'end']);
        assert.equal(texts(events).join(''), said);
      });
    }

    it('keeps thoughts apart, and has no text if the model wrote nothing else', async () => {
      makeScriptedModel(file('thinks.gguf'), '<think>\nhm, [1] maybe\n</think>\n\nYes [1].');
      const { generation, events } = await model.ask(file('thinks.gguf'), requestFor('Is it?'));
      assert.equal(generation.text, 'Yes [1].');
      assert.equal(texts(events).join(''), 'Yes [1].');
      assert.equal(generation.thoughts, 'hm, [1] maybe');
      assert.equal(
        events.flatMap((event) => (event.type === 'thought' ? [event.delta] : [])).join(''),
        '\nhm, [1] maybe\n',
      );
      makeScriptedModel(file('only-thinks.gguf'), '<think>\nhm, maybe');
      const empty = await model.ask(file('only-thinks.gguf'), requestFor('Is it?'));
      assert.deepEqual([empty.generation.text, empty.generation.thoughts], ['', 'hm, maybe']);
    });

    for (const [wanted, beginning] of [
      [true, /^<s>(?!<s>)/],
      [false, /^(?!<s>)/],
    ] as const) {
      it(`starts ${wanted ? 'with one' : 'without a'} begin token, as declared`, async () => {
        for (const chatTemplate of [llama2, chatMl]) {
          makeScriptedModel(file('begins.gguf'), reply, {
            chatTemplate,
            moreMetadata: { 'tokenizer.ggml.add_bos_token': { bool: wanted } },
          });
          const { generation } = await model.ask(file('begins.gguf'), requestFor('Is it?'));
          assert.match(generation.prompt, beginning);
        }
      });
    }

    it('stops at the requested answer length', async () => {
      const { generation } = await model.ask(
        scripted(),
        requestFor('Where?', { decoding: { ...defaultDecoding, maxTokens: 3 } }),
      );
      assert.equal(generation.stop, 'max-tokens');
      assert.equal(generation.timings.outputTokens, 3);
    });

    it('stops at the end of the context', async () => {
      makeDistributionModel(file('endless.gguf'), { on: 1, off: 1 });
      const decoding = {
        ...defaultDecoding,
        strategy: 'sampling',
        temperature: 1,
        maxTokens: 8192,
      } as const;
      const { generation } = await model.ask(
        file('endless.gguf'),
        requestFor('On and on?', { sources: [], decoding }),
        { settings: { contextSize: 1024 } },
      );
      assert.equal(generation.stop, 'max-tokens');
      assert.equal(generation.timings.promptTokens + generation.timings.outputTokens, 1024);
    });

    it('sends fewer sources if reading takes too long, but always the best one', async () => {
      const ask = async (budgetSeconds: number) =>
        (
          await model.ask(
            scripted(),
            requestFor('Quick?', {
              sources: manySources,
              budgetSeconds,
              decoding: { ...defaultDecoding, maxTokens: 1 },
            }),
          )
        ).generation;
      const quick = await ask(0.001);
      assert.equal(quick.usedSources[0]?.number, 1);
      assert(quick.usedSources.length < (await ask(0)).usedSources.length);
    });

    it('cuts sources to the budget and refuses a question that does not fit', async () => {
      const { generation } = await model.ask(
        scripted(),
        requestFor('Where?', { sources: manySources, budgetTokens: 700 }),
      );
      assert(generation.timings.promptTokens <= 702, String(generation.timings.promptTokens));
      assert(generation.usedSources.length < manySources.length);
      await assert.rejects(model.ask(scripted(), requestFor('why '.repeat(3000))), (error) =>
        isFailure(error, 'context-too-small'),
      );
    });
  });

  describe('decoding', () => {
    const ratio = { red: 0.23, green: 0.12, blue: 0.3 };
    const sampling = {
      ...defaultDecoding,
      strategy: 'sampling' as const,
      temperature: 1,
      topK: 100,
      topP: 1,
      maxTokens: 300,
    };
    const draw = async (decoding: typeof sampling) =>
      (await model.ask(file('ratio.gguf'), requestFor('Which?', { decoding }))).generation.text;
    const share = (text: string, word: string) =>
      text.split(' ').filter((one) => one === word).length / text.split(' ').length;

    before(() => {
      makeDistributionModel(file('ratio.gguf'), ratio);
    });

    it('draws the words of a known distribution as often as their probability says', async () => {
      const text = await draw(sampling);
      for (const [word, weight] of Object.entries(ratio))
        assert(Math.abs(share(text, word) - weight / 0.65) < 0.1, `${word}: ${share(text, word)}`);
    });

    it('keeps the third and the first word for top_k 2, and for top_p .55', async () => {
      for (const changes of [{ topK: 2 }, { topP: 0.55 }]) {
        const text = await draw({ ...sampling, ...changes });
        assert.deepEqual(
          [share(text, 'green'), share(text, 'red') > 0.3, share(text, 'blue') > 0.4],
          [0, true, true],
        );
      }
    });

    it('repeats an answer for the same seed, and varies it for another', async () => {
      const [first, again, other] = [
        await draw(sampling),
        await draw(sampling),
        await draw({ ...sampling, seed: 2 }),
      ];
      assert.equal(first, again);
      assert.notEqual(first, other);
    });

    it('is greedy at temperature 0', async () => {
      assert.equal(share(await draw({ ...sampling, temperature: 0 }), 'blue'), 1);
    });

    it('repeats less with a repeat penalty', async () => {
      // Positive logits, which a penalty divides instead of multiplies.
      makeDistributionModel(file('ratio.gguf'), { red: 23, green: 12, blue: 30 });
      const longestRun = (text: string) =>
        Math.max(...(text.match(/(\w+)(?: \1\b)*/g) ?? ['']).map((run) => run.split(' ').length));
      const plain = longestRun(await draw({ ...sampling, temperature: 0.2 }));
      const penalised = longestRun(await draw({ ...sampling, temperature: 0.2, repeatPenalty: 2 }));
      assert(penalised < plain, `${penalised} < ${plain}`);
    });
  });

  describe('a follow-up', () => {
    const first = 'Where is the limit?';
    const firstTurn = { question: first, answer: reply };

    it('reads only what is new, and keeps the numbers of sources already read', async () => {
      const before = await model.ask(scripted(), requestFor(first));
      const more = [
        { number: 1, label: 'src/new.ts:1-1', text: 'export const fresh = true;' },
        { ...fewSources[1]!, number: 2 },
      ];
      const { generation } = await model.ask(
        scripted(),
        requestFor('And the port?', { sources: more, history: [firstTurn] }),
      );
      const { promptTokens, outputTokens } = before.generation.timings;
      assert.equal(generation.timings.reusedTokens, promptTokens + outputTokens);
      assert(generation.prompt.startsWith(before.generation.prompt));
      assert.match(
        generation.prompt,
        new RegExp(
          String.raw`\[INST\] \[3\] src/new\.ts:1-1\nexport const fresh = true;\n\n` +
            String.raw`Answer this question from the sources above: And the port\? \[/INST\]$`,
        ),
      );
      assert.equal(generation.droppedTurns, 0);
    });

    it('numbers citations as the user sees them', async () => {
      await model.ask(scripted(), requestFor(first));
      const swapped = fewSources.map((source) => ({ ...source, number: 3 - source.number }));
      const { generation, events } = await model.ask(
        scripted(),
        requestFor('And now?', { sources: swapped, history: [firstTurn] }),
      );
      assert.equal(
        generation.text,
        'The retry limit is set in src/config.ts [2]. The limit is three, the port is one [1].',
      );
      assert.equal(texts(events).join(''), generation.text);
      assert.deepEqual(generation.usedSources, [
        { number: 2, lines: 2 },
        { number: 1, lines: 2 },
      ]);
    });

    it('hides the mark of a source that is not one of its own', async () => {
      await model.ask(scripted(), requestFor(first));
      const { generation } = await model.ask(
        scripted(),
        requestFor('And now?', { sources: [fewSources[1]!], history: [firstTurn] }),
      );
      assert.equal(
        generation.text,
        'The retry limit is set in src/config.ts. The limit is three, the port is one [2].',
      );
    });

    it('in another conversation gets a fresh prompt', async () => {
      await model.ask(scripted(), requestFor(first));
      const { generation } = await model.ask(
        scripted(),
        requestFor('And now?', { history: [{ question: 'Something else?', answer: 'Yes [1].' }] }),
      );
      assert.match(
        generation.prompt,
        /\[INST\] <<SYS>>\n[^]*Something else\? \[\/INST\] Yes\.<\/s><s>\[INST\] \[1\] src\/config/,
      );
    });

    it('drops whole older turns when the context is full, and says so', async () => {
      const history = [];
      let dropped = 0;
      for (let turn = 0; turn < 12 && dropped === 0; turn++) {
        const question = `Question number ${turn}?`;
        const sources = manySources.slice(turn % 8, (turn % 8) + 3);
        const { generation } = await model.ask(
          scripted(),
          requestFor(question, { sources, history: [...history], budgetTokens: 700 }),
        );
        assert(generation.timings.promptTokens < 2048);
        assert(generation.prompt.endsWith(`above: ${question} [/INST]`));
        dropped = generation.droppedTurns;
        history.push({ question, answer: generation.text });
      }
      assert(dropped > 0);
    });
  });

  describe('guessing from the sources', () => {
    const copied = { number: 1, label: 'notes.md:1-1', text: reply };
    const plain = { number: 1, label: 'notes.md:1-1', text: 'Nothing to copy here.' };
    const long = Array.from({ length: 60 }, (_, i) => `word${(i * 7919) % 1000}`).join(' ');

    it('writes the same text in fewer steps when the answer copies', async () => {
      makeScriptedModel(file('long.gguf'), long);
      const ask = async (text: string) =>
        (
          await model.ask(
            file('long.gguf'),
            requestFor('What?', { sources: [{ ...copied, text }] }),
          )
        ).generation;
      const guessed = await ask(long);
      assert.equal(guessed.text, long);
      assert(guessed.receipt.acceptedTokens > 20, JSON.stringify(guessed.receipt));
      assert.equal((await ask('nothing')).receipt.guessedTokens, 0);
    });

    it('gives the same greedy answer as writing token by token', async () => {
      for (let seed = 0; seed < 3; seed++) {
        makeRandomModel(file(`greedy${seed}.gguf`), seed);
        const { generation } = await model.ask(
          file(`greedy${seed}.gguf`),
          requestFor('the of and to in?', { sources: manySources }),
        );
        const replayed = await model.client.replay(
          { modelPath: file(`greedy${seed}.gguf`), settings: defaultSettings },
          generation.receipt,
          'none',
          new AbortController().signal,
        );
        assert(replayed.same || (replayed.logitGap ?? 1) < 0.01, JSON.stringify(replayed));
        if (replayed.same) assert.equal(replayed.text, generation.text);
      }
    });

    it('draws the same tokens for a seed as writing token by token', async () => {
      const decoding = {
        ...defaultDecoding,
        strategy: 'sampling' as const,
        temperature: 0.4,
        seed: 3,
      };
      const { generation } = await model.ask(
        file('long.gguf'),
        requestFor('What?', { sources: [{ ...copied, text: long }], decoding }),
      );
      assert(generation.receipt.acceptedTokens > 20);
      const replayed = await model.client.replay(
        { modelPath: file('long.gguf'), settings: defaultSettings },
        generation.receipt,
        'none',
        new AbortController().signal,
      );
      assert.deepEqual(replayed, { same: true, text: generation.text });
    });

    it('does not guess across text that was never written', async () => {
      const { generation } = await model.ask(scripted(), requestFor('What?', { sources: [plain] }));
      assert.equal(generation.text, reply);
    });
  });

  describe('replaying', () => {
    it('names the first token that differs from the receipt', async () => {
      const { generation } = await model.ask(random(), requestFor('What?'));
      const outputTokens = generation.receipt.outputTokens.map((token, index) =>
        index === 5 ? token + 1 : token,
      );
      const replayed = await model.client.replay(
        { modelPath: random(), settings: defaultSettings },
        { ...generation.receipt, outputTokens },
        'as recorded',
        new AbortController().signal,
      );
      assert(!replayed.same && replayed.index === 5);
    });
  });

  describe('reading ahead', () => {
    const load = () => ({ modelPath: slow(), settings: defaultSettings });

    it('leaves only the question to read', async () => {
      const sources = manySources.slice(0, 1);
      await model.client.readAhead(
        load(),
        requestFor('How doe', { sources }),
        new AbortController().signal,
      );
      const { generation } = await model.ask(slow(), requestFor('How does it work?', { sources }));
      const { promptTokens, reusedTokens } = generation.timings;
      assert(promptTokens - reusedTokens < 64, `${promptTokens} - ${reusedTokens}`);
    });

    it('does not stop a running answer', async () => {
      const asked = model.ask(
        slow(),
        requestFor('How does it work?', { sources: manySources.slice(5, 6) }),
      );
      assert.equal(
        await model.client.readAhead(
          load(),
          requestFor('And', { sources: manySources }),
          new AbortController().signal,
        ),
        0,
      );
      assert.equal((await asked).generation.text, reply);
    });

    it('gives way to the real question, which reuses what was read', async () => {
      const sources = manySources.slice(3, 4);
      const ahead = model.client.readAhead(
        load(),
        requestFor('How', { sources }),
        new AbortController().signal,
      );
      const asked = model.ask(slow(), requestFor('How does it work?', { sources }));
      await assert.rejects(ahead, (error) => isFailure(error, 'cancelled'));
      assert.equal((await asked).generation.text, reply);
    });
  });

  describe('stopping', () => {
    it('ends at once while reading, and keeps what was read', async () => {
      assert((await askAndStop(slow(), hasRead)) < 100);
      const { generation } = await model.ask(
        slow(),
        requestFor('Which one?', { sources: manySources, budgetTokens: 500 }),
      );
      assert(generation.timings.reusedTokens > 0);
      assert.equal(generation.text, reply);
    });

    it('ends at once while writing', async () => {
      assert((await askAndStop(random(), isText)) < 100);
      const { generation } = await model.ask(scripted(), requestFor('And now?'));
      assert.equal(generation.text, reply);
    });

    it('ends the running answer for a new question', async () => {
      const first = model.ask(slow(), requestFor('First?', { sources: manySources.toReversed() }));
      const second = model.ask(slow(), requestFor('Second?'));
      await assert.rejects(first, (error) => isFailure(error, 'cancelled'));
      assert.equal((await second).generation.text, reply);
    });

    it('keeps a request from starting if it was stopped beforehand', async () => {
      await assert.rejects(
        model.ask(scripted(), requestFor('Why?'), { signal: AbortSignal.abort() }),
        (error) => isFailure(error, 'cancelled'),
      );
    });
  });

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
      const parent = fork(`${import.meta.dirname}/../support/children/modelParent.ts`, [slow()], {
        stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      });
      assert(parent.stderr !== null);
      parent.stderr.resume();
      const closed = once(parent.stderr, 'close'); // the grandchild has the pipe open too
      await once(parent, 'message');
      parent.kill('SIGKILL');
      await closed;
    });
  });

  describe('memory', () => {
    it('is freed after idle minutes', async () => {
      await model.client.unload();
      const unloaded = model.nextLine(/left memory/);
      await model.ask(scripted(), requestFor('Idle?'), { settings: { idleUnloadMinutes: 0.0001 } });
      await unloaded;
      const { events } = await model.ask(scripted(), requestFor('Again?'));
      assert.equal(events[0]?.type, 'loading');
    });

    it('is checked before loading, and a refusal says what would fit', async () => {
      makeRandomModel(file('wide.gguf'), 1, { layers: 64 });
      const { memoryBytes: small } = await inspectGguf(file('wide.gguf'), 2048);
      await assert.rejects(
        checkMemory(file('wide.gguf'), 1 << 16, small + 300e6),
        (error) =>
          isFailure(error, 'out-of-memory') &&
          /\(0\.0 billion parameters at \d\.\d\d bytes\).* A context of 4096 tokens would fit/.test(
            error.message,
          ),
      );
      await assert.rejects(checkMemory(file('wide.gguf'), 2048, small / 2), (error) =>
        isFailure(error, 'out-of-memory'),
      );
      await checkMemory(file('wide.gguf'), 2048, small + 300e6);
    });

    it("used by other windows' models is reported if too little is left", async function () {
      if (process.platform !== 'linux') this.skip();
      await model.ask(slow(), requestFor('Loaded?'));
      const { memoryBytes } = await inspectGguf(slow(), 2048);
      assert((await otherModelsBytes()) > memoryBytes / 2);
      await assert.rejects(
        checkMemory(slow(), 2048, 100e6),
        /are free, \d+\.\d GB are held by the models of other windows/,
      );
    });

    it('keeps the model when the decoding changes', async () => {
      await model.ask(scripted(), requestFor('Greedy?'));
      const { events, generation } = await model.ask(
        scripted(),
        requestFor('Sampling?', {
          decoding: { ...defaultDecoding, strategy: 'sampling', temperature: 2, seed: 9 },
        }),
      );
      assert(events.every(({ type }) => type !== 'loading'));
      assert.equal(generation.receipt.decoding.temperature, 2);
    });

    it('contains the system prompt right after loading', async () => {
      await model.client.unload();
      await model.client.load({ modelPath: scripted(), settings: defaultSettings });
      const { generation } = await model.ask(scripted(), requestFor('Where?'));
      assert(generation.timings.reusedTokens > 30, String(generation.timings.reusedTokens));
      assert(generation.prompt.indexOf('[1] src/config.ts') > 0);
    });

    it('is reloaded when the context size changes', async () => {
      await model.ask(scripted(), requestFor('Small?'));
      const { events } = await model.ask(scripted(), requestFor('Large?'), {
        settings: { contextSize: 1024 },
      });
      assert.equal(events[0]?.type, 'loading');
    });
  });

  it('answers correctly after twenty questions that were stopped at random moments', async () => {
    let state = 20;
    for (let i = 0; i < 20; i++) {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      let eventsLeft = state % 12;
      await askAndStop(i < 10 ? slow() : random(), () => eventsLeft-- <= 0);
    }
    const { generation } = await model.ask(scripted(), requestFor('Right?'));
    assert.equal(generation.text, reply);
  });

  it('lists the supported systems on one without a llama.cpp binary', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      `${import.meta.dirname}/../support/children/strangeMachine.ts`,
    ]);
    assert.match(stdout, /"reason":"unsupported-platform".*Linux needs glibc 2\.34 or newer/);
  });
});
