import { readFileSync, readdirSync } from 'node:fs';

/** Process ids of this extension host's children that run `script`, from Linux's /proc. */
export function childPids(script: string): readonly number[] {
  const threads = readdirSync(`/proc/${process.pid}/task`);
  const children = threads.flatMap((thread) =>
    readFileSync(`/proc/${process.pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter((pid) => pid !== ''),
  );
  return children
    .map(Number)
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(script));
}
