import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { parseUnigram } from '../../../../src/node/embedding/readUnigram.ts';
import { tinyUnigram } from '../../../support/models/tinyUnigram.ts';

/**
 * The library's own declarations import without extensions, which this project's module resolution
 * does not follow.
 */
interface Library {
  Tokenizer: new (file: unknown, config: object) => { encode(text: string): { ids: number[] } };
}

describe('Unigram', () => {
  const { Tokenizer } = createRequire(import.meta.url)('@huggingface/tokenizers') as Library;
  const library = new Tokenizer(tinyUnigram, {});
  const encode = parseUnigram(tinyUnigram);
  const piecesOf = (text: string): string[] =>
    encode(text)
      .slice(1, -1)
      .map((id) => tinyUnigram.model.vocab[id]![0]);

  it('puts the begin and the end token around a text', () => {
    assert.deepEqual(encode(''), [0, 2]);
    assert.deepEqual(encode('the'), [0, 8, 2]);
  });

  it('takes the likeliest pieces, not the longest ones', () => {
    assert.deepEqual(piecesOf('session'), ['▁session']);
    assert.deepEqual(piecesOf('sessions'), ['▁session', 's']);
    assert.deepEqual(piecesOf('aba'), ['▁', 'ab', 'a']);
  });

  it('spells Korean, Japanese and Chinese', () => {
    assert.deepEqual(piecesOf('세션은 어디에서'), ['▁세션', '은', '▁어디', '에', '서']);
    assert.deepEqual(piecesOf('セッションは'), ['▁', 'セッション', 'は']);
    assert.deepEqual(piecesOf('会话'), ['▁', '会话']);
  });

  it('makes one token of a run of unknown characters', () => {
    assert.deepEqual(piecesOf('żółw'), ['▁', '<unk>']);
    assert.deepEqual(piecesOf('sżs'), ['▁', 's', '<unk>', 's']);
  });

  for (const [what, text] of [
    ['full-width and half-width forms', 'ｓｅｓｓｉｏｎ： ｾｯｼｮﾝは ① ﬁ'],
    [
      'odd spaces and control characters',
      'a\u00a0b\u3000a\u2028b\u200ba\u0000b\u000bc\u001fb\u00adn',
    ],
    ['special tokens in the text', 'the</s>the <mask> <s><pad><unk> <mask'],
    ['emoji and broken surrogates', 'a🚀b👩‍👩‍👧 \ud83d and \ude80'],
    ['the word mark itself', '▁the ▁ the▁the'],
    ['a tilde that stays full-width', 'a～b ~'],
    ['names that objects inherit', 'constructor __proto__ toString'],
  ] as const) {
    it(`matches the library's ids for ${what}`, () => {
      assert.deepEqual(encode(text), library.encode(text).ids);
    });
  }

  it("matches the library's ids for any text", () => {
    const parts = fc
      .array(
        fc.constantFrom(
          ...tinyUnigram.model.vocab.map(([piece]) => piece),
          ...[' ', '\n', 'ż', '\u0301', 'ﾃ', '\ud83d', 'x', '\u2581\u2581'],
        ),
        { maxLength: 40 },
      )
      .map((all) => all.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          parts,
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.string({ unit: 'grapheme' }),
        ),
        (text) => {
          assert.deepEqual(encode(text), library.encode(text).ids);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads a long word in time that grows with its length alone', () => {
    assert.equal(piecesOf('n'.repeat(100_000)).length, 100_001);
  });

  it('refuses files of another kind', () => {
    for (const model of [
      { ...tinyUnigram.model, type: 'BPE' },
      { ...tinyUnigram.model, unk_id: 37 },
      { ...tinyUnigram.model, vocab: [['a', 'b']] },
      { ...tinyUnigram.model, vocab: [...tinyUnigram.model.vocab, ['ab', -1]] },
    ])
      assert.throws(() => parseUnigram({ ...tinyUnigram, model }));
    assert.throws(() => parseUnigram(null));
  });
});
