import * as vscode from 'vscode';
import type { ModelFiles } from '../../protocol/engine.ts';

interface ModelPick extends vscode.QuickPickItem {
  readonly run: () => Thenable<unknown>;
}

/** Lets a person choose among the .gguf files in the models folder, or bring another one. */
export async function chooseChatModel(models: ModelFiles): Promise<void> {
  const inUse = await models.find('chat');
  const files = (await ggufFiles(vscode.Uri.file(models.folder), 3)).map((uri): ModelPick => ({
    label: uri.path.slice(uri.path.lastIndexOf('/') + 1),
    description: uri.fsPath === inUse?.path ? 'in use' : '',
    run: () => vscode.workspace.getConfiguration('askWorkspace.chatModel').update('path', uri.fsPath, vscode.ConfigurationTarget.Global),
  }));
  const others: readonly ModelPick[] = [
    { label: '', kind: vscode.QuickPickItemKind.Separator, run: () => Promise.resolve() },
    { label: '$(file) Use a file…', run: () => vscode.commands.executeCommand('askWorkspace.importChatModel') },
    { label: '$(settings) Settings', run: () => vscode.commands.executeCommand('askWorkspace.openSettings') },
  ];
  const picked = await vscode.window.showQuickPick([...files, ...others], { title: 'Chat model', placeHolder: 'The model that answers in words' });
  await picked?.run();
}

async function ggufFiles(folder: vscode.Uri, depth: number): Promise<readonly vscode.Uri[]> {
  const entries = await readFolder(folder);
  const found = await Promise.all(entries.map(async ([name, type]) => {
    const uri = vscode.Uri.joinPath(folder, name);
    if ((type & vscode.FileType.Directory) !== 0) return depth > 1 ? ggufFiles(uri, depth - 1) : [];
    return name.endsWith('.gguf') ? [uri] : [];
  }));
  return found.flat();
}

async function readFolder(folder: vscode.Uri): Promise<readonly (readonly [string, vscode.FileType])[]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return [];
    throw error;
  }
}
