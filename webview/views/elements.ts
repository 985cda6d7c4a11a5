import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';

/** A codicon. Words beside it, or the label of its button, say what it means. */
export function icon(name: string): TemplateResult {
  return html`<span class=${`codicon codicon-${name}`} aria-hidden="true"></span>`;
}

/** A button with only an icon. */
export function iconButton(name: string, label: string, onClick: () => void): TemplateResult {
  return html`<vscode-button appearance="icon" aria-label=${label} title=${label} @click=${onClick}
    >${icon(name)}</vscode-button
  >`;
}

/** A button with only an icon, which is on or off. */
export function toggleButton(
  name: string,
  label: string,
  on: boolean,
  onClick: () => void,
): TemplateResult {
  return html`<button
    class="toggle"
    type="button"
    aria-label=${label}
    title=${label}
    aria-pressed=${on}
    @click=${onClick}
  >
    ${icon(name)}
  </button>`;
}

export function primaryButton(label: string, onClick: () => void): TemplateResult {
  return html`<vscode-button appearance="primary" @click=${onClick}>${label}</vscode-button>`;
}

/** @param iconName of an icon before the label. */
export function secondaryButton(
  label: string,
  onClick: () => void,
  iconName?: string,
): TemplateResult {
  const start =
    iconName === undefined
      ? nothing
      : html`<span slot="start" class=${`codicon codicon-${iconName}`} aria-hidden="true"></span>`;
  return html`<vscode-button appearance="secondary" @click=${onClick}
    >${start}${label}</vscode-button
  >`;
}

/**
 * A button that looks like text, for minor actions.
 * @param name for screen readers, if the words alone say too little.
 */
export function quietButton(label: string, onClick: () => void, name = label): TemplateResult {
  return html`<button class="quiet" type="button" aria-label=${name} @click=${onClick}>
    ${label}
  </button>`;
}

/**
 * A thin bar.
 * @param value out of `max`; null if the progress is unknown.
 */
export function progressBar(label: string, value: number | null, max: number): TemplateResult {
  if (value === null) return html`<progress aria-label=${label}></progress>`;
  return html`<progress
    aria-label=${label}
    max=${Math.max(1, max)}
    .value=${Math.min(value, Math.max(1, max))}
  ></progress>`;
}

/** A spinner in front of what is going on. */
export function busy(words: string): TemplateResult {
  return html`<span class="busy">${icon('loading codicon-modifier-spin')}${words}</span>`;
}

/** Why what is typed cannot be used. */
export function refusal(reason: string): TemplateResult {
  return html`<p class="refused" role="alert">${icon('error')}<span>${reason}</span></p>`;
}
