import assert from 'node:assert/strict';
import { ChineseReader } from '../../../../src/core/retrieval/translation/chineseReader.ts';
import { JapaneseReader } from '../../../../src/core/retrieval/translation/japaneseReader.ts';
import { KoreanReader } from '../../../../src/core/retrieval/translation/koreanReader.ts';
import { SoundTable } from '../../../../src/core/retrieval/translation/soundTable.ts';
import { translateQuestion } from '../../../../src/core/retrieval/translation/translateQuestion.ts';

const sounds = [new SoundTable(['snapshot', 'throttl', 'webhook'])];
const korean = new KoreanReader(sounds);
const japanese = new JapaneseReader(sounds);
const chinese = new ChineseReader();

describe('a Korean question', () => {
  const gloss = (question: string): string => translateQuestion(question, korean).gloss;

  it('is read without particles and endings', () => {
    assert.equal(gloss('만료된 세션을 지우는 코드는'), 'expire session delete code');
    assert.equal(
      gloss('예외가 발생했을 때 요청을 다시 보내나요?'),
      'exception occur request again send ?',
    );
  });

  it('recognises verbs in all their forms', () => {
    for (const form of ['나누는', '나눈', '나눠서', '나눴고', '나눌'])
      assert.equal(gloss(form), 'split', form);
    for (const form of ['고르는지', '골라', '골랐', '고른'])
      assert.equal(gloss(form), 'choose', form);
    for (const form of ['만드는', '만든', '만들어', '만듭니다'])
      assert.equal(gloss(form), 'create', form);
    for (const form of ['듣는', '들어']) assert.equal(gloss(form), 'listen', form);
  });

  it('is split into the parts of its compounds, with and without spaces', () => {
    assert.equal(gloss('환경 변수'), 'environment variable');
    assert.equal(gloss('환경변수'), 'environment variable');
    assert.equal(gloss('사용자정의예외'), 'user define exception');
  });

  it('spells loanwords the way the index does', () => {
    assert.equal(gloss('스냅샷은 스로틀과 웹훅을'), 'snapshot throttl webhook');
  });

  it('keeps names and quotations, without the particles that follow them', () => {
    assert.equal(gloss('JSON에서 `maxDepth`를 읽는'), 'JSON `maxDepth` read');
  });

  it('reports its unknown words', () => {
    assert.deepEqual(translateQuestion('빵을 굽는 함수', korean).unknown, ['빵을', '굽는']);
  });
});

describe('a Japanese question', () => {
  const gloss = (question: string): string => translateQuestion(question, japanese).gloss;

  it('is read without particles and endings', () => {
    assert.equal(gloss('設定ファイルはどこで読み込まれますか?'), 'config file load ?');
    assert.equal(gloss('例外を投げた場合'), 'exception throw');
  });

  it('has its loanwords recognised, from the glossary and by sound', () => {
    assert.equal(gloss('エラーメッセージのスナップショット'), 'error message snapshot');
  });
});

describe('a Chinese question', () => {
  const gloss = (question: string): string => translateQuestion(question, chinese).gloss;

  it('is read in simplified and traditional characters, and in Taiwanese terms', () => {
    assert.equal(gloss('默认值在哪里设置?'), 'default set ?');
    assert.equal(gloss('驗證失敗時如何處理錯誤'), 'validate fail handle error');
    assert.equal(gloss('預設值在哪個檔案的函式裡'), 'default file function inside');
  });
});
