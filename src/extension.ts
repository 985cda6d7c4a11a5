import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { startEngine } from './engine.ts';
import { hasIndex } from './node/hasIndex.ts';
import { modelRecordsFolder, userIndexFolder, userModelsFolder } from './node/userFolders.ts';
import { AnswerDocuments } from './vscode/answerDocuments.ts';
import { ChatStore } from './vscode/chatStore.ts';
import { ChatViewProvider, chatViewId } from './vscode/chatViewProvider.ts';
import { ask } from './vscode/commands/ask.ts';
import { chooseChatModel } from './vscode/commands/chooseChatModel.ts';
import { copyDiagnostics } from './vscode/commands/copyDiagnostics.ts';
import { deleteAllData } from './vscode/commands/deleteAllData.ts';
import { downloadModel, downloadOtherModel } from './vscode/commands/downloadModel.ts';
import { importModel } from './vscode/commands/importModel.ts';
import { indexFolder } from './vscode/commands/indexFolder.ts';
import { deleteModel, revealModel, useChatModel, verifyModel } from './vscode/commands/keptModels.ts';
import { replayAnswer, showReceipt } from './vscode/commands/lastAnswer.ts';
import { rebuildIndex } from './vscode/commands/rebuildIndex.ts';
import { removeFromIndex } from './vscode/commands/removeFromIndex.ts';
import { setDecodingPreset } from './vscode/commands/setDecodingPreset.ts';
import { testIndex } from './vscode/commands/testIndex.ts';
import { whyNotIndexed } from './vscode/commands/whyNotIndexed.ts';
import { tellContext } from './vscode/contextKeys.ts';
import { Conversation } from './vscode/conversation.ts';
import { editorContext } from './vscode/editorContext.ts';
import { FileFollower } from './vscode/fileFollower.ts';
import { HealthView } from './vscode/healthView.ts';
import { openLog } from './vscode/log.ts';
import { ModelShelf } from './vscode/modelShelf.ts';
import { ModelsView } from './vscode/modelsView.ts';
import { QuestionScope } from './vscode/questionScope.ts';
import { ReadAhead } from './vscode/readAhead.ts';
import { ReadOnlyDocuments } from './vscode/readOnlyDocuments.ts';
import { registerCommands } from './vscode/registerCommands.ts';
import { serveChat } from './vscode/serveChat.ts';
import { readSettings } from './vscode/settings.ts';
import { StatusBar } from './vscode/statusBar.ts';
import { Surroundings } from './vscode/surroundings.ts';
import { WorkspaceIndex } from './vscode/workspaceIndex.ts';

/** What the tests inside VS Code look at. */
export interface TestedParts {
  readonly started: Promise<void>;
  readonly store: ChatStore;
  readonly conversation: Conversation;
  readonly index: WorkspaceIndex;
  readonly health: HealthView;
  readonly readAhead: ReadAhead;
}

let stopChildren = (): Promise<void> => Promise.resolve();

/** Builds the parts and connects them; what they do stands in their own files. */
export function activate(context: vscode.ExtensionContext): TestedParts | undefined {
  const log = openLog();
  const settings = () => readSettings((message) => { log.warn(message); });
  const logError = (error: unknown): void => { log.error(error instanceof Error ? error : String(error)); };

  const engine = startEngine({ settings: settings(), codeFolder: context.asAbsolutePath('dist'), log: (line) => { log.info(line); } });
  stopChildren = () => engine.stop();
  const store = new ChatStore();
  const index = new WorkspaceIndex(engine.index, (root) => hasIndex(userIndexFolder, root), log);
  const scope = new QuestionScope(store, () => index.folders);
  const editor = (preferActive: boolean) => editorContext(index.folders, preferActive);
  const conversation = new Conversation({ engine, store, index, targets: () => scope.targets, editor, settings, logError });
  const shelf = new ModelShelf({ models: engine.models, store, logError });
  const surroundings = new Surroundings({ engine, store, index, shelf, settings, logError });
  const documents = new ReadOnlyDocuments();
  const answers = new AnswerDocuments(conversation, documents);
  const readAhead = new ReadAhead({ engine, store, conversation, settings });
  const page = vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview');
  const view = new ChatViewProvider(page, store, log, (connection) => { serveChat(connection, { conversation, answers, readAhead }); });
  const health = new HealthView(index, engine.index, () => settings().index);
  const modelsView = new ModelsView(engine.models, store);
  const statusBar = new StatusBar();
  store.subscribe((event) => {
    if (event.type !== 'index-changed') return;
    statusBar.show(event.index);
    tellContext(event.index);
  });

  context.subscriptions.push(
    log, index, shelf, surroundings, health, modelsView, statusBar, new FileFollower(index), documents,
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
      showModels: () => modelsView.open(),
      hideModels: () => modelsView.hide(),
      useChatModel,
      verifyModel: (model) => verifyModel(model, engine.models),
      revealModel,
      deleteModel: async (model) => { if (await deleteModel(model, engine.models)) await shelf.refresh(); },
      downloadModel: (model) => downloadModel(model, engine.models, shelf),
      downloadOtherModel: () => downloadOtherModel(shelf),
      cancelDownload: (kind) => { shelf.cancel(kind === 'embedding' ? 'embedding' : 'chat'); },
      importChatModel: () => importModel('chat', shelf),
      importEmbeddingModel: () => importModel('embedding', shelf),
      chooseChatModel: () => chooseChatModel(engine.models),
      indexHealth: () => health.open(),
      hideIndexHealth: () => health.hide(),
      showSkippedFiles: () => health.open(),
      whyNotIndexed: (file) => whyNotIndexed(file, index, engine.index, settings().index),
      testIndex: () => testIndex(index, engine.index, documents),
      rebuildIndex: (folder) => rebuildIndex(folder, index),
      removeFromIndex: (folder) => removeFromIndex(folder, index),
      deleteAllData: () => deleteAllData({ cache: dirname(userIndexFolder), models: userModelsFolder({}), modelRecords: modelRecordsFolder() }, engine, index),
      showReceipt: () => showReceipt(conversation, engine, documents),
      replayAnswer: () => replayAnswer(conversation, engine),
      openSettings: () => vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${context.extension.id}`),
      showLog: () => { log.show(); },
      copyDiagnostics: () => copyDiagnostics(versionOf(context.extension), index, engine.models),
    }),
  );
  const started = surroundings.start();
  return context.extensionMode === vscode.ExtensionMode.Test ? { started, store, conversation, index, health, readAhead } : undefined;
}

/** The editor waits for this; a child whose editor is killed ends by itself. */
export async function deactivate(): Promise<void> {
  await stopChildren();
}

function versionOf({ packageJSON }: vscode.Extension<unknown>): string {
  const manifest: unknown = packageJSON;
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
}
