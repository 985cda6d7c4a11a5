import assert from 'node:assert/strict';
import type { KeptModel, KnownModel } from '../../../src/core/models.ts';
import { modelFacts, modelNodes } from '../../../src/vscode/models/modelNodes.ts';
import { wording } from '../../../src/core/texts/wording.ts';

const kept: KeptModel = {
  kind: 'chat',
  name: 'llama-2-7b-chat.Q4_K_M',
  path: '/models/llama-2-7b-chat.Q4_K_M.gguf',
  bytes: 4_081_004_224,
  sha256: 'ab',
  isKnown: true,
  origin: 'downloaded',
  lastUsedMs: null,
  inUse: false,
  problem: null,
  chatFacts: {
    memoryBytes: 5_100_000_000,
    freeMemoryBytes: 8e9,
    firstWord: { seconds: 60.7, isMeasured: false },
    speed: null,
  },
};
const known: KnownModel = {
  id: 'llama-2-7b-chat-q4_k_m',
  kind: 'chat',
  name: 'Llama-2-7B-Chat Q4_K_M',
  bytes: 4_081_004_224,
  memoryBytes: 5_100_000_000,
  freeMemoryBytes: 8e9,
  licence: { name: 'Llama 2 Community License', url: 'https://ai.meta.com/llama/license/' },
  parameters: 6_738_415_616,
  contextLength: 4096,
  languages: ['English'],
  faster: false,
  firstWord: { seconds: 60.7, isMeasured: false },
  isProposed: false,
};

function lines(
  keptModels: readonly KeptModel[],
  knownModels: readonly KnownModel[],
  nowMs = 0,
): readonly (readonly string[])[] {
  return modelNodes(keptModels, knownModels, nowMs).map(({ children }) =>
    children.map(({ label, description }) => `${label}: ${description}`),
  );
}

describe('the models view', () => {
  it('shows the size of an installed model, and whether it is in use', () => {
    assert.deepEqual(lines([{ ...kept, inUse: true }], [])[0], [
      'llama-2-7b-chat.Q4_K_M: 4.1 GB, in use',
    ]);
    assert.deepEqual(lines([{ ...kept, lastUsedMs: 0 }], [], 7_200_000)[0], [
      'llama-2-7b-chat.Q4_K_M: 4.1 GB, used 2 hours ago',
    ]);
  });

  it('says whether a checksum is published or was recorded when the file was added', () => {
    const tooltip = (changes: Partial<KeptModel>): string | undefined =>
      modelNodes([{ ...kept, ...changes }], [], 0)[0]?.children[0]?.tooltip;
    assert.match(tooltip({}) ?? '', /sha256 ab, as published$/);
    assert.match(tooltip({ isKnown: false }) ?? '', /sha256 ab, recorded when it was downloaded$/);
    assert.match(tooltip({ sha256: null }) ?? '', /sha256 not computed yet$/);
  });

  it('says why a model cannot be used', () => {
    assert.deepEqual(lines([{ ...kept, problem: wording('it holds a vocabulary alone') }], [])[0], [
      'llama-2-7b-chat.Q4_K_M: 4.1 GB, cannot be used: it holds a vocabulary alone',
    ]);
  });

  it('offers missing models, with the memory they need', () => {
    assert.deepEqual(
      lines(
        [],
        [
          known,
          {
            ...known,
            name: 'Llama-3.2-1B-Instruct',
            bytes: 8e8,
            memoryBytes: 1e9,
            faster: true,
            firstWord: { seconds: 11.2, isMeasured: true },
          },
        ],
      ),
      [
        [],
        [
          'Llama-2-7B-Chat Q4_K_M: 4.1 GB, about 5.1 GB of memory, ' +
            'first word after about 61 s, a rough guess by its processor, English',
          'Llama-3.2-1B-Instruct: 800 MB, about 1.0 GB of memory, ' +
            'first word after about 11 s, by the speed of this computer, ' +
            'faster but less capable, English',
        ],
      ],
    );
  });

  it('marks the model that suits this computer, and those that need more than is free', () => {
    const { children } = modelNodes(
      [],
      [
        { ...known, name: 'small', isProposed: true },
        { ...known, memoryBytes: 9e9, firstWord: null },
      ],
      0,
    )[1] ?? { children: [] };
    assert.match(children[0]?.description ?? '', /^suggested for this computer, 4\.1 GB, /);
    assert.equal(children[0]?.icon, 'star-full');
    assert.equal(
      children[1]?.description,
      '4.1 GB, about 9.0 GB of memory, more than is free, English',
    );
  });

  it('says which languages a known model is for, installed or not', () => {
    const languages = ['English', 'Chinese', 'Japanese', 'Korean', 'Thai', 'Vietnamese'];
    const named = { ...known, languages };
    const [offered] = modelNodes([], [named], 0)[1]?.children ?? [];
    assert.match(
      offered?.description ?? '',
      /, English, Chinese, Japanese, Korean and 2 more languages$/,
    );
    const [installed] = modelNodes([kept], [named], 0)[0]?.children ?? [];
    for (const node of [offered, installed])
      assert.match(node?.tooltip ?? '', /^Languages, .*: English, .*Korean, Thai, Vietnamese$/m);
    const [unknown] = modelNodes([{ ...kept, name: 'mine' }], [named], 0)[0]?.children ?? [];
    assert.doesNotMatch(unknown?.tooltip ?? '', /Languages/);
  });

  it('does not offer installed models', () => {
    assert.deepEqual(lines([kept], [known])[1], []);
  });
});

describe('choosing among the models on this machine', () => {
  const facts = kept.chatFacts!;

  it('shows memory needed and free, how soon the model begins, and languages', () => {
    assert.equal(
      modelFacts(kept, [known]),
      'It needs about 5.1 GB of memory, 8.0 GB are free · first word after about 61 s, a rough ' +
        'guess by its processor · English',
    );
  });

  it('shows how fast the model was here, once that is known', () => {
    const speed = { read: 38.64, written: 4 };
    const measured = { seconds: 4, isMeasured: true };
    const used = { ...kept, chatFacts: { ...facts, firstWord: measured, speed } };
    assert.match(
      modelFacts(used, [known]) ?? '',
      /4 s, by the speed of this computer · read 38\.6 and wrote 4\.0 tokens a second/,
    );
  });

  it('shows the same of a model that is not in the catalog, but for its languages', () => {
    assert.equal(
      modelFacts({ ...kept, name: 'my-own-model' }, [known]),
      'It needs about 5.1 GB of memory, 8.0 GB are free · first word after about 61 s, a rough ' +
        'guess by its processor',
    );
  });

  it('shows nothing about a model that cannot chat', () => {
    assert.equal(modelFacts({ ...kept, chatFacts: null }, [known]), null);
  });
});
