/** What runs a child process. */
export interface ChildRuntime {
  readonly execPath: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/**
 * The one place that decides what runs the child processes: the Node that the setting `nodePath`
 * names, else the runtime we are in (inside VS Code that is Electron, which `ELECTRON_RUN_AS_NODE`
 * makes a plain Node). The settings are for memory (docs/indexing.md has the figures): V8 keeps
 * less garbage, and glibc gives threads two heaps to share instead of one each.
 */
export function childRuntime(nodePath: string): ChildRuntime {
  return {
    execPath: nodePath === '' ? process.execPath : nodePath,
    execArgv: ['--max-semi-space-size=2', '--optimize-for-size'],
    env: { MALLOC_ARENA_MAX: '2', ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  };
}
