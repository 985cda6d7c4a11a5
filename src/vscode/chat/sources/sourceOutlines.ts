import { isFailure } from '../../../core/errors.ts';
import type { Hit, StoredChunk } from '../../../core/domain.ts';
import type { IndexService } from '../../../core/indexing/indexService.ts';
import { indexedLines } from '../../../core/retrieval/presenting/indexedLines.ts';
import { outlineAround } from '../../../core/retrieval/presenting/outlineAround.ts';
import type { FileLines, SourceOutline } from '../../../core/retrieval/presenting/outlineAround.ts';

/** What surrounds sources in their files, as the index knows them. */
export class SourceOutlines {
  readonly #index: Pick<IndexService, 'fileChunks'>;

  constructor(index: Pick<IndexService, 'fileChunks'>) {
    this.#index = index;
  }

  /** Empty without a source, and if its file is not in an index. */
  async around(source: Hit | null): Promise<SourceOutline> {
    return source === null
      ? { around: [], names: [], unlisted: 0 }
      : outlineAround(await this.#chunks(source), source);
  }

  /**
   * Other lines of a source's file, with the text that the index has of them, by which they are
   * found after an edit. The source itself if the index no longer has them.
   */
  async hitAt(source: Hit, { first, last }: FileLines): Promise<Hit> {
    const known = indexedLines(await this.#chunks(source), {});
    const text: string[] = [];
    for (let line = first; line <= last && known.has(line); line++)
      text.push(known.get(line) ?? '');
    if (text.length === 0) return source;
    return {
      ...source,
      range: { kind: 'lines', startLine: first, endLine: last },
      text: text.join('\n'),
    };
  }

  async #chunks({ root, path }: Hit): Promise<readonly StoredChunk[]> {
    try {
      return await this.#index.fileChunks(root, path);
    } catch (error) {
      if (isFailure(error)) return [];
      throw error;
    }
  }
}
