import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { modelRuntime } from '../../src/node/children/modelRuntime.ts';
import { measureSpeeds } from './llmSpeed.ts';
import type { Ratio } from './llmSpeed.ts';
import { measureWaits } from './llmWaits.ts';

/**
 * How fast the model side is:
 * `npm run bench:llm -- MODEL.gguf [--threads N] [--rounds N] [--json]`. The environment variable
 * `LLAMA_BENCH` may name a llama-bench of the same llama.cpp release to compare with. Ratios are
 * measured in turns within one run; absolute times are this machine's.
 */
const {
  values,
  positionals: [path],
} = parseArgs({
  allowPositionals: true,
  options: {
    threads: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
if (path === undefined) {
  console.error('Usage: npm run bench:llm -- MODEL.gguf [--threads N] [--rounds N] [--json]');
  process.exit(2);
}
// Measurements in this process must run as the model process does.
if (!process.env['GLIBC_TUNABLES']?.includes('hugetlb')) {
  process.exit(
    spawnSync(process.execPath, process.argv.slice(1), {
      env: modelRuntime('').env,
      stdio: 'inherit',
    }).status ?? 1,
  );
}
const threads = Number(values.threads ?? availableParallelism());
const ratios: Ratio[] = [];
for await (const ratio of measureSpeeds(
  path,
  threads,
  Number(values.rounds),
  process.env['LLAMA_BENCH'],
)) {
  console.error(`${ratio.name}: ${ratio.ratio.toFixed(2)}`);
  ratios.push(ratio);
}
const waits = await measureWaits(path, threads);
if (values.json) console.log(JSON.stringify({ path, threads, ratios, waits }, null, 2));
else {
  console.table(
    Object.fromEntries(
      ratios.map(({ name, ours, theirs, ratio, cpuRatio }) => [
        name,
        {
          ours: ours.toFixed(2),
          theirs: theirs.toFixed(2),
          ratio: ratio.toFixed(2),
          'by processor time': cpuRatio?.toFixed(2) ?? '',
        },
      ]),
    ),
  );
  console.table(
    Object.fromEntries(
      Object.entries(waits).flatMap(([name, value]: [string, number | Record<string, number>]) =>
        typeof value === 'number'
          ? [[name, value.toFixed(2)]]
          : Object.entries(value).map(([key, seconds]) => [
              `first token: ${key}`,
              `${seconds.toFixed(1)} s`,
            ]),
      ),
    ),
  );
}
process.exit(0);
