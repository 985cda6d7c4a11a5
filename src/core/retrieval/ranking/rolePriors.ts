import { anyOf } from '../../anyOf.ts';
import type { FileRole, StoredChunk } from '../../domain.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';

const changelogPath = new RegExp(
  String.raw`(?:^|\/)(?:changes?|change-?log|history|news|release[-_ ]?notes?|whats[-_]?new)` +
    String.raw`(?:[-_.\w]*$|\/)`,
  'i',
);

/** How much of its yielding remains to a kind that the question names. */
const yieldsWhenAsked = 0.25;

/**
 * What prose and data weigh at least: where nothing in the question speaks of code, and where both
 * words and meaning find such a chunk first.
 */
const least = { nothingOfCode: 0.7, surestIsText: 0.6 };

/** Names as code writes them, and words by which a question asks about code. */
const aboutCode = anyOf(
  /[\p{L}\p{N}]_\p{L}|\p{Ll}\p{Lu}|\w\.\w|\(\)|`/u,
  /\b(?:functions?|class(?:es)?|subclass\w*|methods?|modules?|interfaces?|objects?)\b/u,
  /\b(?:implement\w*|call(?:s|ed|ers?)?|defin\w*|raise\w*|return\w*|inherit\w*|handl\w*)\b/u,
  /\b(?:parameters?|arguments?|attributes?|variables?|instances?|exceptions?|decorators?)\b/u,
  /\b(?:algorithms?|mechanisms?|logic|code(?:base)?)\b/u,
  /함수|클래스|메서드|関数|クラス|メソッド|函数|函式|类|類|方法/u,
);

/** Words by which a question says that it is about other things than sources. */
const asked: readonly (readonly [kind: FileRole | 'changelog', words: RegExp])[] = [
  ['test', /\btest(?:s|ed|ing|suite)?\b|\bspecs?\b|\bfixtures?\b|테스트|テスト|测试|測試/iu],
  [
    'prose',
    /\b(?:docs?|documentation|documented|readme|guide|tutorial|manual)\b|문서|ドキュメント|文档|文檔/iu,
  ],
  ['data', /\b(?:settings?|config(?:uration)?s?|manifest|json|ya?ml|toml|ini)\b|설정|設定|配置/iu],
  [
    'changelog',
    anyOf(
      /\b(?:change-?log|release(?:s|d| notes)?|what'?s new|history|deprecat(?:ed|ion))\b/iu,
      /\bsince (?:which |what )?version\b|변경|変更履歴|更新日志/iu,
    ),
  ],
];

/**
 * What a chunk's score is multiplied by for what its file is for. Tests, prose, data, generated
 * text and changelogs yield to sources; where the question names their kind, they hardly yield.
 * @param surest the chunk that words and meaning both find first (`surestFind`), if there is one.
 */
export function rolePriors(
  question: string,
  weights: RetrievalWeights,
  surest: Pick<StoredChunk, 'path' | 'role'> | null,
): (chunk: Pick<StoredChunk, 'path' | 'role'>) => number {
  const about = new Set(asked.filter(([, words]) => words.test(question)).map(([kind]) => kind));
  const text = !aboutCode.test(question)
    ? least.nothingOfCode
    : surest !== null && isText(kindOf(surest))
      ? least.surestIsText
      : 0;
  return (chunk) => {
    const kind = kindOf(chunk);
    const weight = isText(kind) ? Math.max(text, weights.roles[kind]) : weights.roles[kind];
    return about.has(kind) ? 1 - (1 - weight) * yieldsWhenAsked : weight;
  };
}

function kindOf({ path, role }: Pick<StoredChunk, 'path' | 'role'>): FileRole | 'changelog' {
  return role === 'prose' && changelogPath.test(path) ? 'changelog' : role;
}

function isText(kind: FileRole | 'changelog'): boolean {
  return kind === 'prose' || kind === 'data';
}
