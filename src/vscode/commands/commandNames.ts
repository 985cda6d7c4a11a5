/**
 * The commands by the files that have them, without `askWorkspace.`. They are registered when the
 * extension starts; their code is loaded when one is used.
 */

export const chatCommandNames = [
  'askAboutSelection',
  'askAboutFile',
  'askAboutLines',
  'explainFile',
  'askAboutProblem',
  'askAboutFailedTest',
  'ask',
  'stop',
  'newConversation',
  'showHistory',
  'showNotUseful',
  'setDecodingPreset',
  'previewPrompt',
  'showReceipt',
  'replayAnswer',
] as const;

export const indexCommandNames = [
  'indexWorkspace',
  'indexFolder',
  'removeFromIndex',
  'rebuildIndex',
  'pauseIndexing',
  'resumeIndexing',
  'embedNow',
  'cancelIndexing',
  'indexHealth',
  'hideIndexHealth',
  'showSkippedFiles',
  'whyNotIndexed',
  'exportIndex',
  'importIndex',
  'testIndex',
] as const;

export const modelCommandNames = [
  'showModels',
  'hideModels',
  'setServerKey',
  'chooseChatModel',
  'useChatModel',
  'useEmbeddingModel',
  'verifyModel',
  'revealModel',
  'deleteModel',
  'downloadModel',
  'downloadOtherModel',
  'cancelDownload',
  'useMultilingualModel',
  'declineMultilingualModel',
  'importChatModel',
  'importEmbeddingModel',
  'importDetector',
  'useDetector',
] as const;

export const generalCommandNames = [
  'openSettings',
  'showLog',
  'copyDiagnostics',
  'deleteAllData',
] as const;
