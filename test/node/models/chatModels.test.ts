import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ChatModel, ChatModels } from '../../../src/core/chatModels.ts';
import { isFailure } from '../../../src/core/errors.ts';
import type { GenerateEvent, Generation } from '../../../src/core/ports/generation.ts';
import { parseSettings } from '../../../src/core/settings/parseSettings.ts';
import { settingsSchema } from '../../../src/core/settings/settingsSchema.ts';
import { LocalChatModels } from '../../../src/node/models/localChatModels.ts';
import { LocalModelFiles } from '../../../src/node/models/modelFiles.ts';
import { ModelRecords } from '../../../src/node/models/modelRecords.ts';
import { ServerChatModels } from '../../../src/node/server/serverChatModels.ts';
import { CompletionServer, stream } from '../../support/servers/completionServer.ts';
import {
  ModelProcess,
  defaultSettings,
  manySources,
  requestFor,
} from '../../support/models/modelProcess.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';

const reply = 'The limit is 3 [1].';
const never = new AbortController().signal;

interface OpenedChatModels {
  readonly chatModels: ChatModels;
  /** Makes a model available that answers every question with `reply`. */
  readonly bring: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Every source of chat models, at first without a model. */
const places: Readonly<Record<string, () => OpenedChatModels>> = {
  'files of this machine': () => {
    const folder = throwAwayFolder('chat-models');
    const settings = {
      ...parseSettings(() => undefined, settingsSchema),
      chatModel: defaultSettings,
    };
    const modelProcess = new ModelProcess();
    const chatModels = new LocalChatModels({
      files: new LocalModelFiles({
        settings: () => settings,
        usualFolder: folder.path,
        records: new ModelRecords(join(folder.path, 'records')),
      }),
      client: modelProcess.client,
      settings: () => settings.chatModel,
      log: () => undefined,
    });
    return {
      chatModels,
      bring: () => {
        makeScriptedModel(join(folder.path, 'tiny.gguf'), reply);
        return Promise.resolve();
      },
      close: async () => {
        await chatModels.stop();
        await modelProcess.stop();
        await folder[Symbol.asyncDispose]();
      },
    };
  },
  'a server': () => {
    let settings = defaultSettings;
    let server: CompletionServer | undefined;
    return {
      chatModels: new ServerChatModels({
        settings: () => settings,
        key: () => Promise.resolve(undefined),
      }),
      bring: async () => {
        server ??= await CompletionServer.start();
        server.complete = (response) => {
          stream(response, reply);
        };
        settings = { ...defaultSettings, server: server.url };
      },
      close: async () => {
        await server?.[Symbol.asyncDispose]();
      },
    };
  },
};

for (const [place, open] of Object.entries(places)) {
  describe(`chat models from ${place}`, () => {
    let opened: OpenedChatModels;

    beforeEach(() => {
      opened = open();
    });

    afterEach(() => opened.close());

    async function model(): Promise<ChatModel> {
      await opened.bring();
      const found = await opened.chatModels.find();
      assert(found !== null);
      return found;
    }

    async function ask(
      asked: ChatModel,
      request = requestFor('Where is the limit?'),
      signal = never,
    ): Promise<{ generation: Generation; events: readonly GenerateEvent[] }> {
      const events: GenerateEvent[] = [];
      const generation = await asked.generate(request, (event) => events.push(event), signal);
      return { generation, events };
    }

    it('are none until one exists, then one with a name and a context size', async () => {
      assert.equal(await opened.chatModels.find(), null);
      const { name, contextSize } = await model();
      assert(name !== '' && contextSize >= 1024, `${name}: ${contextSize}`);
    });

    it('stream the answer and report which sources they read', async () => {
      const { generation, events } = await ask(await model());
      assert.equal(generation.text, reply);
      assert.equal(
        events.map((event) => (event.type === 'text' ? event.delta : '')).join(''),
        reply,
      );
      assert.deepEqual(generation.usedSources, [
        { number: 1, lines: 2 },
        { number: 2, lines: 2 },
      ]);
    });

    it('read fewer sources with a smaller budget', async () => {
      const asked = await model();
      const used = async (budgetTokens: number): Promise<number> => {
        const request = requestFor('Why?', { sources: manySources, budgetTokens });
        return (await ask(asked, request)).generation.usedSources.length;
      };
      const [few, more] = [await used(400), await used(900)];
      assert(few >= 1 && few < more && more < manySources.length, `${few} and ${more}`);
    });

    it('stop when the answer is cancelled, then answer the next question', async () => {
      const asked = await model();
      const controller = new AbortController();
      const answer = asked.generate(
        requestFor('Why?'),
        () => {
          controller.abort();
        },
        controller.signal,
      );
      await assert.rejects(answer, (error) => isFailure(error, 'cancelled'));
      assert.equal((await ask(asked)).generation.text, reply);
    });

    it('show the prompt that is then sent, if they can', async () => {
      const asked = await model();
      const request = requestFor('Where is the limit?');
      const prompt = await asked.previewPrompt?.(request, never);
      const { generation } = await ask(asked, request);
      assert.match(generation.prompt, /retryLimit = 3[^]*Where is the limit\?/);
      assert.equal(prompt ?? generation.prompt, generation.prompt);
    });

    it('read sources ahead, if they can, without changing the answer', async () => {
      const asked = await model();
      const tokens = await asked.readAhead?.(requestFor('Where is'), never);
      assert(tokens === undefined || tokens > 0, String(tokens));
      assert.equal((await ask(asked)).generation.text, reply);
    });

    it('replay their own answer from its receipt, if they can', async () => {
      const { generation } = await ask(await model());
      const answered = await opened.chatModels.thatAnswered(generation.model);
      if (generation.receipt === null) {
        assert.equal(answered?.replay ?? null, null);
        return;
      }
      assert.deepEqual(await answered?.replay?.(generation.receipt, 'as recorded', never), {
        same: true,
        text: reply,
      });
    });

    it("do not claim another model's answer", async () => {
      const elsewhere = { name: 'From elsewhere', path: null };
      assert.equal(await opened.chatModels.thatAnswered(elsewhere), null);
    });
  });
}
