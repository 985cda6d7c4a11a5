import { setTimeout as delay } from 'node:timers/promises';
import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import { LlamaLanguageModel } from '../node/llama/llamaLanguageModel.ts';
import { TuningFile } from '../node/llama/tuning/llamaTuning.ts';
import { tuningPath } from '../node/files/userFolders.ts';
import { modelMessages } from '../protocol/modelMessages.ts';

/** Entry of the child process that runs the chat model. Its standard error is the log. */

/** How long a chunk that is being computed may delay the exit. */
const endMs = 1000;

const tuning = new TuningFile(tuningPath);
const model = new LlamaLanguageModel((line) => {
  console.error(line);
}, tuning);
const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);

modelMessages.serve(connection, {
  load: (params, signal) => model.load(params, signal),
  generate: ({ id, load, request }, signal) =>
    model.generate(
      load,
      request,
      (event) => {
        void modelMessages.notify(connection, 'generated', { id, event });
      },
      signal,
    ),
  continueAnswer: ({ id, load, continuation }, signal) =>
    model.continueAnswer(
      load,
      continuation,
      (event) => {
        void modelMessages.notify(connection, 'generated', { id, event });
      },
      signal,
    ),
  converse: ({ id, load, request }, signal) =>
    model.converse(
      load,
      request,
      (event) => {
        void modelMessages.notify(connection, 'generated', { id, event });
      },
      signal,
    ),
  countTokens: ({ load, text }) => model.countTokens(load, text),
  readAhead: ({ load, request }, signal) => model.readAhead(load, request, signal),
  previewPrompt: ({ load, request }, signal) => model.previewPrompt(load, request, signal),
  replay: ({ load, receipt, guessing }, signal) => model.replay(load, receipt, guessing, signal),
  unload: () => model.unload(),
  shutdown: () => {
    void end();
  },
});
process.on('disconnect', () => {
  void end();
});
// Ctrl-C in a terminal reaches this process too; the parent decides what it means.
process.on('SIGINT', () => undefined);
connection.listen();
console.error(`The model process ${process.pid} runs on Node ${process.version}.`);

/**
 * Ends the process, also when the parent is gone: a model in memory must never outlive the editor.
 */
async function end(): Promise<never> {
  await Promise.race([model.unload(), delay(endMs)]).catch(() => undefined);
  process.exit(0);
}
