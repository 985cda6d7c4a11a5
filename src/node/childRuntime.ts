/** What runs a child process. */
export interface ChildRuntime {
  readonly execPath: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/**
 * The one place that decides what runs the child processes: the Node that the setting `nodePath` names, else the runtime we are in
 * (inside VS Code that is Electron, which `ELECTRON_RUN_AS_NODE` makes a plain Node).
 */
export function childRuntime(nodePath: string): ChildRuntime {
  return { execPath: nodePath === '' ? process.execPath : nodePath, execArgv: [], env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } };
}
