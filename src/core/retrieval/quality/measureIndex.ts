import type { SourceRange } from '../../domain.ts';
import type { Cancellation } from '../../ports/cancellation.ts';
import type { IndexedFolder } from '../../ports/folderIndex.ts';
import type { EmbedderComparison } from './compareEmbedders.ts';
import { knownItems } from './knownItems.ts';
import type { KnownItem } from './knownItems.ts';
import { retrieve } from '../retrieve.ts';
import type { RetrievePorts } from '../retrieve.ts';

/** How well questions find the exact chunks they were taken from. Shares are from 0 to 1. */
export interface IndexTest {
  readonly questions: number;
  readonly hitAt1: number;
  readonly hitAt5: number;
  readonly mrr: number;
  /**
   * The folders with the lowest hit@5, among those with at least three questions; worst first, at
   * most five. A folder ends in `/`; the root is empty.
   */
  readonly worstFolders: readonly {
    readonly folder: string;
    readonly questions: number;
    readonly hitAt5: number;
    readonly mrr: number;
  }[];
  /** The installed embedding models side by side; absent if there is only one. */
  readonly comparison?: EmbedderComparison;
}

const wanted = 100;
/** Number of chunks sampled for each question: many have no comment that makes one. */
const sampledPerItem = 10;
const minQuestionsPerFolder = 3;
const worst = 5;

/**
 * Asks an index questions taken from its own comments and prose. The index contains every answer,
 * so its misses show its blind spots: repetitive texts, chunks without an embedding, folders that
 * others drown out.
 * @param onProgress called after each question with the number done and the total.
 * @throws Failure `cancelled`.
 */
export async function measureIndex(
  folder: IndexedFolder,
  ports: RetrievePorts,
  cancellation: Cancellation,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<IndexTest> {
  const chunks = await folder.read((index) => index.sampleChunks(wanted * sampledPerItem));
  const items = knownItems(chunks, wanted);
  const asked: { folder: string; rank: number }[] = [];
  for (const item of items) {
    const request = {
      question: item.question,
      roots: [folder.root],
      filter: { paths: [], languages: [] },
      topK: 10,
      history: [],
    };
    const { hits } = await folder.read((index) => retrieve([index], request, ports, cancellation));
    asked.push({
      folder: folderOf(item),
      rank: hits.findIndex(
        (hit) => hit.path === item.chunk.path && overlap(hit.range, item.chunk.range),
      ),
    });
    onProgress(asked.length, items.length);
  }
  const folders = [...new Set(asked.map((one) => one.folder))].map((name) => ({
    folder: name,
    ...summary(asked.filter((one) => one.folder === name)),
  }));
  return {
    ...summary(asked),
    worstFolders: folders
      .filter(({ questions, hitAt5 }) => questions >= minQuestionsPerFolder && hitAt5 < 1)
      .sort((a, b) => a.hitAt5 - b.hitAt5 || a.mrr - b.mrr)
      .slice(0, worst)
      .map(({ folder: name, questions, hitAt5, mrr }) => ({
        folder: name,
        questions,
        hitAt5,
        mrr,
      })),
  };
}

function summary(
  asked: readonly { rank: number }[],
): Omit<IndexTest, 'worstFolders' | 'comparison'> {
  const mean = (score: (rank: number) => number): number =>
    asked.reduce((sum, { rank }) => sum + (rank < 0 ? 0 : score(rank)), 0) /
    Math.max(1, asked.length);
  return {
    questions: asked.length,
    hitAt1: mean((rank) => Number(rank === 0)),
    hitAt5: mean((rank) => Number(rank < 5)),
    mrr: mean((rank) => 1 / (rank + 1)),
  };
}

function folderOf({ chunk }: KnownItem): string {
  return chunk.path.slice(0, chunk.path.lastIndexOf('/') + 1);
}

function overlap(a: SourceRange, b: SourceRange): boolean {
  const place = (range: SourceRange): number =>
    range.kind === 'page' ? range.page : range.kind === 'cell' ? range.cell : 0;
  return (
    a.kind === b.kind &&
    place(a) === place(b) &&
    a.startLine <= b.endLine &&
    a.endLine >= b.startLine
  );
}
