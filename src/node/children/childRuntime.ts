/** What runs a child process. */
export interface ChildRuntime {
  readonly execPath: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/**
 * The one place that decides what runs the child processes: the Node that the setting `nodePath`
 * names, otherwise the current runtime. In VS Code that is Electron, which `ELECTRON_RUN_AS_NODE`
 * turns into plain Node. The flags save memory (figures in docs/indexing.md): V8 keeps less
 * garbage, and glibc's threads share two heaps instead of having one each.
 */
export function childRuntime(nodePath: string): ChildRuntime {
  return {
    execPath: nodePath === '' ? process.execPath : nodePath,
    execArgv: ['--max-semi-space-size=2', '--optimize-for-size'],
    env: { MALLOC_ARENA_MAX: '2', ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  };
}
