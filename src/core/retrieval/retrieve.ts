import { Failure } from '../errors.ts';
import type { Hit } from '../domain.ts';
import type { Cancellation } from '../ports/cancellation.ts';
import type { Clock } from '../ports/clock.ts';
import type { FolderIndex } from '../ports/folderIndex.ts';
import type { MeaningSearch, SearchRequest, SearchResult } from '../ports/retriever.ts';
import { hasWords } from './question/analyzeQuestion.ts';
import { analyzeText } from './question/analyzeText.ts';
import { diversify } from './ranking/diversify.ts';
import { resolveFollowUp } from './question/resolveFollowUp.ts';
import { expandQuestion } from './translation/expandQuestion.ts';
import { fuseScores } from './ranking/fuseScores.ts';
import {
  gatherCandidates,
  searchDepth,
  surestFind,
  trustInMeaning,
} from './ranking/gatherCandidates.ts';
import { namesCode } from './question/namesCode.ts';
import { namedPlaces } from './question/namedPlaces.ts';
import { placeHits } from './presenting/placeHits.ts';
import { parseMentions } from './question/parseMentions.ts';
import { questionPhrases } from './question/phrases.ts';
import { preferencesOf } from './ranking/preferences.ts';
import { presentHits } from './presenting/presentHits.ts';
import { weighTerms, withSynonyms } from './presenting/rankLines.ts';
import type { TermWeights } from './presenting/rankLines.ts';
import { isNothingRelevant } from './quality/relevance.ts';
import { embeddedQuestion, searchedPart } from './question/searchedQuestion.ts';
import { knownNames, resolveScope } from './question/resolveScope.ts';
import { rolePriors } from './ranking/rolePriors.ts';
import { searchWords, tellingSynonyms } from './ranking/searchWords.ts';
import { retrievalMethods } from './ranking/retrievalWeights.ts';
import type { RetrievalWeights } from './ranking/retrievalWeights.ts';
import { selectionHit, withoutOverlap } from './presenting/selectionHit.ts';

/** What retrieving needs from outside. */
export interface RetrievePorts {
  /**
   * Null if there is no embedding model, or returns null if it cannot be asked: the search then
   * uses words only.
   */
  readonly embedQuestion: ((text: string) => Promise<Float32Array | null>) | null;
  /**
   * Whether the embedder understands questions in other languages than English. If not, or if
   * omitted, it gets them in English.
   */
  readonly isMultilingual?: boolean;
  readonly clock: Clock;
  /** Omitted: those of the request's method. */
  readonly weights?: RetrievalWeights;
}

/**
 * The source ranges that best answer a question, at most `request.topK`, best first. Near copies of
 * a source follow it and are not counted (`Hit.copyOf`). A chunk of
 * which only parts are shown may give two. Words are searched while the question is being embedded.
 * @param folders the indexes of `request.roots`, each in one state (`readTogether`).
 * @throws Failure `cancelled`.
 */
export async function retrieve(
  folders: readonly FolderIndex[],
  request: SearchRequest,
  {
    embedQuestion,
    isMultilingual = false,
    clock,
    weights = retrievalMethods[request.method ?? 'full'],
  }: RetrievePorts,
  cancellation: Cancellation,
): Promise<SearchResult> {
  const start = clock.nowMs();
  const asked = searchedPart(request.question);
  const mentions = parseMentions(asked, await knownNames(folders, asked));
  const scope = await resolveScope(folders, request, mentions);
  const searched = scope.folders.map(({ folder }) => folder);
  const generations = Object.fromEntries(
    searched.map((folder) => [folder.root, folder.generation]),
  );
  const named = await placeHits(namedPlaces(mentions.text), searched);
  const selected = mentions.selection ? selectionHit(request.editor, searched) : null;
  const history = request.history.map((turn) => ({
    ...turn,
    question: searchedPart(turn.question),
  }));
  const resolved = await resolveFollowUp(mentions.text, history, (terms) =>
    weighTerms(searched, terms),
  );
  const question = await expandQuestion(resolved, searched);
  if (selected === null && named.length === 0 && !scope.narrowed && !hasWords(question.text))
    return nothingAsked(searched, generations, clock.nowMs() - start);
  const embedding =
    embedQuestion?.(embeddedQuestion(isMultilingual ? resolved.text : question.english)) ??
    Promise.resolve(null);
  // Awaited below; a failure while words are being searched must not count as unhandled.
  embedding.catch(() => undefined);
  const terms =
    selected === null
      ? question.terms
      : [...question.terms, ...question.terms, ...new Set(analyzeText(selected.text))];
  // A question that names code already has the right words; synonyms would only blur them.
  const synonyms = namesCode(question.text) ? 0 : weights.synonyms;
  const byWords = await Promise.all(
    scope.folders.map(({ folder, filter }) =>
      searchWords(folder, terms, { limit: searchDepth, filter, weight: synonyms }),
    ),
  );
  const afterWords = clock.nowMs();
  const vector = await embedding;
  if (cancellation.aborted) throw new Failure('cancelled', 'The search was stopped.');
  const afterEmbedding = clock.nowMs();
  const byMeaning = await Promise.all(
    scope.folders.map(({ folder, filter }) =>
      vector === null ? Promise.resolve([]) : folder.searchDense(vector, searchDepth, filter),
    ),
  );
  const afterMeaning = clock.nowMs();
  const findings = searched.map((folder, index) => ({
    folder,
    lexical: byWords[index] ?? [],
    dense: byMeaning[index] ?? [],
  }));
  const candidates = await gatherCandidates(findings);
  const rolePrior = rolePriors(question.text, weights, {
    surest: surestFind(candidates, weights),
    chunks: candidates.map(({ chunk }) => chunk),
  });
  const preference = preferencesOf(request, scope.symbols, question.followsUp);
  const ranked = fuseScores(candidates, {
    trust: trustInMeaning(findings),
    phrases: questionPhrases(question.text),
    weights,
    priorOf: (candidate) => rolePrior(candidate.chunk) * preference(candidate),
  });
  const askedTerms = new Set(question.terms);
  const termWeights = await weighTerms(searched, [...askedTerms]);
  const shownSynonyms =
    synonyms === 0 ? new Map<string, number>() : await weighSynonyms(searched, question.terms);
  const chosen = diversify(ranked, weights.sameFile, request.topK, askedTerms);
  const afterFusion = clock.nowMs();
  const hits = presentHits(
    chosen,
    { asked: termWeights, withSynonyms: withSynonyms(termWeights, shownSynonyms) },
    request.topK,
  );
  const end = clock.nowMs();
  return {
    hits: numberCopies(
      withNamed(withSelection(hits, selected), named, Math.max(request.topK, hits.length)),
      hits,
    ),
    meaningSearch: vector === null ? 'absent' : meaningSearch(searched),
    nothingRelevant:
      selected === null &&
      named.length === 0 &&
      !(scope.narrowed && hits.length > 0) &&
      isNothingRelevant(hits, searched, byMeaning, {
        terms: termWeights,
        isTranslated: question.english !== resolved.text && !/[a-z\d]{2}/i.test(resolved.text),
      }),
    generations,
    timings: {
      lexicalMs: afterWords - start,
      embedMs: afterEmbedding - afterWords,
      denseMs: afterMeaning - afterEmbedding,
      fusionMs: afterFusion - afterMeaning,
      packMs: end - afterFusion,
      totalMs: end - start,
    },
  };
}

async function weighSynonyms(
  folders: readonly FolderIndex[],
  terms: readonly string[],
): Promise<TermWeights> {
  const telling = await Promise.all(folders.map((folder) => tellingSynonyms(folder, terms)));
  return weighTerms(folders, [...new Set(telling.flat())]);
}

/** If a question has no words, whatever happens to be close to it is not an answer. */
function nothingAsked(
  searched: readonly FolderIndex[],
  generations: SearchResult['generations'],
  totalMs: number,
): SearchResult {
  return {
    hits: [],
    meaningSearch: meaningSearch(searched),
    nothingRelevant: true,
    generations,
    timings: { lexicalMs: 0, embedMs: 0, denseMs: 0, fusionMs: 0, packMs: totalMs, totalMs },
  };
}

function withSelection(hits: readonly Hit[], selected: Hit | null): readonly Hit[] {
  return selected === null ? hits : [selected, ...withoutOverlap(hits, selected)];
}

/** The lines that the question names come first; what is found elsewhere follows. */
function withNamed(hits: readonly Hit[], named: readonly Hit[], topK: number): readonly Hit[] {
  if (named.length === 0) return hits;
  const others = named.reduce<readonly Hit[]>((rest, place) => withoutOverlap(rest, place), hits);
  return [...named, ...others].slice(0, Math.max(topK, named.length));
}

/** Numbers the sources that others nearly repeat by their places in the final list. */
function numberCopies(hits: readonly Hit[], presented: readonly Hit[]): readonly Hit[] {
  return hits.map((hit) => {
    if (hit.copyOf === undefined) return hit;
    const { copyOf, ...alone } = hit;
    const index = hits.findIndex((other) => other === presented[copyOf - 1]);
    return index < 0 ? alone : { ...alone, copyOf: index + 1 };
  });
}

function meaningSearch(folders: readonly FolderIndex[]): MeaningSearch {
  if (folders.every((folder) => folder.embeddedChunkCount === 0)) return 'absent';
  return folders.every((folder) => folder.embeddedChunkCount >= folder.chunkCount)
    ? 'ready'
    : 'partial';
}
