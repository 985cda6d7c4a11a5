import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatState, ModelView } from '../../src/core/conversation/chatState.ts';
import { allEntries } from '../../src/core/conversation/questionVersions.ts';
import { isRunning } from '../../src/core/conversation/reduceChat.ts';
import { maxQuestionLength } from '../../src/protocol/chatMessages.ts';
import { percent } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import type { PageState } from '../pageState.ts';
import { icon, iconButton, refusal } from '../views/elements.ts';
import { takeOffer } from './completion.ts';
import { canAsk, isTooLong } from './draft.ts';
import { droppedUris, hasUris } from './droppedUris.ts';
import { offerList } from './offerList.ts';
import { presetPicker } from './presetPicker.ts';
import { inField, questionField } from './questionField.ts';
import { settingsPanel, settingsToggle } from './settingsPanel.ts';
import { scopeChips } from './scopeChips.ts';
import { localNumber, t } from '../../src/core/texts/translate.ts';

/** Where questions are written, with the controls that shape them: scope, model, wording. */
export function composer(context: PageContext, chat: ChatState, page: PageState): TemplateResult {
  const { draft, offers, composerNote } = page;
  const running = allEntries(chat).some(isRunning);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (canAsk(draft)) context.ask(draft);
  };
  return html` <form
    class="composer"
    aria-label=${t('Ask')}
    @submit=${submit}
    @dragover=${(event: DragEvent) => {
      if (hasUris(event.dataTransfer?.types ?? [])) event.preventDefault();
    }}
    @drop=${inField((field, event: DragEvent) => {
      const uris = event.dataTransfer === null ? [] : droppedUris(event.dataTransfer);
      if (uris.length === 0) return;
      event.preventDefault();
      void context.completion.drop(field, uris);
    })}
  >
    ${
      offers === null
        ? nothing
        : offerList(offers, (offer) =>
            inField((field) => {
              takeOffer(field, offer, context.dispatch);
            }),
          )
    }
    ${scopeChips(context, chat.scope)} ${questionField(context, chat, page)}
    ${isTooLong(draft) ? tooLong(draft) : nothing}
    ${
      composerNote === null
        ? nothing
        : html`<p class="composer-note" role="alert">${composerNote}</p>`
    }
    ${page.settingsOpen ? settingsPanel(context, chat, page) : nothing}
    <div class="composer-foot">
      <button
        class="quiet model"
        type="button"
        title=${t('Choose the chat model')}
        @click=${() => {
          context.send('chooseChatModel');
        }}
      >
        <span>${modelLabel(chat.chatModel)}</span>${icon('chevron-down')}
      </button>
      ${presetPicker(context, chat.decodingPreset)} ${settingsToggle(context, page)}
      ${
        running || !canAsk(draft) || chat.chatModel.status !== 'present'
          ? nothing
          : iconButton('eye', t('Show the prompt that this would send'), () => {
              context.send('previewPrompt', { question: draft.trim() });
            })
      }
      ${
        running && draft.trim() === ''
          ? iconButton('stop-circle', t('Stop answering'), () => {
              context.send('stop');
              context.focusComposer();
            })
          : html`<vscode-button
              class="send"
              appearance="icon"
              aria-label=${t('Ask')}
              title=${t('Ask (Enter)')}
              ?disabled=${!canAsk(draft)}
              @click=${submit}
              >${icon('send')}</vscode-button
            >`
      }
    </div>
  </form>`;
}

function tooLong(draft: string): TemplateResult {
  return refusal(
    t('A question can have {max} characters. This one has {count}; shorten it to ask.', {
      max: localNumber(maxQuestionLength),
      count: localNumber(draft.trim().length),
    }),
  );
}

function modelLabel({ status, name, receivedBytes, downloadBytes }: ModelView): string {
  switch (status) {
    case 'present':
      return name;
    case 'downloading':
    case 'importing':
      return t('Chat model {percent}', { percent: percent(receivedBytes, downloadBytes) });
    case 'verifying':
      return t('Checking the model');
    default:
      return t('No chat model');
  }
}
