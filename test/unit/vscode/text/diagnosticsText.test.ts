import assert from 'node:assert/strict';
import { diagnosticsText } from '../../../../src/vscode/text/diagnosticsText.ts';
import type { Diagnostics } from '../../../../src/vscode/text/diagnosticsText.ts';

const facts: Diagnostics = {
  extensionVersion: '0.1.0',
  editor: 'VS Code 1.139.1',
  remote: 'none',
  node: '24.1.0',
  platform: 'linux x64 6.1',
  cpus: '2 x CPU',
  memoryBytes: 24e9,
  freeMemoryBytes: 8e9,
  trusted: true,
  chatModel: null,
  changedSettings: { 'askWorkspace.models.folder': 'set' },
  embeddingModel: {
    kind: 'embedding',
    name: 'all-MiniLM-L6-v2',
    path: '/home/ada/models/model.onnx',
    bytes: 22972370,
  },
  states: [
    {
      root: '/home/ada/secret-project',
      activity: 'idle',
      writer: 'self',
      exists: true,
      files: 12,
      chunks: 60,
      embeddedChunks: 30,
      skipped: { binary: 7 },
      bytesOnDisk: 1.5e6,
      vectorBytes: 0,
      embeddingModel: 'all-MiniLM-L6-v2',
      updatedAt: 1,
      progress: null,
    },
  ],
};

describe('diagnostics', () => {
  it('contain versions and counts', () => {
    const text = diagnosticsText(facts);
    assert.match(
      text,
      new RegExp(
        'Folder 1: idle, writer self, 12 files, 60 chunks, 30 embedded, ' +
          String.raw`1\.5 MB on disk; skipped: binary 7`,
      ),
    );
    assert.match(text, /Embedding model: all-MiniLM-L6-v2, 23 MB/);
    assert.match(text, /Chat model: none/);
  });

  it('contain no folder name and no path', () => {
    assert.doesNotMatch(diagnosticsText(facts), /secret-project|ada/);
  });
});
