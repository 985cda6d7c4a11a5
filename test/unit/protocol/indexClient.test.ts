import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { MessageConnection } from 'vscode-jsonrpc';
import {
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from 'vscode-jsonrpc/node';
import { Failure, isFailure } from '../../../src/core/errors.ts';
import { indexMessages } from '../../../src/protocol/indexMessages.ts';
import type { ConfigureParams, FolderState } from '../../../src/core/indexing/folderState.ts';
import { IndexClient } from '../../../src/protocol/indexClient.ts';
import type { ChildProcess } from '../../../src/protocol/childProcess.ts';
import { closeConnection } from '../../../src/protocol/rpc.ts';
import { wording } from '../../../src/core/texts/wording.ts';

const first: ConfigureParams = {
  settings: {
    enabled: true,
    maxFileSizeMB: 1,
    maxPdfSizeMB: 1,
    threads: 1,
    pauseWhileAnswering: true,
    pauseWhileTyping: false,
    pauseOnBattery: true,
    metric: 'cosine',
    embeddingModel: 'all-minilm-l6-v2',
    embeddingServer: '',
    store: '',
    storeRepository: '',
    embeddingServerModel: '',
  },
  modelsFolder: '/first',
};
const second: ConfigureParams = { ...first, modelsFolder: '/second' };
const state: FolderState = {
  root: '/a',
  activity: 'idle',
  writer: 'self',
  exists: true,
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

/**
 * A stand-in for the child process that records its messages over a real connection. The real one
 * is tested in test/node/process/engine.test.ts.
 */
class ToldChild implements ChildProcess {
  readonly told: string[] = [];
  readonly unopenable = new Set<string>();
  #listeners: ((connection: MessageConnection) => Promise<void>)[] = [];
  #running: MessageConnection | undefined;

  async connect(): Promise<MessageConnection> {
    if (this.#running !== undefined) return this.#running;
    const [up, down] = [new PassThrough(), new PassThrough()];
    const here = createMessageConnection(
      new StreamMessageReader(down),
      new StreamMessageWriter(up),
    );
    const there = createMessageConnection(
      new StreamMessageReader(up),
      new StreamMessageWriter(down),
    );
    indexMessages.handle(there, 'configure', ({ modelsFolder }) => {
      this.told.push(`configure ${modelsFolder}`);
    });
    indexMessages.handle(there, 'setPaused', ({ reason }) => {
      this.told.push(`paused ${String(reason)}`);
    });
    indexMessages.handle(there, 'openFolder', ({ root }) => {
      this.told.push(`open ${root}`);
      if (this.unopenable.has(root)) throw new Failure('folder-missing', wording('gone'));
      return { ...state, root };
    });
    indexMessages.handle(there, 'closeFolder', ({ root }) => {
      this.told.push(`close ${root}`);
    });
    there.listen();
    here.listen();
    this.#running = here;
    await Promise.all(this.#listeners.map((listener) => listener(here)));
    return here;
  }

  onStart(listener: (connection: MessageConnection) => Promise<void>): void {
    this.#listeners.push(listener);
  }

  crash(): void {
    if (this.#running !== undefined)
      closeConnection(this.#running, new Failure('process-crashed', wording('crashed')));
    this.#running = undefined;
    this.told.length = 0;
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}

describe('IndexClient', () => {
  let child: ToldChild;
  let client: IndexClient;
  let configuration: ConfigureParams;

  beforeEach(() => {
    child = new ToldChild();
    configuration = first;
    client = new IndexClient(child, () => Promise.resolve(configuration));
  });

  const open = (root: string): Promise<FolderState> =>
    client.openFolder({ root, excludeGlobs: [], recentFiles: [] });

  it('starts no process when configured, and sends the configuration first', async () => {
    configuration = second;
    await client.configure();
    assert.deepEqual(child.told, []);
    await open('/a');
    assert.deepEqual(child.told, ['configure /second', 'open /a']);
  });

  it('sends a changed configuration to a running process at once', async () => {
    await open('/a');
    configuration = second;
    await client.configure();
    assert.equal(child.told.at(-1), 'configure /second');
  });

  it('resends configuration, pause and open folders after a crash', async () => {
    await open('/a');
    await open('/b');
    await client.setPaused(true);
    child.crash();
    configuration = second;
    await client.configure();
    await open('/c');
    assert.deepEqual(child.told, [
      'configure /second',
      'paused user',
      'open /a',
      'open /b',
      'open /c',
    ]);
  });

  it('restarts even if a folder can no longer be opened', async () => {
    await open('/a');
    await open('/b');
    child.crash();
    child.unopenable.add('/a');
    await open('/c');
    assert.deepEqual(child.told, ['configure /first', 'open /a', 'open /b', 'open /c']);
    await assert.rejects(open('/a'), (error) => isFailure(error, 'folder-missing'));
  });

  it('closes a folder in a running process, but starts none for it', async () => {
    await open('/a');
    await open('/b');
    await client.closeFolder('/a');
    assert.equal(child.told.at(-1), 'close /a');
    child.crash();
    await client.closeFolder('/b');
    assert.deepEqual(child.told, []);
    await open('/c');
    assert.deepEqual(child.told, ['configure /first', 'open /c']);
  });

  it('pauses indexing during answers, until the last of several has ended', async () => {
    await open('/a');
    child.told.length = 0;
    const [one, two] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
    const both = [
      client.restWhile('answering', () => one.promise),
      client.restWhile('answering', () => two.promise),
    ];
    one.resolve(1);
    assert.equal(await both[0], 1);
    assert.deepEqual(child.told, ['paused answering']);
    two.resolve(2);
    await both[1];
    assert.deepEqual(child.told, ['paused answering', 'paused null']);
  });

  it('resumes indexing after an answer that failed', async () => {
    await open('/a');
    await assert.rejects(
      client.restWhile('answering', () => Promise.reject(new Error('no answer'))),
      /no answer/,
    );
    assert.equal(child.told.at(-1), 'paused null');
  });

  it('rests for typing, unless an answer or the user has it rest already', async () => {
    await open('/a');
    child.told.length = 0;
    const [answer, typing] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
    const rests = [
      client.restWhile('answering', () => answer.promise),
      client.restWhile('typing', () => typing.promise),
    ];
    answer.resolve(1);
    await rests[0];
    assert.equal(child.told.at(-1), 'paused typing');
    typing.resolve(2);
    await rests[1];
    assert.equal(child.told.at(-1), 'paused null');
  });

  it('leaves indexing paused after an answer if the user paused it', async () => {
    await open('/a');
    await client.setPaused(true);
    await client.restWhile('answering', () => Promise.resolve());
    assert.equal(child.told.at(-1), 'paused user');
  });
});
