import * as vscode from 'vscode';
import type { ModelFiles } from '../../core/models.ts';
import type { ChatStore } from '../chat/conversations/chatStore.ts';
import { modelNodes } from './modelNodes.ts';
import type { ModelNode } from './modelNodes.ts';

const modelsViewId = 'askWorkspace.models';

/**
 * The Models view: models on this machine, and models to download. Hidden until a command opens it.
 */
export class ModelsView implements vscode.TreeDataProvider<ModelNode>, vscode.Disposable {
  readonly #models: Pick<ModelFiles, 'list' | 'catalog'>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #registration: vscode.Disposable;
  readonly #unsubscribe: () => void;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(models: Pick<ModelFiles, 'list' | 'catalog'>, store: ChatStore) {
    this.#models = models;
    this.#registration = vscode.window.registerTreeDataProvider(modelsViewId, this);
    this.#unsubscribe = store.subscribe((event) => {
      const isSettled =
        (event.type === 'chat-model-changed' || event.type === 'embedding-model-changed') &&
        (event.model.status === 'present' || event.model.status === 'absent');
      if (isSettled) this.refresh();
    });
  }

  async open(): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'askWorkspace.modelsAreOpen', true);
    await vscode.commands.executeCommand(`${modelsViewId}.focus`);
  }

  async hide(): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'askWorkspace.modelsAreOpen', false);
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: ModelNode): Promise<ModelNode[]> {
    return [
      ...(node?.children ??
        modelNodes(await this.#models.list(), this.#models.catalog(), Date.now())),
    ];
  }

  getTreeItem(node: ModelNode): vscode.TreeItem {
    const item = new vscode.TreeItem(
      node.label,
      node.kind === 'group'
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.None,
    );
    item.description = node.description;
    item.tooltip = node.tooltip;
    item.contextValue = node.kind;
    if (node.icon !== '') item.iconPath = new vscode.ThemeIcon(node.icon);
    return item;
  }

  dispose(): void {
    this.#registration.dispose();
    this.#unsubscribe();
    this.#changed.dispose();
  }
}
