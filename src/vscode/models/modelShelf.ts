import * as vscode from 'vscode';
import type { ChatModels } from '../../core/chatModels.ts';
import type { ChatEvent } from '../../core/conversation/chatEvents.ts';
import type { ModelView } from '../../core/conversation/chatState.ts';
import { isFailure } from '../../core/errors.ts';
import type {
  DownloadProgress,
  ModelFile,
  ModelFiles,
  ModelKind,
  ModelOffer,
} from '../../core/models.ts';
import type { IndexSettings, Settings } from '../../core/settings/settings.ts';
import { t } from '../../core/texts/translate.ts';
import type { ChatStore } from '../chat/conversations/chatStore.ts';
import { failedView, movingView, restingView } from './modelViews.ts';
import { failureNotice } from '../text/words.ts';

/** How often progress is shown. */
const progressEveryMs = 200;

export interface ModelShelfContext {
  readonly models: ModelFiles;
  readonly chatModels: Pick<ChatModels, 'find'>;
  readonly settings: () => Pick<Settings, 'index'>;
  readonly store: ChatStore;
  readonly logError: (error: unknown) => void;
}

/**
 * The chat and the embedding model as the chat shows them: present, missing or on the way. Nothing
 * is downloaded without a click.
 */
export class ModelShelf implements vscode.Disposable {
  readonly #context: ModelShelfContext;
  readonly #fetching = new Map<ModelKind, AbortController>();
  readonly #arrived = new vscode.EventEmitter<ModelKind>();

  /** Fires when a model was downloaded or imported. */
  readonly onDidArrive = this.#arrived.event;

  constructor(context: ModelShelfContext) {
    this.#context = context;
  }

  /** Checks again which models are present. One that is being fetched keeps its progress. */
  async refresh(): Promise<void> {
    await Promise.all(
      (['chat', 'embedding'] as const)
        .filter((kind) => !this.#fetching.has(kind))
        .map((kind) => this.#rest(kind)),
    );
  }

  /**
   * Downloads with the editor's own `fetch`, which follows `http.proxy` and the system's
   * certificates.
   * @param id of a catalog model, or `hf:owner/repository/file.gguf`.
   */
  async download(kind: ModelKind, id: string): Promise<void> {
    const { models } = this.#context;
    const known = models.catalog().find((model) => model.id === id);
    const wanted = known ?? { ...models.offer(kind), id, name: id.slice(id.lastIndexOf('/') + 1) };
    await this.#fetch(wanted, 'downloading', (onProgress, signal) =>
      models.download(kind, onProgress, signal, id),
    );
  }

  /** @returns the imported file; null if that failed, which the chat reports. */
  async import(kind: ModelKind, path: string): Promise<ModelFile | null> {
    return this.#fetch(this.#context.models.offer(kind), 'importing', (onProgress, signal) =>
      this.#context.models.import(kind, path, onProgress, signal),
    );
  }

  cancel(kind: ModelKind): void {
    this.#fetching.get(kind)?.abort();
  }

  dispose(): void {
    for (const controller of this.#fetching.values()) controller.abort();
    this.#arrived.dispose();
  }

  async #fetch(
    wanted: ModelOffer,
    status: 'downloading' | 'importing',
    fetch: (
      onProgress: (progress: DownloadProgress) => void,
      signal: AbortSignal,
    ) => Promise<ModelFile>,
  ): Promise<ModelFile | null> {
    const { kind } = wanted;
    if (this.#fetching.has(kind)) return null;
    const controller = new AbortController();
    this.#fetching.set(kind, controller);
    try {
      const file = await fetch(this.#progressShown(wanted, status), controller.signal);
      this.#fetching.delete(kind);
      await this.#rest(kind);
      this.#arrived.fire(kind);
      return file;
    } catch (error) {
      this.#fetching.delete(kind);
      if (!isFailure(error)) throw error;
      if (error.reason === 'cancelled') {
        await this.#rest(kind);
        return null;
      }
      this.#context.logError(error);
      this.#show(kind, failedView(wanted, failureNotice(error).message));
      return null;
    }
  }

  #progressShown(
    wanted: ModelOffer,
    status: 'downloading' | 'importing',
  ): (progress: DownloadProgress) => void {
    const startedMs = performance.now();
    let shownMs = -Infinity;
    let phase: DownloadProgress['phase'] | null = null;
    return (progress) => {
      const nowMs = performance.now();
      if (phase === progress.phase && nowMs - shownMs < progressEveryMs) return;
      shownMs = nowMs;
      phase = progress.phase;
      this.#show(wanted.kind, movingView(wanted, status, progress, nowMs - startedMs));
    };
  }

  async #rest(kind: ModelKind): Promise<void> {
    const { models, chatModels, settings, logError } = this.#context;
    try {
      const found = await (kind === 'chat'
        ? chatModels.find()
        : (servedModel(settings().index) ?? models.find(kind)));
      this.#show(kind, restingView(found, models.offer(kind)));
    } catch (error) {
      if (!isFailure(error)) throw error;
      logError(error);
      this.#show(kind, failedView(models.offer(kind), failureNotice(error).message));
    }
  }

  #show(kind: ModelKind, model: ModelView): void {
    const type: ChatEvent['type'] & `${string}-model-changed` =
      kind === 'chat' ? 'chat-model-changed' : 'embedding-model-changed';
    this.#context.store.dispatch({ type, model });
  }
}

/** The embedding model of the server that the settings name; null if they name none. */
function servedModel({
  embeddingServer,
  embeddingServerModel,
}: IndexSettings): { readonly name: string } | null {
  if (embeddingServer === '') return null;
  const host = URL.parse(embeddingServer)?.host ?? embeddingServer;
  return {
    name:
      embeddingServerModel === ''
        ? t('The model at {host}', { host })
        : t('{model} at {host}', { model: embeddingServerModel, host }),
  };
}
