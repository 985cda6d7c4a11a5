import { isBuiltin } from 'node:module';
import type * as Sqlite from 'node:sqlite';
import { Failure } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';
import type { Wording } from '../../../core/texts/wording.ts';

/**
 * Opens a SQLite file (`:memory:` for none). The module is loaded at run time, so that an old Node
 * can report what is missing.
 * @throws Failure `runtime-too-old` naming the Node version needed.
 */
export function openDatabase(
  file: string,
  options: Sqlite.DatabaseSyncOptions = {},
): Sqlite.DatabaseSync {
  if (!isBuiltin('node:sqlite')) throw tooOld(wording('has no SQLite'));
  return new (process.getBuiltinModule('node:sqlite').DatabaseSync)(file, options);
}

/**
 * @throws Failure `runtime-too-old` if SQLite lacks what the index needs (FTS5 as of SQLite 3.43).
 */
export function probeSqlite(): void {
  const database = openDatabase(':memory:');
  try {
    database.exec("CREATE VIRTUAL TABLE probe USING fts5 (word, content='', contentless_delete=1)");
  } catch (error) {
    throw tooOld(wording('has a SQLite without FTS5'), error);
  } finally {
    database.close();
  }
}

function tooOld(lack: Wording, cause?: unknown): Failure {
  return new Failure(
    'runtime-too-old',
    wording(
      'Node.js {version} {lack}; Node.js 22.16 or newer is needed (setting askWorkspace.nodePath).',
      { version: process.version, lack },
    ),
    { cause },
  );
}
