import { looksEncoded } from './encodedSpans.ts';

/** Shorter keys than this are rare, and shorter words often look random. */
const value = /(?<![\w.~+/%-])[\w.~+/%-]{20,}={0,2}/g;
/** Characters before a value in which its name is looked for. */
const nameChars = 80;
const passwordName = 'passw(?:or)?d|passphrase|pwd';
const secretName =
  '(?:api|access|account|auth\\w*|private|client|signing|encryption|license|master|admin|service' +
  `|app)[_-]?key|secret|token|credentials?|${passwordName}`;
/** What is between a name and its value: `name: "`, `name" => '`, `name=`, `--name `, `<name>`. */
const between = '["\'\\]]*\\s*(?:=>|:=|[=:,(>]|\\s)\\s*(?:(?:Bearer|Basic|Token)\\s+)?["\'`]?';
const before = new RegExp(
  `(?:(?:${secretName})(?:[_-]\\w{1,20})?(?:["']\\s+value)?${between}` +
    `|\\b(?:Bearer|Basic)\\s+|(?:^|\\s)-u\\s+["']?[\\w.@-]+:)$`,
  'i',
);
/** Names of values that are meant to be seen. */
const openName =
  /public|publishable|gpg|fingerprint|hash|digest|checksum|\bsha|integrity|token_?(?:id|type)/i;
/** A `key` may be any name; one that is this long and random is a secret. */
const bareKey = new RegExp(`\\bkey${between}$`, 'i');
const minBareKeyChars = 32;
const minChanges = 5;

const password = new RegExp(
  `(?<=(?:${passwordName})["'\\]]*\\s*(?:=>|:=|[=:,>])\\s*["'\`]?)` +
    '[^\\s"\'`,;<>(){}[\\]\\\\._/:]{8,64}',
  'gi',
);

/**
 * The text with every value that its name calls a secret replaced by as many of `character`, if it
 * looks random. Words and names, such as those of variables, do not.
 */
export function maskNamedSecrets(text: string, character: string): string {
  const mask = (secret: string): string => character.repeat(secret.length);
  return text
    .replace(value, (word, offset: number) =>
      isRandom(word) && isNamedSecret(word, text.slice(Math.max(0, offset - nameChars), offset))
        ? mask(word)
        : word,
    )
    .replace(password, (word) => (isStrongPassword(word) ? mask(word) : word));
}

function isNamedSecret(word: string, context: string): boolean {
  const line = context.slice(context.lastIndexOf('\n') + 1);
  if (openName.test(line)) return false;
  return before.test(line) || (word.length >= minBareKeyChars && bareKey.test(line));
}

/**
 * Whether a value has digits among letters, or a mix of both cases without words. It may begin with
 * a prefix such as `sk_`.
 */
function isRandom(word: string): boolean {
  if (!/\d/.test(word)) return false;
  const plain = word.replace(/^[a-z]{2,10}[_-]|[-=]/gi, '');
  if (/^[\da-f]+$/i.test(plain)) return plain.length >= 32 && /[a-f]/i.test(plain);
  return /^[a-z\d]+$/i.test(plain) && !(/[a-z]/.test(plain) && /[A-Z]/.test(plain))
    ? changes(plain) >= minChanges
    : looksEncoded(plain);
}

function isStrongPassword(word: string): boolean {
  return (
    [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(word)) &&
    !/\$[a-z_]/i.test(word) &&
    changes(word) >= minChanges
  );
}

/** How often the kind of character changes: a small letter, a capital, a digit or a sign. */
function changes(word: string): number {
  return (word.match(/[a-z]+|[A-Z]+|\d+|[^a-zA-Z\d]+/g)?.length ?? 0) - 1;
}
