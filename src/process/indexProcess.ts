import { constants, getPriority, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import { endProcess } from '../node/children/endProcess.ts';
import { makeFolder } from '../node/files/makeFolder.ts';
import { probeSqlite } from '../node/catalog/database/openDatabase.ts';
import { indexMessages } from '../protocol/indexMessages.ts';
import { FolderIndexes } from './folder/folderIndexes.ts';

/**
 * Entry of the index process. `--index DIR` is the folder that holds all indexes. The process ends
 * with its parent.
 */

const {
  values: { index: base },
} = parseArgs({ options: { index: { type: 'string' } } });
if (base === undefined) throw new Error('--index DIR is missing.');
// An index holds the text of its files, whoever else may read those: folders 0700, files 0600.
process.umask(0o077);
// From source, or from a bundle.
const prepareEntry = new URL(
  import.meta.url.endsWith('.ts') ? './prepareWorker.ts' : './prepareWorker.js',
  import.meta.url,
);

const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);
const folders = new FolderIndexes({
  base,
  prepareEntry,
  tell: (state) => {
    void indexMessages.notify(connection, 'folderState', state);
  },
  log: (line) => {
    console.log(line);
  },
});

indexMessages.serve(connection, {
  configure: (params) => {
    probeSqlite();
    makeFolder(base);
    // hnswlib opens files by paths relative to this folder.
    process.chdir(base);
    folders.configure(params);
  },
  openFolder: (params) => folders.open(params),
  closeFolder: ({ root }) => folders.close(root),
  update: (params, signal) => folders.folder(params.root).update(params, signal),
  lexicalReady: ({ root }, signal) => folders.folder(root).wordsReady(signal),
  search: (request, signal) => folders.search(request, signal),
  testIndex: ({ root }, signal) => folders.testIndex(root, signal),
  setPaused: ({ reason }) => {
    folders.pause(reason);
  },
  embedNow: () => {
    folders.embedNow();
  },
  removeFolder: ({ root }) => folders.folder(root).remove(),
  explain: ({ root, path }) => folders.folder(root).reads.explain(path),
  fileChunks: ({ root, path }) => folders.folder(root).reads.fileChunks(path),
  listSkipped: ({ root, limit, reason }) => folders.folder(root).reads.skippedFiles(limit, reason),
  suggestNames: ({ root, typed, limit }) => folders.folder(root).reads.suggestNames(typed, limit),
  exportFolder: ({ root, file }, signal) => folders.folder(root).archive.exportTo(file, signal),
  importFolder: ({ root, file }, signal) => folders.folder(root).archive.importFrom(file, signal),
  publishFolder: (params, signal) => folders.folder(params.root).publisher.publish(params, signal),
  takeFromStore: (params, signal) => folders.folder(params.root).publisher.takeIn(params, signal),
  nearness: ({ sentence, texts, enough }) => folders.nearness(sentence, texts, enough),
  prepareDetector: () => {
    folders.prepareDetector();
  },
  detectUnsupported: ({ passages }, signal) => folders.detectUnsupported(passages, signal),
  shutdown: async () => {
    await folders.closeAll();
    endProcess();
  },
});
// Optimizing the huge functions of some grammars (bash, C#) costs V8 half a gigabyte and gains
// nothing. Set before the first one is compiled.
setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');
// Editing and answering take precedence over indexing. A process that is already nicer may not
// lower its niceness.
if (getPriority() < constants.priority.PRIORITY_BELOW_NORMAL)
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
process.once('disconnect', endProcess);
// Ctrl-C in a terminal reaches this process too; the parent decides what it means.
process.on('SIGINT', () => undefined);
connection.listen();
