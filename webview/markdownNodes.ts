/**
 * An answer's text as the page shows it: plain data, so that views build elements from it and never
 * markup from text.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'list';
      readonly start: number | null;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly Inline[][])[] }
  | { readonly kind: 'rule' };

export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string; readonly doubt: Doubt }
  | { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly kind: 'citation'; readonly marker: number; readonly attributed: boolean }
  | { readonly kind: 'break' };

/**
 * Whether a piece of text belongs to a sentence that its sources do not bear out, and whether it is
 * that sentence's first piece.
 */
export type Doubt = 'none' | 'first' | 'rest';
