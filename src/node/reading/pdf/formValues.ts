import * as v from 'valibot';
import type { Box, PlacedText } from './placedText.ts';

const strings = v.fallback(
  v.pipe(
    v.union([v.string(), v.array(v.string())]),
    v.transform((value) => (typeof value === 'string' ? [value] : value)),
  ),
  [],
);
const optionalText = v.fallback(v.nullish(v.string()), undefined);
const optionalFlag = v.fallback(v.nullish(v.boolean()), undefined);
/** What pdf.js reports about a field (PDF 12.7), or about text that was typed onto the page. */
const annotation = v.object({
  subtype: v.string(),
  rect: v.tuple([v.number(), v.number(), v.number(), v.number()]),
  fieldType: optionalText,
  fieldName: optionalText,
  alternativeText: optionalText,
  fieldValue: strings,
  buttonValue: optionalText,
  exportValue: optionalText,
  checkBox: optionalFlag,
  radioButton: optionalFlag,
  password: optionalFlag,
  hidden: optionalFlag,
  options: v.fallback(
    v.optional(v.array(v.object({ exportValue: v.string(), displayValue: v.string() })), []),
    [],
  ),
  contentsObj: v.fallback(v.optional(v.object({ str: v.string() })), undefined),
});
type Annotation = v.InferOutput<typeof annotation>;

/** A value that was filled in; `rect` is in the page's own coordinates. */
export interface FormValue {
  readonly rect: Annotation['rect'];
  readonly value: string;
  /** The field's name, for a field with no label beside it. */
  readonly name: string;
}

/** The filled fields of a page, in its order. Password fields and empty ones are left out. */
export function formValues(annotations: readonly unknown[]): FormValue[] {
  return annotations.flatMap((one) => {
    const parsed = v.safeParse(annotation, one);
    if (!parsed.success || parsed.output.password === true || parsed.output.hidden === true)
      return [];
    const { rect, alternativeText, fieldName } = parsed.output;
    const value = valueOf(parsed.output).trim();
    return value === '' ? [] : [{ rect, value, name: alternativeText ?? fieldName ?? '' }];
  });
}

function valueOf(own: Annotation): string {
  if (own.subtype === 'FreeText') return own.contentsObj?.str ?? '';
  const [first = ''] = own.fieldValue;
  if (own.fieldType === 'Tx') return first;
  if (own.fieldType === 'Ch')
    return own.fieldValue
      .map((value) => own.options.find((o) => o.exportValue === value)?.displayValue ?? value)
      .join(', ');
  const onValue = own.radioButton === true ? own.buttonValue : own.exportValue;
  return own.fieldType === 'Btn' && first !== 'Off' && first === onValue ? `[x] ${first}` : '';
}

/**
 * Inserts each value after the text to its left. Values without such a text come last, after their
 * field's name.
 */
export function placeFormValues(
  texts: readonly PlacedText[],
  values: readonly (FormValue & { readonly box: Box })[],
): PlacedText[] {
  const placed = [...texts];
  const unlabelled: PlacedText[] = [];
  for (const { value, name, box } of values) {
    const at = labelOf(placed, box);
    const label = placed[at];
    if (label === undefined)
      unlabelled.push(atBox(name === '' ? value : `${name}: ${value}`, box, true));
    else
      placed.splice(
        at,
        1,
        { ...label, text: `${label.text.trimEnd()} `, endsLine: false },
        atBox(label.endsLine ? value : `${value} `, box, label.endsLine, label),
      );
  }
  return unlabelled.length === 0 ? placed : [...endLastLine(placed), ...unlabelled];
}

function endLastLine(texts: readonly PlacedText[]): PlacedText[] {
  return texts.map((text, i) => (i === texts.length - 1 ? { ...text, endsLine: true } : text));
}

function atBox(text: string, box: Box, endsLine: boolean, like?: PlacedText): PlacedText {
  return {
    text,
    left: box.left,
    right: box.right,
    baseline: like?.baseline ?? box.bottom,
    height: like?.height ?? 0,
    endsLine,
    isRightToLeft: false,
  };
}

/**
 * Index of the nearest text that begins to the left of the field in the same row; -1 if there is
 * none.
 */
function labelOf(texts: readonly PlacedText[], box: Box): number {
  let best = -1;
  for (const [i, { left, baseline, height }] of texts.entries()) {
    const isBeside = baseline >= box.top && baseline - height / 2 <= box.bottom;
    if (height > 0 && isBeside && left < box.left && left >= (texts[best]?.left ?? -Infinity))
      best = i;
  }
  return best;
}
