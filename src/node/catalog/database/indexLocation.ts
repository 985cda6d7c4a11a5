import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';
import { schemaVersion } from './catalogDatabase.ts';

/**
 * The index folder of a workspace folder. All windows, the CLI and all VS Code flavours find the
 * same one, even through a symbolic link. Its name is plain ASCII, whatever the workspace folder is
 * called.
 * @param kind `own`: the whole folder; `overlay`: only what a team's index does not have.
 * @throws Failure `folder-missing`.
 */
export async function indexLocation(
  base: string,
  root: string,
  kind: 'own' | 'overlay' = 'own',
): Promise<string> {
  const real = await realpath(root).catch((error: unknown) => {
    throw new Failure('folder-missing', wording('The folder {root} cannot be opened.', { root }), {
      cause: error,
    });
  });
  const own = process.platform === 'win32' ? real.toLowerCase() : real;
  return join(
    base,
    `v${schemaVersion}`,
    createHash('sha256')
      .update(kind === 'own' ? own : `${own}\0${kind}`)
      .digest('hex')
      .slice(0, 32),
  );
}
