import { Failure } from '../errors.ts';
import type { Cancellation, Clock, FolderIndex, MeaningSearch, SearchRequest, SearchResult } from '../ports.ts';
import { analyzeQuestion } from './analyzeQuestion.ts';
import { diversify } from './diversify.ts';
import { fuseScores } from './fuseScores.ts';
import { gatherCandidates, searchDepth } from './gatherCandidates.ts';
import { termPairs } from './phrases.ts';
import { presentHits } from './presentHits.ts';
import { weighTerms } from './rankLines.ts';
import { retrievalMethods } from './retrievalWeights.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';

/**
 * The source ranges that answer a question best, at most `request.topK`, best first. Words are searched while the question is embedded.
 * @param folders the indexes of `request.roots`.
 * @param embedQuestion null where there is no embedding model: the search is then by words alone.
 * @throws Failure `cancelled`.
 */
export async function retrieve(
  folders: readonly FolderIndex[], request: SearchRequest, embedQuestion: ((text: string) => Promise<Float32Array>) | null, clock: Clock,
  cancellation: Cancellation, weights: RetrievalWeights = retrievalMethods.full,
): Promise<SearchResult> {
  const start = clock.nowMs();
  const question = analyzeQuestion(request.question);
  const embedding = embedQuestion?.(question.text) ?? Promise.resolve(null);
  embedding.catch(() => undefined); // Awaited below; a failure while words are searched must not count as unhandled.
  const byWords = folders.map((folder) => folder.searchLexical(question.terms, searchDepth, request.filter));
  const afterWords = clock.nowMs();
  const vector = await embedding;
  stopIfCancelled(cancellation);
  const afterEmbedding = clock.nowMs();
  const byMeaning = folders.map((folder) => (vector === null ? [] : folder.searchDense(vector, searchDepth, request.filter)));
  const afterMeaning = clock.nowMs();
  const candidates = gatherCandidates(folders.map((folder, index) => ({ folder, lexical: byWords[index] ?? [], dense: byMeaning[index] ?? [] })));
  const ranked = fuseScores(candidates, termPairs(question.text), weights);
  const hits = presentHits(diversify(ranked, weights.sameFile, request.topK), weighTerms(folders, [...new Set(question.terms)]));
  const end = clock.nowMs();
  return {
    hits,
    meaningSearch: vector === null ? 'absent' : meaningSearch(folders),
    timings: {
      lexicalMs: afterWords - start, embedMs: afterEmbedding - afterWords, denseMs: afterMeaning - afterEmbedding, fusionMs: end - afterMeaning, totalMs: end - start,
    },
  };
}

function meaningSearch(folders: readonly FolderIndex[]): MeaningSearch {
  if (folders.every((folder) => folder.embeddedChunkCount === 0)) return 'absent';
  return folders.every((folder) => folder.embeddedChunkCount >= folder.chunkCount) ? 'ready' : 'partial';
}

function stopIfCancelled(cancellation: Cancellation): void {
  if (cancellation.aborted) throw new Failure('cancelled', 'The search was stopped.');
}
