import assert from 'node:assert/strict';
import { HeldLines } from '../../../../src/core/answering/checking/heldLines.ts';
import { judgeSentence } from '../../../../src/core/answering/checking/judgeSentence.ts';

const lines =
  'def mount(self, prefix, adapter):\n' +
  '    """Adapters are sorted by descending prefix length."""\n' +
  '    self.adapters[prefix] = adapter\n    timeout = 300  # at most 8 of them';

async function verdict(sentence: string, text = lines, cosine: number | null = 0): Promise<string> {
  const held = new HeldLines({ lines: text, paths: 'src/courier.py', question: '순서는?' });
  return (await judgeSentence(sentence, held, () => Promise.resolve(cosine))).verdict;
}

describe('a sentence in another language than its lines', () => {
  for (const sentence of [
    '어댑터는 접두사 길이의 내림차순으로 정렬됩니다 [1].',
    'アダプターは接頭辞の長さの降順で並べられます [1]。',
    '适配器按前缀长度降序排列 [1]。',
    'Адаптеры сортируются по убыванию длины префикса [1].',
  ])
    it(`is not called unsupported for that alone: ${sentence}`, async () => {
      assert.equal(await verdict(sentence), 'not-checked');
      assert.equal(await verdict(sentence, lines, null), 'not-checked');
    });

  it('is found in its lines by its code names and numbers', async () => {
    assert.equal(
      await verdict('`adapters`는 접두사의 순서대로 최대 8개입니다 [1].'),
      'facts-found',
    );
  });

  it('is unsupported if its lines lack a name or a number of it', async () => {
    for (const sentence of [
      '`close_all`은 모든 어댑터를 닫습니다 [1].',
      'close_all은 모든 어댑터를 닫습니다 [1].',
      '어댑터는 최대 12개까지 등록됩니다 [1].',
      'アダプターは `close_all` で閉じられます [1]。',
    ])
      assert.notEqual(await verdict(sentence), 'not-checked', sentence);
  });

  it('may give a number in a larger unit than its lines', async () => {
    assert.equal(await verdict('시간 제한은 5분입니다 [1].'), 'not-checked');
    assert.equal(await verdict('超时为5分钟 [1]。'), 'not-checked');
  });

  it('underlines the missing name where the sentence has it', async () => {
    const sentence = '어댑터는 close_all로 닫습니다 [1].';
    const held = new HeldLines({ lines, paths: '', question: '' });
    const { doubted } = await judgeSentence(sentence, held, () => Promise.resolve(null));
    const [doubt] = doubted;
    assert.equal(sentence.slice(doubt?.start, doubt?.end), 'close_all');
  });

  it('is compared word by word if the lines are in its language too', async () => {
    const korean = '어댑터는 접두사 길이의 내림차순으로 정렬됩니다.';
    assert.equal(await verdict('쿠키는 방문자가 떠나면 만료됩니다 [1].', korean), 'not-in-lines');
    assert.equal(await verdict(`${korean} [1]`, korean), 'quoted');
  });
});
