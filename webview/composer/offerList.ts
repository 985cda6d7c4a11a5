import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { plainText } from '../../src/core/plainText.ts';
import type { MentionOffer, Offers } from '../pageState.ts';
import { icon } from '../views/elements.ts';
import { t } from '../../src/core/texts/translate.ts';

const icons: Readonly<Record<MentionOffer['kind'], string>> = {
  file: 'file',
  folder: 'folder',
  symbol: 'symbol-method',
  editor: 'list-selection',
};

/** The id of the list, which the field refers to as what it controls. */
export const offerListId = 'offers';

/** The id of one offer, which the field refers to while the keys select it. */
export function offerId(index: number): string {
  return `offer-${index}`;
}

/** The mentions offered above the composer. A click takes one, as do Enter and Tab. */
export function offerList(
  { mentions, selected }: Offers,
  take: (offer: MentionOffer) => (event: Event) => void,
): TemplateResult {
  return html` <ul id=${offerListId} class="offer-list" role="listbox" aria-label=${t('Mentions')}>
    ${mentions.map(
      (offer, index) =>
        html` <li
          id=${offerId(index)}
          role="option"
          aria-selected=${index === selected}
          title=${plainText(offer.text)}
          @mousedown=${(event: Event) => {
            // The field keeps the cursor.
            event.preventDefault();
          }}
          @click=${take(offer)}
        >
          ${icon(icons[offer.kind])}<span class="offer-label">${plainText(offer.label)}</span
          ><span class="offer-place">${plainText(offer.place)}</span>
        </li>`,
    )}
  </ul>`;
}
