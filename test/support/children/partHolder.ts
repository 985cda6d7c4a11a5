import { PartFile } from '../../../src/node/models/transfer/partFile.ts';

/** Keeps the partial file that the first argument names locked until it is killed. */
await PartFile.open(process.argv[2] ?? '');
process.send?.('held');
setInterval(() => undefined, 60_000);
