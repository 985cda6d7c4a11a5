/** What runs a child process. */
export interface ChildRuntime {
  readonly execPath: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/**
 * The one place that decides what runs the child processes: the Node that the setting `nodePath`
 * names, otherwise the current runtime. In VS Code that is Electron, which `ELECTRON_RUN_AS_NODE`
 * turns into plain Node. The flags save memory (figures in docs/performance.md): V8 keeps less
 * garbage, and glibc's threads share heaps instead of having one each.
 * @param heaps how many heaps glibc makes. One makes embedding no slower.
 */
export function childRuntime(nodePath: string, heaps: 1 | 2 = 1): ChildRuntime {
  return {
    execPath: nodePath === '' ? process.execPath : nodePath,
    execArgv: ['--max-semi-space-size=2', '--optimize-for-size'],
    env: { MALLOC_ARENA_MAX: String(heaps), ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  };
}
