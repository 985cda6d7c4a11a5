import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ChatState, ModelView } from '../../src/core/conversation/chatState.ts';
import { isRunning } from '../../src/core/conversation/reduceChat.ts';
import { maxQuestionLength } from '../../src/protocol/chatMessages.ts';
import { number, percent } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import type { PageState } from '../pageState.ts';
import { plainText } from '../../src/core/plainText.ts';
import { icon, iconButton } from './elements.ts';

const presets = { precise: 'Precise', balanced: 'Balanced', creative: 'Creative' } as const;

/** Where questions are written, with what limits and colours them: scope, model, wording. */
export function composer(
  context: PageContext,
  chat: ChatState,
  { draft }: PageState,
): TemplateResult {
  const running = chat.entries.some(isRunning);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (canAsk(draft)) context.ask(draft);
  };
  // What stands there now: the draft of the last drawing may lack what was typed since.
  const onKey = (event: KeyboardEvent): void => {
    const typed = event.target instanceof HTMLTextAreaElement ? event.target.value : draft;
    composerKey({ context, chat, draft: typed, running }, event);
  };
  return html` <form class="composer" aria-label="Ask" @submit=${submit}>
    ${scopeChips(context, chat.scope)}
    <textarea
      id="question"
      dir="auto"
      rows="1"
      aria-label="Question"
      aria-invalid=${isTooLong(draft)}
      placeholder="Ask about this workspace"
      spellcheck="false"
      .value=${live(draft)}
      @input=${(event: InputEvent) => {
        if (event.target instanceof HTMLTextAreaElement)
          context.dispatch({ type: 'draft-changed', draft: event.target.value });
      }}
      @keydown=${onKey}
    ></textarea>
    ${isTooLong(draft) ? tooLong(draft) : nothing}
    <div class="composer-foot">
      <button
        class="quiet model"
        type="button"
        title="Choose the chat model"
        @click=${() => {
          context.send('chooseChatModel');
        }}
      >
        <span>${modelLabel(chat.chatModel)}</span>${icon('chevron-down')}
      </button>
      ${presetPicker(context, chat.decodingPreset)}
      ${
        running || !canAsk(draft) || chat.chatModel.status !== 'present'
          ? nothing
          : iconButton('eye', 'Show the prompt that this would send', () => {
              context.send('previewPrompt', { question: draft.trim() });
            })
      }
      ${
        running && draft.trim() === ''
          ? iconButton('stop-circle', 'Stop answering', () => {
              context.send('stop');
              context.focusComposer();
            })
          : html`<vscode-button
              class="send"
              appearance="icon"
              aria-label="Ask"
              title="Ask (Enter)"
              ?disabled=${!canAsk(draft)}
              @click=${submit}
              >${icon('send')}</vscode-button
            >`
      }
    </div>
  </form>`;
}

function isTooLong(draft: string): boolean {
  return draft.trim().length > maxQuestionLength;
}

function canAsk(draft: string): boolean {
  return draft.trim() !== '' && !isTooLong(draft);
}

/** Nothing is cut: the person chooses what to leave out. */
function tooLong(draft: string): TemplateResult {
  return html`<p class="too-long" role="alert">
    A question can have ${number(maxQuestionLength)} characters. This one has
    ${number(draft.trim().length)}; shorten it to ask.
  </p>`;
}

/**
 * Some browsers end a composition before they send the key that ended it; this code says that it
 * was not typed.
 */
const takenByInputMethod = 229;

interface ComposerState {
  readonly context: PageContext;
  readonly chat: ChatState;
  readonly draft: string;
  readonly running: boolean;
}

/**
 * Enter asks, Shift+Enter is a new line, Up brings the last question back, Escape stops. Keys that
 * belong to an input method are left alone.
 */
function composerKey({ context, chat, draft, running }: ComposerState, event: KeyboardEvent): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- only this tells such a key
  if (event.isComposing || event.keyCode === takenByInputMethod) return;
  const last = chat.entries.at(-1)?.question;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    if (canAsk(draft)) context.ask(draft);
  } else if (event.key === 'ArrowUp' && draft === '' && last !== undefined) {
    event.preventDefault();
    context.dispatch({ type: 'draft-changed', draft: last });
  } else if (event.key === 'Escape' && running) {
    event.preventDefault();
    context.send('stop');
  }
}

function scopeChips(
  context: PageContext,
  scope: readonly string[],
): TemplateResult | typeof nothing {
  if (scope.length === 0) return nothing;
  return html` <ul class="scope" aria-label="Questions are limited to">
    ${scope.map(
      (path) =>
        html` <li class="scope-chip" title=${plainText(path)}>
          ${icon(path.endsWith('/') ? 'folder' : 'file')}<span
            >${plainText(path.replace(/\/$/, ''))}</span
          >
          <button
            type="button"
            aria-label=${`Ask beyond ${plainText(path)}`}
            title="Remove"
            @click=${() => {
              context.send('clearScope', { path });
              context.focusComposer();
            }}
          >
            ${icon('close')}
          </button>
        </li>`,
    )}
  </ul>`;
}

function modelLabel({ status, name, receivedBytes, downloadBytes }: ModelView): string {
  switch (status) {
    case 'present':
      return name;
    case 'downloading':
    case 'importing':
      return `Chat model ${percent(receivedBytes, downloadBytes)}`;
    case 'verifying':
      return 'Checking the model';
    default:
      return 'No chat model';
  }
}

function presetPicker(context: PageContext, current: ChatState['decodingPreset']): TemplateResult {
  const onChange = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement)) return;
    const { value } = target;
    if (value === 'precise' || value === 'balanced' || value === 'creative')
      context.send('setDecodingPreset', { preset: value });
  };
  const options = Object.entries(presets).map(
    ([value, label]) =>
      html`<option value=${value} ?selected=${value === current}>${label}</option>`,
  );
  const customOption = html`<option value="custom" selected disabled>Custom</option>`;
  return html` <span class="picker">
    <select
      aria-label="Wording"
      title="How the model chooses its words"
      .value=${live(current)}
      @change=${onChange}
    >
      ${options} ${current === 'custom' ? customOption : nothing}
    </select>
    ${icon('chevron-down')}
  </span>`;
}
