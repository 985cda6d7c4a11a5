import type { ModelFile } from '../../core/models.ts';
import type { FolderState } from '../../core/indexing/folderState.ts';
import { megabytes } from './megabytes.ts';

export interface Diagnostics {
  readonly extensionVersion: string;
  readonly editor: string;
  readonly remote: string;
  readonly node: string;
  readonly platform: string;
  readonly cpus: string;
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
  readonly trusted: boolean;
  readonly states: readonly FolderState[];
  readonly chatModel: ModelFile | null;
  readonly embeddingModel: ModelFile | null;
  readonly changedSettings: Readonly<Record<string, string>>;
}

/** One fact per line, to paste into a bug report. Folders are numbered, not named. */
export function diagnosticsText(facts: Diagnostics): string {
  const lines = [
    `Ask Workspace ${facts.extensionVersion}`,
    `Editor: ${facts.editor}, remote: ${facts.remote}, Node ${facts.node}`,
    `Machine: ${facts.platform}, ${facts.cpus}, ${megabytes(facts.freeMemoryBytes)} of ` +
      `${megabytes(facts.memoryBytes)} free`,
    `Workspace: ${facts.trusted ? 'trusted' : 'not trusted'}, ${facts.states.length} indexed ` +
      'folders',
    ...facts.states.map(folderLine),
    `Chat model: ${modelWords(facts.chatModel)}`,
    `Embedding model: ${modelWords(facts.embeddingModel)}`,
    ...Object.entries(facts.changedSettings).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\n')}\n`;
}

function folderLine(state: FolderState, index: number): string {
  const skipped =
    Object.entries(state.skipped)
      .map(([reason, count]) => `${reason} ${count}`)
      .join(', ') || 'none';
  return (
    `Folder ${index + 1}: ${state.exists ? state.activity : 'no index'}, writer ` +
    `${state.writer}, ${state.files} files, ${state.chunks} chunks, ` +
    `${state.embeddedChunks} embedded, ${megabytes(state.bytesOnDisk)} on disk; skipped: ` +
    skipped
  );
}

function modelWords(file: ModelFile | null): string {
  return file === null ? 'none' : `${file.name}, ${megabytes(file.bytes)}`;
}
