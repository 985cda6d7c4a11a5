import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import type { GenerateEvent } from '../../../src/core/ports/generation.ts';
import { makeDistributionModel, makeScriptedModel } from '../../support/models/tinyModel.ts';
import {
  defaultDecoding,
  defaultSettings,
  manySources,
  requestFor,
} from '../../support/models/modelProcess.ts';
import { tinyModelProcess, reply } from '../../support/models/tinyModelProcess.ts';

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

describe('the model process', () => {
  const { model, file, scripted } = tinyModelProcess();

  const texts = (events: readonly GenerateEvent[]) =>
    events.flatMap((event) => (event.type === 'text' ? [event.delta] : []));

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

    it('quotes lines of the sources that it read, and can replay that', async () => {
      makeDistributionModel(file('quoting.gguf'), { port: 3, '[': 1 });
      const sources = requestFor('').sources.map((source) => ({ ...source, firstLine: 40 }));
      const request = requestFor('Which port does the server listen on?', {
        sources,
        decoding: { ...defaultDecoding, wording: 'quotes', maxTokens: 512 },
      });
      const { generation } = await model.ask(file('quoting.gguf'), request);
      const { receipt, text } = generation;
      assert.deepEqual(
        receipt.quotable.map(({ source, first, last }) => [source, first >= 40, last <= 41]),
        [
          [1, true, true],
          [2, true, true],
        ],
      );
      const marks = receipt.quotable.map(
        ({ source, first, last }) => `[${source}:${first}-${last}]`,
      );
      const found = text.match(/\[[^\]]*\]/g) ?? [];
      assert(found.length > 0, text);
      assert(
        found.every((mark) => marks.includes(mark)),
        text,
      );
      const replayed = await model.client.replay(
        { modelPath: file('quoting.gguf'), settings: defaultSettings },
        receipt,
        'none',
        new AbortController().signal,
      );
      assert.deepEqual(replayed, { same: true, text });
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
      const said = model.log.find((line) => line.includes('chat template of'));
      assert.match(said ?? '', /broken\.gguf is broken .* known template ChatML is used/);
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

    it('stops thoughts at the requested answer length', async () => {
      makeScriptedModel(file('long-thinks.gguf'), `<think>${'hm, well '.repeat(20)}</think>Yes.`);
      const decoding = { ...defaultDecoding, maxTokens: 8 };
      const { generation } = await model.ask(
        file('long-thinks.gguf'),
        requestFor('Is it?', { decoding }),
      );
      assert.deepEqual([generation.text, generation.stop], ['', 'max-tokens']);
      assert.equal(generation.timings.outputTokens, 8);
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
});
