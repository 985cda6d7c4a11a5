import * as vscode from 'vscode';
import { startEngine } from './engine.ts';
import { AnswerDocuments } from './vscode/answerDocuments.ts';
import { ChatStore } from './vscode/chatStore.ts';
import { ChatViewProvider, chatViewId } from './vscode/chatViewProvider.ts';
import { ask } from './vscode/commands/ask.ts';
import { copyDiagnostics } from './vscode/commands/copyDiagnostics.ts';
import { importModel } from './vscode/commands/importModel.ts';
import { indexFolder } from './vscode/commands/indexFolder.ts';
import { setDecodingPreset } from './vscode/commands/setDecodingPreset.ts';
import { Conversation } from './vscode/conversation.ts';
import { FileFollower } from './vscode/fileFollower.ts';
import { openLog } from './vscode/log.ts';
import { ModelShelf, modelKind } from './vscode/modelShelf.ts';
import { QuestionScope } from './vscode/questionScope.ts';
import { registerCommands } from './vscode/registerCommands.ts';
import { serveChat } from './vscode/serveChat.ts';
import { readSettings } from './vscode/settings.ts';
import { StatusBar } from './vscode/statusBar.ts';
import { Surroundings } from './vscode/surroundings.ts';
import { WorkspaceIndex } from './vscode/workspaceIndex.ts';

/** Builds the parts and connects them; what they do stands in their own files. */
export function activate(context: vscode.ExtensionContext): void {
  const log = openLog();
  const settings = () => readSettings((message) => { log.warn(message); });
  const logError = (error: unknown): void => { log.error(error instanceof Error ? error : String(error)); };

  const engine = startEngine({ settings: settings(), codeFolder: context.asAbsolutePath('dist'), log: (line) => { log.info(line); } });
  const store = new ChatStore();
  const index = new WorkspaceIndex(engine.index, log);
  const scope = new QuestionScope(store, () => index.folders);
  const conversation = new Conversation({ engine, store, index, targets: () => scope.targets, settings, logError });
  const shelf = new ModelShelf({ models: engine.models, store, logError });
  const surroundings = new Surroundings({ engine, store, index, shelf, settings, logError });
  const documents = new AnswerDocuments(conversation);
  const page = vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview');
  const view = new ChatViewProvider(page, store, log, (connection) => { serveChat(connection, { conversation, documents }); });
  const statusBar = new StatusBar();
  store.subscribe((event) => { if (event.type === 'index-changed') statusBar.show(event.index); });

  context.subscriptions.push(
    log, index, shelf, surroundings, statusBar, new FileFollower(index), documents.register(),
    vscode.window.registerWebviewViewProvider(chatViewId, view),
    registerCommands({
      ask: () => ask(view, conversation),
      stop: () => { conversation.stop(); },
      newConversation: () => { conversation.clear(); },
      indexFolder: (folder) => indexFolder(folder, index, scope, view),
      indexWorkspace: () => index.updateAll(),
      pauseIndexing: () => index.setPaused(true),
      resumeIndexing: () => index.setPaused(false),
      cancelIndexing: () => { index.cancel(); },
      clearScope: (label) => { scope.remove(String(label)); },
      setDecodingPreset,
      downloadModel: (kind) => shelf.download(modelKind(kind)),
      cancelDownload: (kind) => { shelf.cancel(modelKind(kind)); },
      importChatModel: () => importModel('chat', shelf),
      importEmbeddingModel: () => importModel('embedding', shelf),
      openSettings: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${context.extension.id}`),
      showLog: () => { log.show(); },
      copyDiagnostics: () => copyDiagnostics(versionOf(context.extension), index, engine.models),
    }),
    { dispose: () => { void engine.stop(); } },
  );
  void surroundings.start();
}

function versionOf({ packageJSON }: vscode.Extension<unknown>): string {
  const manifest: unknown = packageJSON;
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
}
