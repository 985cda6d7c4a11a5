import * as vscode from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc';
import { toHost } from '../../protocol/chatMessages.ts';
import type { AnswerDocuments } from '../editor/answerDocuments.ts';
import type { ChatSession } from './chatSession.ts';
import type { MentionNames } from './question/mentionNames.ts';
import { runNoticeAction } from './noticeActions.ts';
import { copyOfHit } from '../../core/answering/copyOfHit.ts';
import { narrowHit } from '../../core/answering/narrowCitation.ts';
import type { IndexService } from '../../core/indexing/indexService.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { nearestPreset } from './decodingPresets.ts';
import { resetAnswerSettings, writeAnswerSetting } from './writeAnswerSettings.ts';
import { openSource } from '../editor/openSource.ts';
import { SourceOutlines } from './sources/sourceOutlines.ts';
import type { NotUsefulSources } from './sources/notUsefulSources.ts';
import type { QuestionScope } from './question/questionScope.ts';
import type { ReadAhead } from './readAhead.ts';

/** What the page's messages act on; everything else they request is a command. */
export interface ChatTargets {
  readonly conversation: ChatSession;
  readonly answers: AnswerDocuments;
  readonly readAhead: ReadAhead;
  readonly mentions: MentionNames;
  readonly index: Pick<IndexService, 'fileChunks'>;
  readonly scope: QuestionScope;
  readonly settings: () => Settings;
  readonly notUsefulSources: NotUsefulSources;
}

/** Does what the page asks for. Messages name answers and sources by id; unknown ids do nothing. */
export function serveChat(connection: MessageConnection, targets: ChatTargets): void {
  const { conversation, answers, readAhead, mentions } = targets;
  const { scope, settings, notUsefulSources } = targets;
  const outlines = new SourceOutlines(targets.index);
  const run =
    (command: string, ...args: readonly unknown[]) =>
    (): void => {
      void vscode.commands.executeCommand(command, ...args);
    };
  toHost.handle(connection, 'suggestNames', ({ typed }) => mentions.suggest(typed));
  toHost.handle(connection, 'nameDropped', ({ uris }) => mentions.nameDropped(uris));
  toHost.handle(connection, 'outline', ({ entry, source }) =>
    outlines.around(conversation.source(entry, source)),
  );
  toHost.listen(connection, {
    drafting: ({ question }) => readAhead.draft(question),
    ask: ({ question }) => {
      void conversation.ask(question);
    },
    stop: () => {
      conversation.stop();
    },
    askAgain: ({ entry }) => {
      void conversation.askAgain(entry);
    },
    askInstead: ({ entry, question }) => {
      void conversation.askInstead(entry, question);
    },
    showVersion: ({ entry }) => {
      conversation.showVersion(entry);
    },
    answerFrom: ({ entry, sources }) => {
      void conversation.askAgain(entry, sources);
    },
    continueAnswer: ({ entry }) => {
      void conversation.continueAnswer(entry);
    },
    answerLonger: ({ entry }) => {
      void conversation.answerLonger(entry);
    },
    openSource: async ({ entry, source, beside, lines, copy }) => {
      const found = conversation.source(entry, source);
      const hit = found === null || copy === undefined ? found : copyOfHit(found, copy);
      const shown = hit === null || lines === undefined ? hit : narrowHit(hit, lines);
      if (shown !== null) await openSource(shown, beside === true);
    },
    openOutline: async ({ entry, source, lines, beside }) => {
      const hit = conversation.source(entry, source);
      if (hit !== null) await openSource(await outlines.hitAt(hit, lines), beside === true);
    },
    openDefinition: async ({ entry, at, beside }) => {
      const hit = conversation.definition(entry, at);
      if (hit !== null) await openSource(hit, beside === true);
    },
    askOnlyAbout: ({ entry, source }) => {
      const hit = conversation.source(entry, source);
      if (hit !== null) scope.set([{ root: hit.root, path: hit.path }]);
    },
    markSource: async ({ entry, source, notUseful }) => {
      const hit = conversation.source(entry, source);
      if (hit === null) return;
      await notUsefulSources.mark(hit, notUseful);
      conversation.showMarks();
    },
    insertCode: ({ entry, code }) => answers.insertCode(entry, code),
    openCode: ({ entry, code, language }) => answers.openCode(entry, code, language),
    copyAnswer: ({ entry }) => answers.copyAnswer(entry),
    insertNotes: ({ entry }) => answers.insertNotes(entry),
    showPrompt: ({ entry }) => answers.showPrompt(entry),
    previewPrompt: ({ question }) => {
      run('askWorkspace.previewPrompt', question)();
    },
    showReceipt: ({ entry }) => {
      run('askWorkspace.showReceipt', entry)();
    },
    replay: ({ entry }) => {
      run('askWorkspace.replayAnswer', entry)();
    },
    runAction: ({ entry, action }) => {
      runNoticeAction(action, entry, conversation);
    },
    newConversation: run('askWorkspace.newConversation'),
    downloadModel: ({ model }) => {
      run('askWorkspace.downloadModel', model)();
    },
    cancelDownload: ({ model }) => {
      run('askWorkspace.cancelDownload', model)();
    },
    importModel: ({ model }) => {
      const kind = model === 'chat' ? 'Chat' : 'Embedding';
      run(`askWorkspace.import${kind}Model`)();
    },
    chooseChatModel: run('askWorkspace.chooseChatModel'),
    indexWorkspace: run('askWorkspace.indexWorkspace'),
    setIndexingPaused: ({ paused }) => {
      run(paused ? 'askWorkspace.pauseIndexing' : 'askWorkspace.resumeIndexing')();
    },
    cancelIndexing: run('askWorkspace.cancelIndexing'),
    showSkippedFiles: run('askWorkspace.showSkippedFiles'),
    clearScope: ({ path }) => {
      scope.remove(path);
    },
    setDecodingPreset: ({ preset }) => {
      run('askWorkspace.setDecodingPreset', preset)();
    },
    setAnswerSetting: ({ setting, value }) => writeAnswerSetting(setting, value),
    resetAnswerSettings: () => resetAnswerSettings(nearestPreset(settings().decoding)),
    openFolder: run('vscode.openFolder'),
    manageTrust: run('workbench.trust.manage'),
    showLog: run('askWorkspace.showLog'),
    openSettings: run('askWorkspace.openSettings'),
  });
}
