import { parentPort, workerData } from 'node:worker_threads';
import { logOnce } from '../core/logOnce.ts';
import { createFileChunker } from '../node/reading/createFileChunker.ts';
import { prepareFile } from '../node/reading/prepareFile.ts';
import type {
  PrepareLimits,
  PrepareReply,
  PrepareRequest,
} from '../node/reading/prepareMessages.ts';

/**
 * Entry of the worker thread that reads files and cuts them into chunks, so that the index process
 * can answer in the meantime.
 */

if (parentPort === null) throw new Error('This is the entry of a worker thread.');
const port = parentPort;
const limits = workerData as PrepareLimits;
// What a worker thread prints goes to its process's output.
const chunker = createFileChunker(
  limits,
  logOnce((line) => {
    console.log(line);
  }),
);
const maxBytes = Math.max(limits.maxFileBytes, limits.maxPdfBytes);
let previous: Promise<void> = Promise.resolve();

port.on('message', (request: PrepareRequest) => {
  // One after the other: two files at once would only share this thread and hold both texts in
  // memory.
  previous = previous.then(() => answer(request));
});

async function answer({ id, root, path, knownHash, encoding }: PrepareRequest): Promise<void> {
  let reply: PrepareReply;
  try {
    const prepared = await prepareFile({ root, path, knownHash, maxBytes, encoding }, chunker);
    reply = { id, prepared };
  } catch (error) {
    reply = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  port.postMessage(reply);
}
