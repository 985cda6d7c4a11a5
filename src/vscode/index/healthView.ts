import * as vscode from 'vscode';
import type { IndexService } from '../../core/indexing/indexService.ts';
import { factNodes, folderNode } from './healthNodes.ts';
import type { HealthNode, SkipLimits } from './healthNodes.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';
import { t } from '../../core/texts/translate.ts';

const healthViewId = 'askWorkspace.health';
/** At most this many left-out files are listed per reason. */
const maxListedFiles = 2000;

/**
 * The Index Health view. For each folder: what is indexed, how far, how large, and what was left
 * out and why. Hidden until a command opens it.
 */
export class HealthView implements vscode.TreeDataProvider<HealthNode>, vscode.Disposable {
  readonly #index: WorkspaceIndex;
  readonly #client: Pick<IndexService, 'listSkipped'>;
  readonly #limits: (root: string) => SkipLimits;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: readonly vscode.Disposable[];
  #isOpen = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    index: WorkspaceIndex,
    client: Pick<IndexService, 'listSkipped'>,
    limits: (root: string) => SkipLimits,
  ) {
    this.#index = index;
    this.#client = client;
    this.#limits = limits;
    this.#subscriptions = [
      index.onDidChange(() => {
        if (this.#isOpen) this.#changed.fire(undefined);
      }),
      vscode.window.registerTreeDataProvider(healthViewId, this),
    ];
  }

  async open(): Promise<void> {
    await this.#show(true);
    await vscode.commands.executeCommand(`${healthViewId}.focus`);
  }

  async hide(): Promise<void> {
    await this.#show(false);
  }

  async getChildren(node?: HealthNode): Promise<HealthNode[]> {
    if (node === undefined)
      return this.#index.reports.map((report) => folderNode(report, this.#limits(report.root)));
    if (node.kind === 'folder')
      return this.#index.reports
        .filter(({ root }) => root === node.root)
        .flatMap(({ state }) => factNodes(state, this.#limits(node.root), Date.now()));
    return node.kind === 'reason' ? this.#files(node) : [];
  }

  getTreeItem(node: HealthNode): vscode.TreeItem {
    const item = new vscode.TreeItem(node.label, collapsibleState(node));
    item.id = [
      node.kind,
      node.root,
      node.reason ?? '',
      node.path ?? (node.kind === 'fact' ? node.label : ''),
    ].join('\n');
    item.description = node.description;
    item.tooltip = node.description === '' ? node.label : `${node.label}: ${node.description}`;
    item.iconPath = new vscode.ThemeIcon(node.icon);
    item.contextValue = node.kind;
    if (node.path !== undefined) {
      item.resourceUri = vscode.Uri.joinPath(vscode.Uri.file(node.root), node.path);
      item.command = { command: 'vscode.open', title: t('Open'), arguments: [item.resourceUri] };
    }
    return item;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  async #show(isOpen: boolean): Promise<void> {
    this.#isOpen = isOpen;
    await vscode.commands.executeCommand('setContext', 'askWorkspace.healthIsOpen', isOpen);
  }

  async #files({ root, reason }: HealthNode): Promise<HealthNode[]> {
    const skipped = await this.#client.listSkipped(root, maxListedFiles, reason);
    return skipped.map(({ path }): HealthNode => ({
      kind: 'file',
      root,
      path,
      label: path,
      description: '',
      icon: 'file',
    }));
  }
}

function collapsibleState({ kind }: HealthNode): vscode.TreeItemCollapsibleState {
  if (kind === 'folder') return vscode.TreeItemCollapsibleState.Expanded;
  return kind === 'reason'
    ? vscode.TreeItemCollapsibleState.Collapsed
    : vscode.TreeItemCollapsibleState.None;
}
