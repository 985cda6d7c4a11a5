import { pbkdf2 } from 'node:crypto';
import { endProcess } from '../../../src/node/children/endProcess.ts';

/** Ends itself while one of its threads computes for about an hour. */

pbkdf2('', '', 2 ** 31 - 1, 512, 'sha512', () => undefined);
setImmediate(endProcess);
