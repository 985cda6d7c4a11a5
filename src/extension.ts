import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { useLanguage } from './core/texts/translate.ts';
import { startEngine } from './engine.ts';
import { hasIndex } from './node/catalog/database/hasIndex.ts';
import { modelRecordsFolder, userIndexFolder, userModelsFolder } from './node/files/userFolders.ts';
import type { ParticipantContext } from './vscode/assistants/chatParticipant.ts';
import { registerParticipant } from './vscode/assistants/registerParticipant.ts';
import { registerChatModel } from './vscode/assistants/chatModelProvider.ts';
import { registerMcpServers } from './vscode/assistants/mcpServers.ts';
import type { McpServerOptions } from './vscode/assistants/mcpServers.ts';
import { extensionVersion } from './vscode/extensionVersion.ts';
import { whileEnabled } from './vscode/whileEnabled.ts';
import { WorkspaceTool, toolName } from './vscode/assistants/workspaceTool.ts';
import { AskActions } from './vscode/editor/askActions.ts';
import { AskLenses } from './vscode/editor/askLenses.ts';
import { AnswerDocuments } from './vscode/editor/answerDocuments.ts';
import { NotUsefulSources } from './vscode/chat/sources/notUsefulSources.ts';
import { ChatStore } from './vscode/chat/conversations/chatStore.ts';
import { ChatViewProvider, chatViewId } from './vscode/chat/chatViewProvider.ts';
import { tellContext } from './vscode/contextKeys.ts';
import { ChatSession } from './vscode/chat/chatSession.ts';
import { ConversationHistory } from './vscode/chat/conversations/conversationHistory.ts';
import { editorContext } from './vscode/editor/editorContext.ts';
import { FileFollower } from './vscode/index/fileFollower.ts';
import { HealthView } from './vscode/index/healthView.ts';
import { openLog } from './vscode/log.ts';
import { MentionNames } from './vscode/chat/question/mentionNames.ts';
import { ModelShelf } from './vscode/models/modelShelf.ts';
import { ModelsView } from './vscode/models/modelsView.ts';
import { MultilingualOffer } from './vscode/chat/multilingualOffer.ts';
import { ServerKeys } from './vscode/models/serverKeys.ts';
import { QuestionScope } from './vscode/chat/question/questionScope.ts';
import { ReadAhead } from './vscode/chat/readAhead.ts';
import { readFileText } from './vscode/editor/readFileText.ts';
import { ReadOnlyDocuments } from './vscode/editor/readOnlyDocuments.ts';
import { SourceFollower } from './vscode/editor/sourceFollower.ts';
import {
  chatCommandNames,
  generalCommandNames,
  indexCommandNames,
  modelCommandNames,
} from './vscode/commands/commandNames.ts';
import { registerCommands } from './vscode/commands/registerCommands.ts';
import { readSettings } from './vscode/readSettings.ts';
import { StatusBar } from './vscode/index/statusBar.ts';
import { TypingRest } from './vscode/index/typingRest.ts';
import { ChatUpdates } from './vscode/chat/chatUpdates.ts';
import { WorkspaceIndex } from './vscode/index/workspaceIndex.ts';
import { locate } from './vscode/index/workspaceFolders.ts';

/** Parts that the tests inside VS Code inspect. */
export interface TestedParts {
  readonly started: Promise<void>;
  readonly store: ChatStore;
  readonly conversation: ChatSession;
  readonly index: WorkspaceIndex;
  readonly scope: QuestionScope;
  readonly health: HealthView;
  readonly readAhead: ReadAhead;
  readonly history: ConversationHistory;
  readonly participant: ParticipantContext;
  readonly mcpServers: McpServerOptions;
}

/** What `Delete all data` may delete. */
const ownFolders = {
  cache: dirname(userIndexFolder),
  models: userModelsFolder({}),
  modelRecords: modelRecordsFolder(),
};

let stopChildren = (): Promise<void> => Promise.resolve();

/** Creates the parts and connects them. */
export function activate(context: vscode.ExtensionContext): TestedParts | undefined {
  const { bundle } = vscode.l10n;
  if (bundle !== undefined) useLanguage(vscode.env.language, bundle);
  const log = openLog();
  const settings = (root?: string) =>
    readSettings(
      (message) => {
        log.warn(message);
      },
      root === undefined ? undefined : vscode.Uri.file(root),
    );
  const logError = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
  };

  const serverKeys = new ServerKeys(context.secrets);
  const engine = startEngine({
    settings: settings(),
    serverKey: (origin, use) => serverKeys.get(origin, use),
    codeFolder: context.asAbsolutePath('dist'),
    log: (line) => {
      log.info(line);
    },
  });
  stopChildren = () => engine.stop();
  const store = new ChatStore();
  const index = new WorkspaceIndex(
    engine.index,
    (root) => hasIndex(userIndexFolder, root),
    log,
    settings,
  );
  const scope = new QuestionScope(store, () => index.folders);
  const editor = (preferActive: boolean) => editorContext(index.folders, preferActive);
  const history = new ConversationHistory(context.storageUri, logError);
  const multilingualOffer = new MultilingualOffer({ settings, models: engine.models });
  const notUsefulSources = new NotUsefulSources(context.workspaceState);
  const conversation = new ChatSession({
    notUseful: () => notUsefulSources.all,
    engine,
    store,
    index,
    targets: () => scope.targets,
    readFile: readFileText,
    editor,
    settings,
    logError,
    offerUnder: (question) => multilingualOffer.under(question),
    keep: (one) => {
      history.keep(one);
    },
  });
  const { models, chatModels } = engine;
  const shelf = new ModelShelf({ models, chatModels, settings, store, logError });
  const chatUpdates = new ChatUpdates({ engine, store, index, shelf, settings, logError });
  const documents = new ReadOnlyDocuments();
  const answers = new AnswerDocuments(conversation, documents, () => index.folders);
  const readAhead = new ReadAhead({ engine, store, conversation, settings });
  const mentions = new MentionNames(engine.index, () => index.folders);
  const page = vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview');
  const view = new ChatViewProvider(page, store, log, async () => {
    const { serveChat } = await import('./vscode/chat/serveChat.ts');
    const targets = {
      ...{ conversation, answers, readAhead, mentions, scope, notUsefulSources },
      index: engine.index,
      settings: () => settings(),
    };
    return (connection) => {
      serveChat(connection, targets);
    };
  });
  const health = new HealthView(index, engine.index, (root) => settings(root).index);
  const modelsView = new ModelsView(engine.models, store);
  const statusBar = new StatusBar();
  store.subscribe((event) => {
    if (event.type !== 'index-changed') return;
    statusBar.show(event.index);
    tellContext(event.index);
  });

  context.subscriptions.push(
    log,
    index,
    shelf,
    chatUpdates,
    health,
    modelsView,
    statusBar,
    new FileFollower(index),
    new SourceFollower(conversation),
    new AskActions(),
    documents,
    vscode.window.registerWebviewViewProvider(chatViewId, view),
    registerCommands(chatCommandNames, async () => {
      const { chatCommands } = await import('./vscode/commands/chatCommands.ts');
      return chatCommands({
        engine,
        view,
        conversation,
        documents,
        history,
        notUsefulSources,
        folders: () => index.folders,
      });
    }),
    registerCommands(indexCommandNames, async () => {
      const { indexCommands } = await import('./vscode/commands/index/indexCommands.ts');
      return indexCommands({
        client: engine.index,
        index,
        scope,
        view,
        health,
        documents,
        limits: (root) => settings(root).index,
      });
    }),
    registerCommands(modelCommandNames, async () => {
      const { modelCommands } = await import('./vscode/commands/models/modelCommands.ts');
      return modelCommands({
        models: engine.models,
        shelf,
        modelsView,
        serverKeys,
        keysChanged: async () => {
          await engine.configure(settings());
          if (settings().index.store !== '') await index.reopen();
          else if (settings().index.embeddingServer !== '') await index.updateIndexed();
        },
        multilingualOffer,
      });
    }),
    registerCommands(generalCommandNames, async () => {
      const { generalCommands } = await import('./vscode/commands/generalCommands.ts');
      return generalCommands({
        extension: context.extension,
        log,
        folders: ownFolders,
        engine,
        index,
        history,
        notUsefulSources,
        serverKeys,
      });
    }),
  );
  const assistants = () => settings().assistants;
  const participant: ParticipantContext = {
    notUseful: () => notUsefulSources.all,
    engine,
    index,
    editor,
    settings,
    logError,
    targets: () => scope.targets,
  };
  const mcpServers: McpServerOptions = {
    cliPath: context.asAbsolutePath('dist/cli.js'),
    version: extensionVersion(context.extension),
    settings,
    modelsFolder: () => models.folder,
  };
  context.subscriptions.push(
    whileEnabled(
      'askWorkspace.index.pauseWhileTyping',
      () => settings().index.pauseWhileTyping,
      () => new TypingRest(engine.index),
    ),
    whileEnabled(
      'askWorkspace.editor.codeLens',
      () => settings().editor.codeLens,
      () =>
        vscode.languages.registerCodeLensProvider(
          { scheme: 'file' },
          new AskLenses((uri) => locate(uri, index.folders) !== null),
        ),
    ),
    whileEnabled(
      'askWorkspace.assistants.participant',
      () => assistants().participant,
      () => registerParticipant(participant),
    ),
    whileEnabled(
      'askWorkspace.assistants.tool',
      () => assistants().tool,
      () => vscode.lm.registerTool(toolName, new WorkspaceTool(engine.index, index)),
    ),
    whileEnabled(
      'askWorkspace.assistants.model',
      () => assistants().model,
      () => registerChatModel({ engine, store, settings, logError }),
    ),
    whileEnabled(
      'askWorkspace.assistants.mcp',
      () => assistants().mcp,
      () => registerMcpServers(index, mcpServers),
    ),
  );
  const started = chatUpdates.start();
  return context.extensionMode === vscode.ExtensionMode.Test
    ? {
        started,
        store,
        conversation,
        index,
        scope,
        health,
        readAhead,
        history,
        participant,
        mcpServers,
      }
    : undefined;
}

/** The editor waits for this. If the editor is killed, its child processes end by themselves. */
export async function deactivate(): Promise<void> {
  await stopChildren();
}
