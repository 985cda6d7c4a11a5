import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { repositoryRoot } from './paths.ts';
import { runMocha } from './mochaRun.ts';
import { exitOnSignals } from './processGroup.ts';

/**
 * `node mochaStage.ts [--timeout MS] GLOB...`: runs the test files that match, relative to the
 * repository.
 */

const { values, positionals } = parseArgs({
  options: { timeout: { type: 'string', default: '180000' } },
  allowPositionals: true,
});
exitOnSignals();
process.chdir(repositoryRoot);
const { failed } = await runMocha(globSync(positionals).sort(), Number(values.timeout));
process.exit(failed > 0 ? 1 : 0);
