import assert from 'node:assert/strict';
import { stem } from '../../../../src/core/retrieval/question/stem.ts';
import { soundDistance } from '../../../../src/core/retrieval/translation/soundAlignment.ts';
import { SoundTable } from '../../../../src/core/retrieval/translation/soundTable.ts';
import { soundsOf } from '../../../../src/core/retrieval/translation/sounds.ts';

/** Loanwords as written, and the words they come from. */
const loanwords = `
session 세션 セッション
adapter 어댑터 アダプタ
middleware 미들웨어 ミドルウェア
thread 스레드 スレッド
method 메서드 メソッド
client 클라이언트 クライアント
database 데이터베이스 データベース
library 라이브러리 ライブラリ
framework 프레임워크 フレームワーク
package 패키지 パッケージ
interface 인터페이스 インターフェース
compiler 컴파일러 コンパイラ
browser 브라우저 ブラウザ
token 토큰 トークン
schema 스키마 スキーマ
index 인덱스 インデックス
stream 스트림 ストリーム
socket 소켓 ソケット
proxy 프록시 プロキシ
handler 핸들러 ハンドラ
controller 컨트롤러 コントローラ
template 템플릿 テンプレート
component 컴포넌트 コンポーネント
plugin 플러그인 プラグイン
option 옵션 オプション
parameter 파라미터 パラメータ
directory 디렉터리 ディレクトリ
repository 리포지토리 リポジトリ
commit 커밋 コミット
callback 콜백 コールバック
event 이벤트 イベント
decorator 데코레이터 デコレータ
iterator 이터레이터 イテレータ
generator 제너레이터 ジェネレータ
container 컨테이너 コンテナ
redirect 리다이렉트 リダイレクト
transaction 트랜잭션 トランザクション
table 테이블 テーブル
record 레코드 レコード
script 스크립트 スクリプト
terminal 터미널 ターミナル
renderer 렌더러 レンダラー
annotation 어노테이션 アノテーション
encoder 인코더 エンコーダ
snapshot 스냅샷 スナップショット
throttle 스로틀 スロットル
webhook 웹훅 ウェブフック
gateway 게이트웨이 ゲートウェイ
placeholder 플레이스홀더 プレースホルダ
benchmark 벤치마크 ベンチマーク
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

/** Common words of code, none of which is a loanword here. */
const others = (
  'abstract after again against append array assert assign async attribute await backend batch ' +
  'before begin binary block boolean branch break bucket buffer build bytes cache catch change ' +
  'channel char check child class clean clear clone close cluster code collect column command ' +
  'compare config connect console const context copy core count cover create cursor data debug ' +
  'default define delete depend detail device dialog digest disable domain double driver dump ' +
  'element email empty enable entry error escape except execute exit export extend fail false ' +
  'fetch field filter find first flag float flush folder font format found frame function future ' +
  'global graph group guard hash header height helper hidden hook host image import include info ' +
  'init inner input insert install instance int item join json keep key label language last ' +
  'layout lazy leak length level limit line link list load local lock log loop main map mask'
).split(' ');

describe('SoundTable', () => {
  const table = new SoundTable(
    [...others, ...loanwords.map(([english = '']) => english)].map(stem),
  );

  it('ranks the right word first for nine in ten loanwords of both scripts', () => {
    const asked = loanwords.flatMap(([english = '', ...written]) =>
      written.map((word) => ({ word, term: stem(english) })),
    );
    const missed = asked.filter(({ word, term }) => table.termsLike(word)[0]?.term !== term);
    assert.ok(missed.length <= asked.length / 10, JSON.stringify(missed));
  });

  it('finds nothing for words that are not borrowed', () => {
    for (const word of [
      '처리',
      '결정',
      '어떻게',
      '초기화',
      '만들다',
      '설정',
      '검증',
      'すべて',
      '処理',
    ])
      assert.deepEqual(table.termsLike(word), [], word);
  });

  it('distinguishes words by their vowels', () => {
    const near = new SoundTable(['label', 'local', 'table', 'total']);
    assert.equal(near.termsLike('테이블')[0]?.term, 'table');
    assert.deepEqual(
      near.termsLike('로컬').map(({ term }) => term),
      ['local'],
    );
  });

  it('keeps several readings, the nearest first', () => {
    assert.deepEqual(
      new SoundTable(['label', 'level', 'rival']).termsLike('레벨').map(({ term }) => term),
      ['label', 'level'],
    );
  });

  it('accepts any vocabulary', () => {
    assert.deepEqual(new SoundTable(['', 'a', 'é', '404', 'x'.repeat(500)]).termsLike('세션'), []);
  });
});

describe('soundDistance', () => {
  it('is 0 for a usual spelling and grows with each mismatch', () => {
    const sounds = soundsOf('세션') ?? '';
    assert.ok(soundDistance('session', sounds) < soundDistance('season', sounds) + 0.1);
    assert.ok(soundDistance('session', sounds) < soundDistance('mission', sounds));
    assert.ok(soundDistance('session', sounds) < 0.15);
  });
});

describe('soundsOf', () => {
  it('gives both scripts the same sounds', () => {
    assert.equal(soundsOf('토큰'), 'tokUn');
    assert.equal(soundsOf('トークン'), 'tokun');
    assert.equal(soundsOf('ファイル'), 'pailu');
    assert.equal(soundsOf('ミドルウェア'), 'midoluwea');
    assert.equal(soundsOf('session'), undefined);
    assert.equal(soundsOf('処理'), undefined);
  });
});
