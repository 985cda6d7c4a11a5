import assert from 'node:assert/strict';
import type { GenerateEvent } from '../../../src/core/ports/generation.ts';
import { fewSources, manySources, requestFor } from '../../support/models/modelProcess.ts';
import { tinyModelProcess, reply } from '../../support/models/tinyModelProcess.ts';

describe('the model process', () => {
  const { model, scripted } = tinyModelProcess();

  const texts = (events: readonly GenerateEvent[]) =>
    events.flatMap((event) => (event.type === 'text' ? [event.delta] : []));

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
        { number: 2, lines: 2, inPrompt: 1 },
        { number: 1, lines: 2, inPrompt: 2 },
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
});
