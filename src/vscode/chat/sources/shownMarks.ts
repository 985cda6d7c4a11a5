import type { ChatEvent } from '../../../core/conversation/chatEvents.ts';
import type { ChatEntry } from '../../../core/conversation/chatState.ts';
import type { Hit } from '../../../core/domain.ts';
import type { NotUsefulSource } from '../../../core/ports/retriever.ts';
import { markedSource, sameSourceKey } from './notUsefulSources.ts';

/**
 * What must change so that the sources of the shown answers say whether they are marked as not
 * useful.
 */
export function shownMarks(
  entries: readonly ChatEntry[],
  hitsOf: (id: string) => readonly Hit[],
  marked: readonly NotUsefulSource[],
): readonly ChatEvent[] {
  const keys = new Set(marked.map(sameSourceKey));
  return entries.flatMap(({ id, sources }) => {
    const hits = hitsOf(id);
    return sources.flatMap(({ number, notUseful = false }): ChatEvent[] => {
      const hit = hits[number - 1];
      const isMarked = hit !== undefined && keys.has(sameSourceKey(markedSource(hit)));
      return isMarked === notUseful
        ? []
        : [{ type: 'source-marked', id, source: number, notUseful: isMarked }];
    });
  });
}
