import { OtherWriter } from './otherWriter.ts';
import type { FolderParts } from './folderParts.ts';
import type { FolderWriter } from './folderWriter.ts';

export interface WriterRoleParts extends Pick<FolderParts, 'store' | 'meaning'> {
  readonly writer: Pick<FolderWriter, 'tryBecome'>;
  /** This process became the writer because the other one is gone, maybe in mid-work. */
  readonly onTakeOver: () => void;
  /** Receives what follows the other process's writes; it reports what fails. */
  readonly inBackground: (work: Promise<void>) => void;
  /** The other process has written, and its vectors have been counted again. */
  readonly onWritten: () => Promise<void>;
}

/** Whether this process writes a folder, or follows another one that does. */
export class WriterRole {
  readonly #parts: WriterRoleParts;
  readonly #other = new OtherWriter(() => {
    this.#look();
  });

  constructor(parts: WriterRoleParts) {
    this.#parts = parts;
  }

  get otherIsThere(): boolean {
    return this.#other.isThere;
  }

  /**
   * Becomes the folder's writer, or follows the process that is.
   * @returns whether this process is the writer.
   */
  tryBecome(): boolean {
    const isWriter = this.#parts.writer.tryBecome();
    if (isWriter) this.#other.leave();
    else this.#other.follow();
    return isWriter;
  }

  /** Resolves after the next look at the other process, or when it is no longer followed. */
  nextLook(): Promise<undefined> {
    return this.#other.nextLook();
  }

  /** Stops following the other process. */
  leave(): void {
    this.#other.leave();
  }

  #look(): void {
    if (this.tryBecome()) this.#parts.onTakeOver();
    else this.#parts.inBackground(this.#follow());
  }

  async #follow(): Promise<void> {
    const { store, meaning, onWritten } = this.#parts;
    if (!this.#other.hasWritten(await store.reading?.catalog.dataVersion())) return;
    await meaning.recount();
    await onWritten();
  }
}
