import { PartFile } from '../../../src/node/models/partFile.ts';

/** Holds the part of the file that the first argument names until it is killed. */
await PartFile.open(process.argv[2] ?? '');
process.send?.('held');
setInterval(() => undefined, 60_000);
