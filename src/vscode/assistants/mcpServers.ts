import * as vscode from 'vscode';
import type { Settings } from '../../core/settings/settings.ts';
import type { WorkspaceIndex } from '../index/workspaceIndex.ts';

/** As in `contributes.mcpServerDefinitionProviders`. */
const providerId = 'askWorkspace.mcp';

export interface McpServerOptions {
  /** Absolute path of `cli.js`. */
  readonly cliPath: string;
  readonly version: string;
  readonly settings: () => Settings;
  readonly modelsFolder: () => string;
}

/**
 * Offers the editor a Model Context Protocol server for each folder of the workspace:
 * `ask-workspace mcp FOLDER`, which the editor starts when an assistant uses it.
 */
export function registerMcpServers(
  index: Pick<WorkspaceIndex, 'folders' | 'onDidChange'>,
  options: McpServerOptions,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let offered = rootsOf(index);
  const subscription = index.onDidChange(() => {
    if (rootsOf(index) === offered) return;
    offered = rootsOf(index);
    changed.fire();
  });
  const provider = vscode.lm.registerMcpServerDefinitionProvider(providerId, {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => mcpServers(index, options),
  });
  return vscode.Disposable.from(provider, subscription, changed);
}

/** None in a workspace that is not trusted, because it has no folders to ask about. */
export function mcpServers(
  { folders }: Pick<WorkspaceIndex, 'folders'>,
  { cliPath, version, settings, modelsFolder }: McpServerOptions,
): vscode.McpStdioServerDefinition[] {
  const { nodePath } = settings();
  return folders.map(
    ({ root, name }) =>
      new vscode.McpStdioServerDefinition(
        `Ask Workspace: ${name}`,
        nodePath === '' ? process.execPath : nodePath,
        [cliPath, 'mcp', root, '--models', modelsFolder()],
        { ELECTRON_RUN_AS_NODE: '1' },
        version,
      ),
  );
}

function rootsOf({ folders }: Pick<WorkspaceIndex, 'folders'>): string {
  return folders.map(({ root }) => root).join('\n');
}
