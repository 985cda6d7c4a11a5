import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ChatState, ModelView } from '../../src/core/conversation/chatState.ts';
import { versionsOf } from '../../src/core/conversation/questionVersions.ts';
import type { ModelKind } from '../../src/core/models.ts';
import type { PageContext } from '../pageContext.ts';
import { atFirst } from '../pageState.ts';
import type { PageState } from '../pageState.ts';
import { composer } from '../composer/composer.ts';
import { entryView } from './entryView.ts';
import { failed, firstPage, noFolderPage, untrustedPage } from './firstPage.ts';
import { indexingStrip, isIndexing } from './indexing.ts';
import { isMoving, modelOffer } from './modelOffer.ts';
import { t } from '../../src/core/texts/translate.ts';

/** The scrolling part: the conversation, or what is shown before the first question. */
export function conversation(
  context: PageContext,
  chat: ChatState,
  page: PageState,
): TemplateResult {
  if (chat.workspace.folderNames.length === 0) return noFolderPage(context);
  if (!chat.workspace.trusted) return untrustedPage(context);
  if (chat.entries.length === 0)
    return html`${firstPage(context, chat)}${offers(context, chat, page)}`;
  return html` <h1 class="visually-hidden">${t('Conversation')}</h1>
    ${repeat(
      chat.entries,
      ({ id }) => id,
      (entry) => {
        const folds = page.entries[entry.id] ?? atFirst;
        const isLast = entry === chat.entries.at(-1);
        const edited = page.edited?.entry === entry.id ? page.edited.text : null;
        const { hidden } = chat;
        return guard([entry, folds, isLast, edited, hidden], () =>
          entryView(context, entry, folds, {
            isLast,
            edited,
            versions: versionsOf(entry, hidden),
          }),
        );
      },
    )}
    ${offers(context, chat, page)}`;
}

/** The part below: the index's progress, and the composer. */
export function foot(
  context: PageContext,
  chat: ChatState,
  page: PageState,
): TemplateResult | typeof nothing {
  const { workspace, entries, index } = chat;
  if (workspace.folderNames.length === 0 || !workspace.trusted) return nothing;
  return html` ${entries.length > 0 && isIndexing(index) ? indexingStrip(context, index) : nothing}
  ${entries.length > 0 && index.phase === 'failed' ? failed(context, index) : nothing}
  ${composer(context, chat, page)}`;
}

/**
 * Offers of the two models: the chat model once an answer had to do without it, meaning search from
 * the start.
 */
function offers(
  context: PageContext,
  { chatModel, embeddingModel, entries }: ChatState,
  { dismissed }: PageState,
): readonly (TemplateResult | typeof nothing)[] {
  const last = entries.at(-1);
  const offer = (
    kind: ModelKind,
    model: ModelView,
    wanted: boolean,
  ): TemplateResult | typeof nothing => {
    const open =
      model.status === 'absent' && model.downloadBytes > 0 && wanted && !dismissed.includes(kind);
    return open || isMoving(model) ? modelOffer(context, kind, model) : nothing;
  };
  return [
    offer('chat', chatModel, last?.phase === 'done' && last.text === null),
    offer('embedding', embeddingModel, last === undefined || last.phase === 'done'),
  ];
}
