import type { ModelFiles } from '../../../core/models.ts';
import type { MultilingualOffer } from '../../chat/multilingualOffer.ts';
import type { ModelShelf } from '../../models/modelShelf.ts';
import type { ModelsView } from '../../models/modelsView.ts';
import type { ServerKeys } from '../../models/serverKeys.ts';
import type { modelCommandNames } from '../commandNames.ts';
import type { Commands } from '../registerCommands.ts';
import { chooseChatModel } from './chooseChatModel.ts';
import { downloadModel, downloadOtherModel } from './downloadModel.ts';
import { declineMultilingualModel, useMultilingualModel } from './multilingualModel.ts';
import { importModel } from './importModel.ts';
import { importDetector } from './importDetector.ts';
import { setServerKey } from './setServerKey.ts';
import {
  deleteModel,
  revealModel,
  useChatModel,
  useDetector,
  useEmbeddingModel,
  verifyModel,
} from './keptModels.ts';

export interface ModelCommandParts {
  readonly models: ModelFiles;
  readonly shelf: ModelShelf;
  readonly modelsView: ModelsView;
  readonly serverKeys: ServerKeys;
  /** Puts changed keys of servers to use. */
  readonly keysChanged: () => Promise<void>;
  readonly multilingualOffer: Pick<MultilingualOffer, 'modelId'>;
}

export function modelCommands({
  models,
  shelf,
  modelsView,
  serverKeys,
  keysChanged,
  multilingualOffer,
}: ModelCommandParts): Commands<(typeof modelCommandNames)[number]> {
  return {
    showModels: () => modelsView.open(),
    hideModels: () => modelsView.hide(),
    setServerKey: () => setServerKey(serverKeys, keysChanged),
    chooseChatModel: () => chooseChatModel(models),
    useChatModel,
    useEmbeddingModel: (model) => useEmbeddingModel(model, models),
    verifyModel: (model) => verifyModel(model, models),
    revealModel,
    deleteModel: async (model) => {
      if (await deleteModel(model, models)) await shelf.refresh();
    },
    downloadModel: (model) => downloadModel(model, models, shelf),
    downloadOtherModel: () => downloadOtherModel(shelf),
    cancelDownload: (kind) => {
      shelf.cancel(kind === 'embedding' ? 'embedding' : 'chat');
    },
    useMultilingualModel: () => useMultilingualModel(multilingualOffer.modelId, models, shelf),
    declineMultilingualModel,
    importChatModel: () => importModel('chat', shelf, models),
    importEmbeddingModel: () => importModel('embedding', shelf, models),
    importDetector: async () => {
      await importDetector(models);
      modelsView.refresh();
    },
    useDetector: async (model) => {
      await useDetector(model);
      modelsView.refresh();
    },
  };
}
