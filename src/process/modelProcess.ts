import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import { isFailure } from '../core/errors.ts';
import { inspectGguf } from '../node/gguf/ggufInspection.ts';
import { LlamaLanguageModel } from '../node/llama/llamaLanguageModel.ts';
import { TuningFile } from '../node/llama/llamaTuning.ts';
import { userIndexFolder } from '../node/files/userFolders.ts';
import {
  Generate,
  Generated,
  Inspect,
  Load,
  PreviewPrompt,
  ReadAhead,
  Replay,
  Shutdown,
  Unload,
} from '../protocol/modelMessages.ts';
import type { InspectOutcome } from '../core/models.ts';
import { handle } from '../protocol/rpc.ts';

/** Entry of the child process that runs the chat model. Its standard error is the log. */

/** How long a running chunk may hold up the end. */
const endMs = 1000;

const tuning = new TuningFile(join(dirname(userIndexFolder), 'threads.json'));
const model = new LlamaLanguageModel((line) => {
  console.error(line);
}, tuning);
const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);

handle(connection, Load, (params, signal) => model.load(params, signal));
handle(connection, Generate, ({ id, load, request }, signal) =>
  model.generate(
    load,
    request,
    (event) => {
      void connection.sendNotification(Generated, { id, event });
    },
    signal,
  ),
);
handle(connection, ReadAhead, ({ load, request }, signal) =>
  model.readAhead(load, request, signal),
);
handle(connection, PreviewPrompt, ({ load, request }, signal) =>
  model.previewPrompt(load, request, signal),
);
handle(connection, Replay, ({ load, receipt, guessing }, signal) =>
  model.replay(load, receipt, guessing, signal),
);
handle(connection, Inspect, ({ paths, contextSize }) =>
  Promise.all(paths.map((path) => inspect(path, contextSize))),
);
connection.onRequest(Unload, () => model.unload());
connection.onRequest(Shutdown, () => {
  void end();
});
process.on('disconnect', () => {
  void end();
});
// Ctrl-C in a terminal reaches this process as well; the parent decides what it means.
process.on('SIGINT', () => undefined);
connection.listen();
console.error(`The model process ${process.pid} runs on Node ${process.version}.`);

async function inspect(path: string, contextSize: number): Promise<InspectOutcome> {
  try {
    return { ok: true, model: await inspectGguf(path, contextSize) };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { ok: false, path, reason: error.reason, message: error.message };
  }
}

/** Without a parent there is no reason to live: a model in memory must never outlast the editor. */
async function end(): Promise<never> {
  await Promise.race([model.unload(), delay(endMs)]).catch(() => undefined);
  process.exit(0);
}
