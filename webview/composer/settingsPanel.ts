import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ChatState } from '../../src/core/conversation/chatState.ts';
import type { AnswerSetting } from '../../src/core/settings/answerSettings.ts';
import { t } from '../../src/core/texts/translate.ts';
import type { PageContext } from '../pageContext.ts';
import type { PageState } from '../pageState.ts';
import { icon, quietButton, refusal } from '../views/elements.ts';
import { settingValue } from './settingValue.ts';
import { choiceNames, settingName, settingPurpose } from './settingWords.ts';

/** The button that shows and hides the settings of answers. */
export function settingsToggle(context: PageContext, { settingsOpen }: PageState): TemplateResult {
  const label = t('Settings of answers');
  return html`<button
    class="toggle"
    type="button"
    aria-label=${label}
    title=${label}
    aria-expanded=${settingsOpen}
    @click=${() => {
      context.dispatch({ type: 'settings-toggled' });
    }}
  >
    ${icon('settings')}
  </button>`;
}

/** The settings behind the presets, each with what it does; they count from the next answer on. */
export function settingsPanel(
  context: PageContext,
  { answerSettings }: ChatState,
  { settingTexts }: PageState,
): TemplateResult {
  return html`<div
    class="settings-panel"
    role="group"
    aria-label=${t('Settings of answers')}
    tabindex="0"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault(); // the form would ask
      commit(context, answerSettings, event.target);
    }}
  >
    ${answerSettings.map((setting) =>
      settingRow(context, setting, settingTexts[setting.name] ?? null),
    )}
    <div class="settings-foot">
      <span class="faint">${t('In effect from the next answer on.')}</span>
      ${quietButton(t('Reset to preset'), () => {
        context.send('resetAnswerSettings');
      })}
    </div>
  </div>`;
}

function settingRow(
  context: PageContext,
  setting: AnswerSetting,
  text: string | null,
): TemplateResult {
  const id = `setting-${setting.name.replace('.', '-')}`;
  const typed = text === null ? null : settingValue(setting, text);
  const refused = typed !== null && typeof typed !== 'number' ? typed.reason : null;
  return html`<div class="setting">
    <label for=${id}>${settingName(setting.name)}</label>
    ${
      setting.kind === 'choice'
        ? choice(context, setting, id)
        : html`<input
            id=${id}
            name=${setting.name}
            inputmode="decimal"
            autocomplete="off"
            aria-describedby=${`${id}-about`}
            aria-invalid=${refused !== null}
            .value=${live(text ?? String(setting.value))}
            @input=${({ target }: Event) => {
              if (target instanceof HTMLInputElement)
                context.dispatch({
                  type: 'setting-typed',
                  setting: setting.name,
                  text: target.value,
                });
            }}
            @change=${({ target }: Event) => {
              if (target instanceof HTMLInputElement) commit(context, [setting], target);
            }}
          />`
    }
    <p id=${`${id}-about`} class="setting-about faint">${settingPurpose(setting.name)}</p>
    ${refused === null ? nothing : refusal(refused)}
  </div>`;
}

function choice(
  context: PageContext,
  { name, value, choices }: Extract<AnswerSetting, { kind: 'choice' }>,
  id: string,
): TemplateResult {
  return html`<select
    id=${id}
    aria-describedby=${`${id}-about`}
    .value=${live(value)}
    @change=${({ target }: Event) => {
      if (!(target instanceof HTMLSelectElement)) return;
      const chosen = target.value;
      if (chosen === 'greedy' || chosen === 'sampling')
        context.send('setAnswerSetting', { setting: name, value: chosen });
    }}
  >
    ${choices.map(
      (one) => html`<option value=${one} ?selected=${one === value}>${choiceNames(one)}</option>`,
    )}
  </select>`;
}

/** Sends what is typed if it is allowed; otherwise the row says why not. */
function commit(
  context: PageContext,
  settings: readonly AnswerSetting[],
  { name, value: text }: HTMLInputElement,
): void {
  const setting = settings.find((one) => one.name === name);
  const value = setting === undefined ? null : settingValue(setting, text);
  if (setting !== undefined && typeof value === 'number' && value !== setting.value)
    context.send('setAnswerSetting', { setting: setting.name, value });
}
