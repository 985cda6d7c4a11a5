import { anyOf } from '../../anyOf.ts';
import type { StoredChunk } from '../../domain.ts';
import { namesCode } from '../question/namesCode.ts';
import { askedFiles } from './askedFiles.ts';
import { fileKind } from './fileKind.ts';
import type { FileKind, KindSigns } from './fileKind.ts';
import { olderVersions } from './olderVersions.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';
import { testPrior } from './testPrior.ts';

/** How much of its penalty a kind keeps if the question asks about it. */
const yieldsWhenAsked = 0.25;
/**
 * Minimum factor of prose and data: if nothing in the question suggests code, and if words and
 * meaning together rank such a chunk first.
 */
const least = { nothingOfCode: 0.7, surestIsText: 0.65 };
/**
 * If at least this share of enough candidates is prose, the folder is documentation, and prose
 * weighs as much as sources. Questions about six repositories of code find at most .66.
 */
const documentation = { share: 0.7, minCandidates: 50 };

/** Words that ask about code. */
const aboutCode = anyOf(
  /\b(?:functions?|class(?:es)?|subclass\w*|methods?|modules?|interfaces?|objects?)\b/u,
  /\b(?:implement\w*|call(?:s|ed|ers?)?|defin\w*|raise\w*|return\w*|inherit\w*|handl\w*)\b/u,
  /\b(?:parameters?|arguments?|attributes?|variables?|instances?|exceptions?|decorators?)\b/u,
  /\b(?:algorithms?|mechanisms?|logic|code(?:base)?)\b/u,
  /함수|클래스|메서드|関数|クラス|メソッド|函数|函式|类|類|方法/u,
);

const aboutDocumentation =
  /\b(?:docs?|documentation|documented|readme|guide|tutorial|manual)\b|문서|ドキュメント|文档|文檔/iu;

/** Words that ask about something other than sources. */
const asked: readonly (readonly [kind: FileKind, words: RegExp])[] = [
  ['prose', aboutDocumentation],
  ['documentationCode', aboutDocumentation],
  ['data', /\b(?:settings?|config(?:uration)?s?|manifest|json|ya?ml|toml|ini)\b|설정|設定|配置/iu],
  [
    'changelog',
    anyOf(
      /\b(?:change-?log|release(?:s|d| notes)?|what'?s new|history|deprecat(?:ed|ion))\b/iu,
      /\bsince (?:which |what )?version\b|변경|変更履歴|更新日志/iu,
    ),
  ],
  ['aside', /\bbench\w*|\bperforman\w+|\bexamples?\b|\bsamples?\b|\bdemos?\b|\bfuzz\w*/iu],
  [
    'locale',
    anyOf(
      /\blocal(?:e|es|i[sz]\w+)\b|\btranslat\w+|\blanguages?\b|\bi18n\b/iu,
      /\b(?:german|english|french|spanish|japanese|chinese|korean|russian)\b/iu,
    ),
  ],
];

/** The part of a question's findings that its priors depend on. */
export interface Found {
  /** The chunk that words and meaning together rank first (`surestFind`), if there is one. */
  readonly surest: Pick<StoredChunk, 'path' | 'role'> | null;
  /** All candidates. */
  readonly chunks: readonly Pick<StoredChunk, 'path' | 'role'>[];
}

/**
 * The factor for a chunk's score by the role of its file. Tests, prose, data, generated text,
 * changelogs, benchmarks, code of the documentation, translations and older major versions rank
 * lower than sources. Those that the question asks about hardly do, and some rank higher
 * (`askedFiles`).
 */
export function rolePriors(
  question: string,
  weights: RetrievalWeights,
  { surest, chunks }: Found,
): (chunk: KindSigns) => number {
  const { roles } = weights;
  const about = new Set(asked.filter(([, words]) => words.test(question)).map(([kind]) => kind));
  const speaksOfCode = namesCode(question) || aboutCode.test(question);
  const text = !speaksOfCode
    ? least.nothingOfCode
    : surest !== null && isText(fileKind(surest))
      ? least.surestIsText
      : 0;
  const test = testPrior(question, speaksOfCode ? roles.test : weights.testWithoutCode);
  const isAsked = askedFiles(question);
  const isOlder = olderVersions(
    question,
    chunks.map(({ path }) => path),
  );
  const prose = isDocumentation(chunks) ? 1 : text;
  return (chunk) => {
    const kind = fileKind(chunk);
    if (kind !== 'test' && isAsked(chunk.path)) return weights.askedFile;
    const weight = isText(kind)
      ? Math.max(kind === 'prose' ? prose : text, roles[kind])
      : roles[kind];
    const prior =
      kind === 'test' ? test : about.has(kind) ? 1 - (1 - weight) * yieldsWhenAsked : weight;
    return prior * (isOlder(chunk.path) ? weights.olderVersion : 1);
  };
}

function isDocumentation(chunks: Found['chunks']): boolean {
  const prose = chunks.filter(({ role }) => role === 'prose').length;
  return (
    chunks.length >= documentation.minCandidates && prose >= documentation.share * chunks.length
  );
}

function isText(kind: FileKind): boolean {
  return kind === 'prose' || kind === 'data';
}
