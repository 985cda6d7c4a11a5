import type { Notice } from '../../core/conversation/chatState.ts';
import type { ModelFiles } from '../../core/models.ts';
import { questionLanguage } from '../../core/retrieval/translation/questionLanguage.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { multilingualModel } from '../text/words.ts';

/** What the offer depends on. Settings are read at each question, so that changes take effect. */
export interface MultilingualOfferContext {
  readonly settings: () => Pick<Settings, 'index' | 'models'>;
  readonly models: Pick<ModelFiles, 'catalog'>;
}

/**
 * Offers the embedding model that understands other languages: once in a window, under a question
 * in Korean, Japanese or Chinese, while the model in the settings understands only English.
 */
export class MultilingualOffer {
  readonly #context: MultilingualOfferContext;
  #wasShown = false;

  constructor(context: MultilingualOfferContext) {
    this.#context = context;
  }

  /** The id of the model that is offered. */
  get modelId(): string | null {
    return this.#model()?.id ?? null;
  }

  /** Null unless this is the question to show it under. */
  under(question: string): Notice | null {
    const { index, models } = this.#context.settings();
    const model = this.#model();
    const inUse = this.#context.models.catalog().find(({ id }) => id === index.embeddingModel);
    if (
      this.#wasShown ||
      index.embeddingServer !== '' ||
      !models.offerMultilingual ||
      questionLanguage(question) === null ||
      model === undefined ||
      inUse === undefined ||
      inUse.languages.length > 1
    )
      return null;
    this.#wasShown = true;
    return multilingualModel(inUse.name, model.name, model.bytes);
  }

  #model() {
    return this.#context.models
      .catalog()
      .find(({ kind, languages }) => kind === 'embedding' && languages.length > 1);
  }
}
