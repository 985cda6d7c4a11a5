import { mentionText } from '../../src/core/retrieval/question/mentionText.ts';
import type { SuggestedName } from '../../src/core/retrieval/question/suggestNames.ts';
import type { MentionOffer } from '../pageState.ts';
import type { TypedMention } from './mentionAt.ts';
import { t } from '../../src/core/texts/translate.ts';

/** The editor's items, after a `#`. */
function editorOffers(): readonly MentionOffer[] {
  return [
    { kind: 'editor', label: '#selection', place: t('the selected lines'), text: '#selection' },
    { kind: 'editor', label: '#open', place: t('the files in open tabs'), text: '#open' },
  ];
}

/** Maximum number of offers at once. */
const maxOffers = 8;

/**
 * What may replace a mention that is being typed: names in the workspace, then the editor's items.
 * Empty if it is already complete.
 */
export function mentionOffers(
  { sign, typed }: TypedMention,
  names: readonly SuggestedName[],
): readonly MentionOffer[] {
  const named = sign === '@' ? names.flatMap((name) => toOffer(name) ?? []) : [];
  const editor = editorOffers().filter(({ label }) => label.startsWith(`#${typed}`));
  const offers = [...named.slice(0, maxOffers - editor.length), ...editor];
  return offers[0]?.text === sign + typed ? [] : offers;
}

function toOffer({ kind, name, path }: SuggestedName): MentionOffer | null {
  const text = mentionText(name);
  if (text === null) return null;
  if (kind === 'symbol') return { kind, label: name, place: path, text };
  const end = name.lastIndexOf('/', name.length - 2) + 1;
  return { kind, label: name.slice(end), place: name.slice(0, Math.max(0, end - 1)), text };
}
