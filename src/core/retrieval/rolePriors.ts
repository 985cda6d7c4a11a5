import type { FileRole, StoredChunk } from '../model.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';

const changelogPath = /(?:^|\/)(?:changes?|change-?log|history|news|release[-_ ]?notes?|whats[-_]?new)(?:[-_.\w]*$|\/)/i;

/** How much of its yielding remains to a kind that the question names. */
const yieldsWhenAsked = 0.25;

/** Words by which a question says that it is about other things than sources. */
const asked: readonly (readonly [kind: FileRole | 'changelog', words: RegExp])[] = [
  ['test', /\btest(?:s|ed|ing|suite)?\b|\bspecs?\b|\bfixtures?\b|테스트|テスト|测试|測試/iu],
  ['prose', /\b(?:docs?|documentation|documented|readme|guide|tutorial|manual)\b|문서|ドキュメント|文档|文檔/iu],
  ['data', /\b(?:settings?|config(?:uration)?s?|manifest|json|ya?ml|toml|ini)\b|설정|設定|配置/iu],
  ['changelog', /\b(?:change-?log|release(?:s|d| notes)?|what'?s new|history|deprecat(?:ed|ion)|since (?:which |what )?version)\b|변경|変更履歴|更新日志/iu],
];

/**
 * What a chunk's score is multiplied by for what its file is for. Tests, prose, data, generated text and changelogs yield to sources; where the question names
 * their kind, they hardly yield.
 */
export function rolePriors(question: string, weights: RetrievalWeights): (chunk: Pick<StoredChunk, 'path' | 'role'>) => number {
  const about = new Set(asked.filter(([, words]) => words.test(question)).map(([kind]) => kind));
  return ({ path, role }) => {
    const kind = role === 'prose' && changelogPath.test(path) ? 'changelog' : role;
    const weight = weights.roles[kind];
    return about.has(kind) ? 1 - (1 - weight) * yieldsWhenAsked : weight;
  };
}
