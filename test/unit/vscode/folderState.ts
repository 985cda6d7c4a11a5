import type { FolderState } from '../../../src/core/indexing/folderState.ts';

/** A finished index of ten files, overridden by `fields`. */
export function folderState(fields: Partial<FolderState>): FolderState {
  return {
    root: '/work/flask',
    activity: 'idle',
    writer: 'self',
    exists: true,
    files: 10,
    chunks: 40,
    embeddedChunks: 40,
    skipped: {},
    bytesOnDisk: 0,
    vectorBytes: 0,
    embeddingModel: null,
    updatedAt: 1,
    progress: null,
    ...fields,
  };
}
