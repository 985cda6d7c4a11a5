import { join } from 'node:path';
import { TestIndex, testIndexSettings } from '../support/indexes/indexProcess.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { PostgresServer } from '../support/servers/postgresServer.ts';
import { askMethods, methods } from './askMethods.ts';
import type { Scores } from './askMethods.ts';
import { measureNames } from './metrics.ts';
import type { KnownQuestion } from './metrics.ts';

/** How far a measure may be from that of the index on this machine. */
const tolerance = 0.01;

/**
 * Publishes indexed folders to a PostgreSQL that is started for it, and asks every question there,
 * as a teammate with an empty cache does.
 * @param publisher has the folders open.
 * @throws Error if PostgreSQL cannot be had here.
 */
export async function askStore(
  publisher: TestIndex,
  questions: readonly KnownQuestion[],
  roots: ReadonlyMap<string, string>,
  modelsFolder: string,
): Promise<Scores> {
  const started = await PostgresServer.start();
  if (typeof started === 'string') throw new Error(started);
  await using server = started;
  const store = await server.createDatabase();
  await using cache = throwAwayFolder('eval-store');
  await using reader = new TestIndex(join(cache.path, 'indexes'), {
    modelsFolder,
    settings: { ...testIndexSettings, store },
  });
  const signal = new AbortController().signal;
  for (const root of roots.values()) {
    await publisher.client.publishFolder({ root, store, keepDays: 30 }, signal);
    await reader.open(root);
    const { embeddingsComputed } = await reader.client.update({ root, paths: [] });
    if (embeddingsComputed > 0) throw new Error(`${root} was embedded although it is published.`);
  }
  return await askMethods(reader.client, questions, roots);
}

/** One sentence for each measure that differs by more than .01 from the index on this machine. */
export function differences(store: Scores, local: Scores): string[] {
  return methods.flatMap((method) =>
    measureNames.flatMap((name) => {
      const [there, here] = [store, local].map((scores) => scores[method]?.['all']?.[name] ?? 0);
      return there === undefined || here === undefined || Math.abs(there - here) <= tolerance
        ? []
        : [`${method} ${name} is ${there} in the store and ${here} here.`];
    }),
  );
}
