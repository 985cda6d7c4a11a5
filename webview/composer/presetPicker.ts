import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ChatState } from '../../src/core/conversation/chatState.ts';
import type { PageContext } from '../pageContext.ts';
import { icon } from '../views/elements.ts';
import { t, translated } from '../../src/core/texts/translate.ts';
import { wording } from '../../src/core/texts/wording.ts';

const presets = {
  precise: wording('Precise'),
  balanced: wording('Balanced'),
  creative: wording('Creative'),
};

/** How the model chooses its words, as a single word. */
export function presetPicker(
  context: PageContext,
  current: ChatState['decodingPreset'],
): TemplateResult {
  const onChange = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement)) return;
    const { value } = target;
    if (value === 'precise' || value === 'balanced' || value === 'creative')
      context.send('setDecodingPreset', { preset: value });
  };
  const options = Object.entries(presets).map(
    ([value, label]) =>
      html`<option value=${value} ?selected=${value === current}>${translated(label)}</option>`,
  );
  const customOption = html`<option value="custom" selected disabled>${t('Custom')}</option>`;
  return html` <span class="picker">
    <select
      aria-label=${t('Wording')}
      title=${t('How the model chooses its words')}
      .value=${live(current)}
      @change=${onChange}
    >
      ${options} ${current === 'custom' ? customOption : nothing}
    </select>
    ${icon('chevron-down')}
  </span>`;
}
