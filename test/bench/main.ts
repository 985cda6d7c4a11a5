import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildExtension, packVsix } from '../../packaging/packVsix.ts';
import { ownTarget } from '../../packaging/targets.ts';
import { repositoryRoot, resultsFolder } from '../support/paths.ts';
import { exitOnSignals, startGroup } from '../support/processGroup.ts';
import { marksIn, marksTable } from './marks.ts';
import type { Mark } from './marks.ts';

/**
 * `npm run bench`: the performance marks in one table, each beside its goal, with machine, commit
 * and date. Also written to test-results/performance.md. It takes about an hour and needs a quiet
 * machine. Names of benches (`npm run bench -- search`) run only those. Exits with 1 if a bench
 * fails; its marks are then missing.
 */
const benches: Readonly<Record<string, () => Promise<readonly Mark[]>>> = {
  package: packageSize,
  index: () => marksOf('index.ts'),
  search: () => marksOf('search.ts'),
  host: async () => {
    await buildExtension();
    return marksOf('host.ts');
  },
};

exitOnSignals();
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0)
  throw new Error(
    `no such bench: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`,
  );

const marks: Mark[] = [];
for (const name of wanted) {
  try {
    marks.push(...((await benches[name]?.()) ?? []));
  } catch (error) {
    console.error(`bench ${name} failed: ${String(error)}`);
    process.exitCode = 1;
  }
}
const commit = execFileSync('git', ['describe', '--always', '--dirty'], { cwd: repositoryRoot });
const report = [
  `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ` +
    `commit ${commit.toString().trim()}, ${new Date().toISOString().slice(0, 10)}`,
  '',
  marksTable(marks),
].join('\n');
await mkdir(resultsFolder, { recursive: true });
await writeFile(join(resultsFolder, 'performance.md'), report);
console.log(`\n${report}`);

/** Of this checkout, for this machine. */
async function packageSize(): Promise<readonly Mark[]> {
  const { bytes } = await packVsix();
  const value = `${(bytes / 1e6).toFixed(1)} MB`;
  return [{ what: `package for ${ownTarget()}`, value, goal: 'at most 120 MB' }];
}

/** Shows a bench's output and reads the marks in it. */
async function marksOf(script: string): Promise<readonly Mark[]> {
  const { leader, ended } = startGroup(process.execPath, [join(import.meta.dirname, script)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (leader.stdout === null) throw new Error('its output cannot be read');
  leader.stdout.pipe(process.stdout, { end: false });
  const output = await text(leader.stdout);
  const code = await ended;
  if (code !== 0) console.error(`${script} ended with exit code ${code}`);
  return marksIn(output);
}
