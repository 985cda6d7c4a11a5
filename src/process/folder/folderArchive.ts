import { Failure } from '../../core/errors.ts';
import type { ArchiveReport } from '../../core/indexing/indexService.ts';
import { exportEmbeddings, importEmbeddings } from '../../node/archive/archivedEmbeddings.ts';
import type { FolderParts } from './folderParts.ts';
import { wording } from '../../core/texts/wording.ts';

type FolderArchiveParts = Pick<FolderParts, 'params' | 'store' | 'meaning' | 'shared'>;

/** Exports what one folder's index has computed, and takes in what another's has. */
export class FolderArchive {
  readonly #parts: FolderArchiveParts;

  constructor(parts: FolderArchiveParts) {
    this.#parts = parts;
  }

  /** @throws Failure `index-empty` if nothing is indexed by meaning; others by reason. */
  async exportTo(file: string, signal: AbortSignal): Promise<ArchiveReport> {
    const { params, store, shared } = this.#parts;
    if (store.reading === undefined)
      throw new Failure(
        'index-empty',
        wording('The folder {root} is not indexed yet.', { root: params.root }),
      );
    const embedder = await shared.embedder();
    if (embedder === null)
      throw new Failure(
        'model-missing',
        wording('An index is exported with its embeddings, and there is no embedding model.'),
      );
    return {
      embeddings: await exportEmbeddings(store.directory, embedder.modelSha256, file, signal),
    };
  }

  /**
   * Takes in the file's embeddings in short steps between other work.
   * @throws Failure `index-unreadable`, `model-unsupported`, `index-locked`; others by reason.
   */
  async importFrom(file: string, signal: AbortSignal): Promise<ArchiveReport> {
    const { params, store, meaning, shared } = this.#parts;
    const writer = store.write();
    if (writer === undefined)
      throw new Failure(
        'index-locked',
        wording('Another window writes the index of {root}.', { root: params.root }),
      );
    const embedder = await shared.embedder();
    const embeddings = await importEmbeddings(
      file,
      embedder?.modelSha256 ?? null,
      (part) => shared.turns.run('bulk', signal, () => writer.takeIn(part)),
      signal,
    );
    await meaning.open();
    await meaning.recount();
    return { embeddings };
  }
}
