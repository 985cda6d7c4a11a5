import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is removed when it is disposed of, or at this process's exit. */
export interface ThrowAwayFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes an empty folder in `parent` (default: the system's temporary folder). */
export function throwAwayFolder(name: string, parent = tmpdir()): ThrowAwayFolder {
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, `ask-workspace-${name}-`));
  // A process that has just exited may still be writing, hence the retries.
  const options = { recursive: true, force: true, maxRetries: 5 };
  const removeAtExit = (): void => {
    rmSync(path, options);
  };
  process.once('exit', removeAtExit);
  return {
    path,
    async [Symbol.asyncDispose]() {
      process.removeListener('exit', removeAtExit);
      await rm(path, options);
    },
  };
}
