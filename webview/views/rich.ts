import type { TemplateResult } from 'lit-html';
import { translated } from '../../src/core/texts/translate.ts';
import type { Placeholder } from '../../src/core/texts/wording.ts';

type Content = TemplateResult | string;

/**
 * A text with elements in it, such as a button within a sentence. What the values contain is not
 * read as placeholders, and text stays text.
 */
export function rich<const Key extends string>(
  key: Key,
  values: Readonly<Record<Placeholder<Key>, Content>>,
): readonly Content[] {
  const contents = new Map<string, Content>(Object.entries(values));
  return translated({ key, values: {} })
    .split(/(\{\w+\})/)
    .map((piece) => contents.get(piece.slice(1, -1)) ?? piece);
}
