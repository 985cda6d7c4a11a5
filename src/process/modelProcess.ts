import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import type { GenerateEvent } from '../core/ports/generation.ts';
import { endProcess } from '../node/children/endProcess.ts';
import { LlamaLanguageModel } from '../node/llama/llamaLanguageModel.ts';
import { TuningFile } from '../node/llama/tuning/llamaTuning.ts';
import { tuningPath } from '../node/files/userFolders.ts';
import { modelMessages } from '../protocol/modelMessages.ts';

/** Entry of the child process that runs the chat model. Its standard error is the log. */

const tuning = new TuningFile(tuningPath);
const model = new LlamaLanguageModel((line) => {
  console.error(line);
}, tuning);
const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);

/** Sends the events of the request `id` to the parent. */
const reporting =
  (id: string) =>
  (event: GenerateEvent): void => {
    void modelMessages.notify(connection, 'generated', { id, event });
  };

modelMessages.serve(connection, {
  load: (params, signal) => model.load(params, signal),
  generate: ({ id, load, request }, signal) => model.generate(load, request, reporting(id), signal),
  continueAnswer: ({ id, load, continuation }, signal) =>
    model.continueAnswer(load, continuation, reporting(id), signal),
  converse: ({ id, load, request }, signal) => model.converse(load, request, reporting(id), signal),
  countTokens: ({ load, text }) => model.countTokens(load, text),
  readAhead: ({ load, request }, signal) => model.readAhead(load, request, signal),
  previewPrompt: ({ load, request }, signal) => model.previewPrompt(load, request, signal),
  replay: ({ load, receipt, guessing }, signal) => model.replay(load, receipt, guessing, signal),
  unload: () => model.unload(),
  shutdown: endProcess,
});
// A model in memory must never outlive the editor.
process.on('disconnect', endProcess);
// Ctrl-C in a terminal reaches this process too; the parent decides what it means.
process.on('SIGINT', () => undefined);
connection.listen();
console.error(`The model process ${process.pid} runs on Node ${process.version}.`);
