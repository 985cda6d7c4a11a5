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
  quote: wording('Quote'),
};
const presetNames = ['precise', 'balanced', 'creative', 'quote'] as const;

/** How the model chooses its words, as a single word. */
export function presetPicker(
  context: PageContext,
  current: ChatState['decodingPreset'],
): TemplateResult {
  const onChange = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement)) return;
    const { value } = target;
    const preset = presetNames.find((name) => name === value);
    if (preset !== undefined) context.send('setDecodingPreset', { preset });
  };
  const options = presetNames.map(
    (name) =>
      html`<option value=${name} ?selected=${name === current}>
        ${translated(presets[name])}
      </option>`,
  );
  const customOption = html`<option value="custom" selected disabled>${t('Custom')}</option>`;
  return html` <span class="picker">
    <select
      aria-label=${t('Wording')}
      title=${t('How the model chooses its words; Quote: lines of the sources with short lead-ins')}
      .value=${live(current)}
      @change=${onChange}
    >
      ${options} ${current === 'custom' ? customOption : nothing}
    </select>
    ${icon('chevron-down')}
  </span>`;
}
