import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repositoryRoot } from './paths.ts';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Starts the real `ask-workspace` from source, as the leader of its own process group. `home`
 * replaces the user's folders; `checkout` is the repository that the source is in.
 */
export function startCli(
  args: readonly string[],
  home: string,
  env: NodeJS.ProcessEnv = {},
  checkout = repositoryRoot,
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [join(checkout, 'src/cli/main.ts'), ...args], {
    env: {
      ...process.env,
      ASK_WORKSPACE_MODELS: '',
      HOME: home,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_CACHE_HOME: join(home, 'cache'),
      ...env,
    },
    detached: true,
  });
  child.stdin.end();
  return child;
}

/** Runs it to completion. */
export async function runCli(
  args: readonly string[],
  home: string,
  env?: NodeJS.ProcessEnv,
): Promise<CliResult> {
  return outcome(startCli(args, home, env));
}

/** The output of a started one, and how it ended. */
export async function outcome(child: ChildProcessWithoutNullStreams): Promise<CliResult> {
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: child.exitCode, stdout, stderr };
}
