import type { FolderState } from '../../core/indexing/folderState.ts';

/** The state of a folder without an index that was not opened. */
export function noIndex(root: string): FolderState {
  return {
    root,
    activity: 'idle',
    writer: 'self',
    exists: false,
    files: 0,
    chunks: 0,
    embeddedChunks: 0,
    skipped: {},
    bytesOnDisk: 0,
    vectorBytes: 0,
    embeddingModel: null,
    updatedAt: null,
    progress: null,
  };
}
