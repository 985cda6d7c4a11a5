import { parentPort } from 'node:worker_threads';
import type { PrepareReply, PrepareRequest } from '../../../src/node/reading/prepareMessages.ts';

/** A preparing thread that crashes on one file, as a parser may. */
parentPort?.on('message', ({ id, path }: PrepareRequest) => {
  if (path === 'deadly') process.exit(7);
  if (path === 'thrown') throw new Error('a bug');
  parentPort?.postMessage({
    id,
    prepared: { outcome: 'skipped', hash: path, reason: 'binary' },
  } satisfies PrepareReply);
});
