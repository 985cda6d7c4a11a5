/** Number words and their values. */
export const numberWords: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  hundred: 100,
  thousand: 1000,
};

/** Words for fractions and factors, which code writes as `/ 4`, `0.25` or `* 3`. */
export const factorWords: Readonly<Record<string, number>> = {
  quarter: 0.25,
  half: 0.5,
  doubles: 2,
  doubled: 2,
  triples: 3,
  tripled: 3,
};

const literal =
  String.raw`0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|` +
  String.raw`\d[\d_]*(?:,\d{3})*(?:\.\d+)?`;
const operated = new RegExp(
  String.raw`(?:${literal})(?:\s*(?:\*\*|\*|<<|\^)\s*(?:${literal}))+(?:\s*-\s*1(?!\d))?`,
  'g',
);
const power = new RegExp(String.raw`pow\(\s*(${literal})\s*,\s*(${literal})\s*\)`, 'g');
const token = new RegExp(String.raw`${literal}|\*\*|\*|<<|\^|-`, 'g');

/**
 * The value of a number as code or prose writes it (`0o755`, `1_000`, `1,000`, `1 << 20`), or null
 * if the text is anything else.
 */
export function readNumber(text: string): number | null {
  const trimmed = text.trim().replace(/^[-+]/, '');
  if (new RegExp(`^(?:${literal})$`).test(trimmed)) return readLiteral(trimmed);
  return new RegExp(`^(?:${operated.source})$`).test(trimmed) ? evaluate(trimmed) : null;
}

/**
 * Every value in a text: literals, also within names (`uint64_t`), products, shifts and fractions.
 * The factors of a product do not count separately: `4 * 1024` means 4096.
 */
export function numbersIn(text: string): ReadonlySet<number> {
  const values = new Set<number>();
  const single = text.replaceAll(/<\/?sup>/g, '').replace(operated, (product) => {
    values.add(evaluate(product));
    return ' ';
  });
  for (const [found] of single.matchAll(new RegExp(literal, 'g'))) values.add(readLiteral(found));
  for (const [found] of single.matchAll(/\d+(?:\.\d+)?/g)) values.add(Number(found));
  for (const [, divisor] of text.matchAll(/\/\s?(\d+)/g)) values.add(1 / Number(divisor));
  for (const [, bits] of text.matchAll(/>>\s?(\d+)/g)) values.add(1 / 2 ** Number(bits));
  for (const [, base = '', exponent = ''] of text.matchAll(power)) {
    const value = readLiteral(base) ** readLiteral(exponent);
    values.add(value);
    values.add(value - 1);
  }
  for (const [word] of text.toLowerCase().matchAll(/\b[a-z]+\b/g)) {
    const value = wordValue(word);
    if (value !== null) values.add(value);
  }
  return values;
}

/** The value of a number word or factor word in lower case, or null. */
export function wordValue(word: string): number | null {
  if (Object.hasOwn(numberWords, word)) return numberWords[word] ?? null;
  return Object.hasOwn(factorWords, word) ? (factorWords[word] ?? null) : null;
}

function readLiteral(text: string): number {
  return Number(text.replaceAll(/[_,]/g, ''));
}

/**
 * Evaluates from left to right, which is correct for the products, shifts and powers that occur in
 * practice.
 */
function evaluate(text: string): number {
  const [first = '', ...rest] = [...text.matchAll(token)].map(([found]) => found);
  let value = readLiteral(first);
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const operand = readLiteral(rest[i + 1] ?? '');
    switch (rest[i]) {
      case '*':
        value *= operand;
        break;
      case '<<':
        value *= 2 ** operand;
        break;
      case '-':
        value -= operand;
        break;
      default:
        value **= operand;
    }
  }
  return value;
}
